"""Tests of how a marketer's brief is read."""
