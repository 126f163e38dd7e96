"""Tests of the REST application around the routes."""
