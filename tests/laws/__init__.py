"""State machines over the laws: short in every run, at length by `python -m tests.laws`."""
