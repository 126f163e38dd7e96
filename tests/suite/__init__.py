"""Tests of the command and of the processes it starts."""
