"""The noun `etl`: what the contexts give out of their records, merged into the summaries."""
