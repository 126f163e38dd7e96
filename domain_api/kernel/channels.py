"""The channels a campaign can use, and the one word for each that every context says."""

from enum import StrEnum


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    GOOGLE_SEARCH = "google_search"
    TIKTOK = "tiktok"
    DISPLAY = "display"

    @property
    def owned(self) -> bool:
        """Sent by CRM to people who consented; the others are placed on a network by ads."""
        return self in OWNED


OWNED: frozenset[Channel] = frozenset({Channel.EMAIL, Channel.SMS, Channel.WHATSAPP})
