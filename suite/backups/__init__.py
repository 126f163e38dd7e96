"""Backups of an embedded installation: made while it runs, looked through, and brought back."""
