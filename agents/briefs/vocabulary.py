"""Lets a table of words be written as text."""


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, in order; where there is a `|` it parts phrases instead."""
    parts = text.split("|") if "|" in text else text.split()
    return tuple(" ".join(part.split()) for part in parts)
