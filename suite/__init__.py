"""The suite: composes the rooms into processes, and is the `promptsales` command."""
