"""The channels' formats as data: each field's limit, and where its link and opt-out belong.

Where the limits come from (read in 2026; networks change them, so each is one number here):

- email: our own house rule. Longer subjects and preheaders are cut by common mail readers.
- sms: Twilio, "How long can a message be?": 1,600 are carried, 320 are recommended.
- whatsapp: Meta's template rules: a body of 1,024 characters.
- facebook, instagram: Meta's ad formats: primary text 2,200 and headline 40; some 125 show
  before "See more". An Instagram caption holds text and hashtags together in 2,200
  characters, so the two fields share them; five hashtags a post since December 2025.
- tiktok: TikTok auction in-feed ads: text of 100; links and hashtags do not work in it.
- google_search: Google Ads `ResponsiveSearchAd`: headlines of 30 (three or more),
  descriptions of 90 (two or more).
- display: Google responsive display ads: headline of 30, description of 90.
"""

from domain_api.content.assets.model import ChannelFormat, FieldFormat
from domain_api.content.text import display_length
from domain_api.kernel import Channel

LINK_SLOT = "{{link}}"
NAME_SLOT = "{{first_name}}"
LINK_LENGTH = 80
"""Characters that a campaign link takes, counted on the long side."""
NAME_LENGTH = 20
"""Characters that a first name takes, counted on the long side."""
MAX_HASHTAGS = 5


def _field(
    name: str, max_length: int, *, required: bool = True, multiline: bool = False
) -> FieldFormat:
    return FieldFormat(name=name, max_length=max_length, required=required, multiline=multiline)


FORMATS: dict[Channel, ChannelFormat] = {
    known.channel: known
    for known in (
        ChannelFormat(
            channel=Channel.EMAIL,
            fields=[
                _field("subject", 60),
                _field("preheader", 100),
                _field("body", 5000, multiline=True),
            ],
            link_field="body",
            opt_out_field="body",
        ),
        ChannelFormat(
            channel=Channel.SMS,
            fields=[_field("text", 320)],
            link_field="text",
            opt_out_field="text",
        ),
        ChannelFormat(
            channel=Channel.WHATSAPP,
            fields=[_field("body", 1024, multiline=True)],
            link_field="body",
            opt_out_field="body",
        ),
        ChannelFormat(
            channel=Channel.FACEBOOK,
            fields=[_field("headline", 40), _field("text", 2200, multiline=True)],
        ),
        ChannelFormat(
            channel=Channel.INSTAGRAM,
            fields=[
                _field("text", 2000, multiline=True),
                _field("hashtags", 199, required=False),
            ],
        ),
        ChannelFormat(channel=Channel.TIKTOK, fields=[_field("text", 100)]),
        ChannelFormat(
            channel=Channel.GOOGLE_SEARCH,
            fields=[
                *(_field(f"headline_{number}", 30) for number in (1, 2, 3)),
                *(_field(f"description_{number}", 90) for number in (1, 2)),
            ],
        ),
        ChannelFormat(channel=Channel.DISPLAY, fields=[_field("headline", 30), _field("text", 90)]),
    )
}


def measured(text: str) -> int:
    """The length of a text once its slots are filled with a long link and a long name."""
    filled = text.replace(LINK_SLOT, "x" * LINK_LENGTH).replace(NAME_SLOT, "x" * NAME_LENGTH)
    return display_length(filled)
