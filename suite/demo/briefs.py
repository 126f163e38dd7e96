"""The brief the demo runs when it is given none."""

BUILT_IN = (
    "Launch a campaign for my coffee shop in San José: 2x1 on cold brew for people between 20 "
    "and 45, with 500 dollars, by email, WhatsApp and Facebook, from March 1 to 15."
)
