"""Tests of PromptCRM: its laws over SQL, its REST face and its public doors."""
