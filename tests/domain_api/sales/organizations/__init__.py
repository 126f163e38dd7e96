"""Tests of organizations, people and sessions."""
