"""Briefs that several tests say, whole and in pieces."""

SPANISH = (
    "Lanza una campaña de primavera para mi cafetería en San José, 500 dólares, por correo y "
    "WhatsApp, del 1 al 15 de marzo"
)
ENGLISH = (
    "Launch a spring campaign for my coffee shop in San José, 500 dollars, by email and "
    "Instagram, March 1 to 15"
)
ENGLISH_PIECES = (
    "I want to promote my bakery by email",
    "300 dollars",
    "from March 1 to 15",
)
ORDER = [
    "list_channels",
    "estimate_audience",
    "generate_copy",
    "check_content",
    "check_content",
    "draft_plan",
    "quote_campaign",
    "request_approval",
]
"""The tools of a brief with two channels."""
