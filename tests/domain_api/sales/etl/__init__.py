"""Tests of the runs that feed the summaries."""
