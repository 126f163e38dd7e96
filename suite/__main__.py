"""`python -m suite` is the `promptsales` command."""

from suite.cli import main

main()
