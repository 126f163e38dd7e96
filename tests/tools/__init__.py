"""Tests of the tool catalogue."""
