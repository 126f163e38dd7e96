"""Text compared as people compare it: without case, accents, or spaces too many."""

import unicodedata


def fold(text: str) -> str:
    """`San  José` and `SAN JOSE` both become `san jose`."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in spread if not unicodedata.combining(char))
    return " ".join(kept.casefold().split())


def words(text: str) -> list[str]:
    """The folded words of a text: letters and digits only, invisible characters dropped."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return "".join(char if char.isalnum() else " " for char in fold(visible)).split()
