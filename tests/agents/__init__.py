"""Tests of the agents room: what it reads, plans, asks and launches."""
