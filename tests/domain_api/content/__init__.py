"""Tests of PromptContent."""
