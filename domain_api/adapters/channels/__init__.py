"""The owned channels: how a message to one person leaves the house."""
