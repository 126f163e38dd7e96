"""Tests of tokens, keys and passwords."""
