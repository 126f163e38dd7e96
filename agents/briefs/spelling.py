"""Recognises the names of channels where a letter or two went wrong: `facebok`, `instragram`."""

from functools import lru_cache

from agents.briefs.vocabulary import listed

_CODES = {
    "facebook": "facebook",
    "instagram": "instagram",
    "whatsapp": "whatsapp",
    "whatsap": "whatsapp",
    "tiktok": "tiktok",
    "google": "google_search",
    "adwords": "google_search",
    "newsletter": "email",
}
_OTHER_WORDS = frozenset(
    listed(
        """goggle goggles googly factbook adverbs keywords whatever newsletter's mensaje instant
        inward awards tictac inwards"""
    )
)
SHORTEST = 5


@lru_cache(maxsize=4096)
def misspelled_channel(word: str) -> str | None:
    """The code of the one channel whose name is a slip of the fingers away from a folded word."""
    if len(word) < SHORTEST or word in _OTHER_WORDS:
        return None
    for name, code in _CODES.items():
        allowed = 2 if len(name) >= 8 else 1
        close = word[0] == name[0] and abs(len(word) - len(name)) <= allowed
        if close and _distance(word, name) <= allowed:
            return code
    return None


def _distance(word: str, name: str) -> int:
    """Letters to add, drop, change or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(name, 1):
            step = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == name[j - 2] and word[i - 2] == wanted:
                step = min(step, earlier[j - 2] + 1)
            row.append(step)
    return row[-1]
