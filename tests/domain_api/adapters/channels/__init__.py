"""Tests of the owned channels: one contract for all, and what is particular to each."""
