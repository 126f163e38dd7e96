"""Blob stores: a folder of this machine, and Azure Blob Storage."""
