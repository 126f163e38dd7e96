"""The commands of `promptsales`: each reads its options, calls the rooms, and prints."""
