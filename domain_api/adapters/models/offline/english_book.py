"""The English sentences of the offline composer."""

from domain_api.adapters.models.offline.english import english_words
from domain_api.adapters.models.offline.facts import Angle, Register
from domain_api.adapters.models.offline.patterns import Choice
from domain_api.adapters.models.offline.phrasebook import Phrasebook

_SUBJECTS = {
    Angle.OFFER: Choice(
        ("{Bargain}[ {where}][, {when}]", "{Product}[ {where}]: {plus}[, {when}]"),
        ("{Offer}[ {where}][, {when}]", "An offer for you: {product}"),
    ),
    Angle.URGENCY: Choice(
        ("{Product}: {plus}, only {until}", "Only {until}: {offer}"),
        ("{Product}: {when}", "{Product}: {until}"),
    ),
    Angle.BENEFIT: Choice(
        ("Take a closer look at {ours}", "{Product}[ {where}][, for {for_audience}]"),
        ("Worth a closer look: {product}",),
    ),
    Angle.STORY: Choice(
        ("{Season}: {product}[ {where}]", "Something to share with you: {product}"),
        ("To share with you: {product}",),
    ),
    Angle.INVITATION: Choice(
        (
            "Come and visit {venue}[ {where}]",
            "Come and discover {ours}[ {where}]",
            "An invitation for you: {product}[ {where}]",
        ),
        ("An invitation: {product}",),
    ),
}

_LEADS = {
    Angle.OFFER: Choice(
        (
            "We have good news for you: {bargain}[ {where}].",
            "Here's a good reason to discover {ours}[ {where}]: {plus}.",
            "Make the most of this: {bargain}[ {where}].",
        ),
        (
            "{Product}[ {where}]: {plus}.",
            "{Offer}[ {where}].",
            "{Product}[ {where}]. There is an offer for you.",
        ),
    ),
    Angle.URGENCY: Choice(
        (
            "You have {until} to make the most of this: {bargain}[ {where}].",
            "Mark your calendar: {bargain}[ {where}], only {until}.",
        ),
        (
            "{Product}[ {where}], only {until}: {plus}.",
            "Only {until}: {offer}.",
            "{Product}[ {where}], {when}.",
            "{Product}, {until}.",
        ),
    ),
    Angle.BENEFIT: Choice(
        (
            "If you've been thinking about it, take a closer look at {ours}[ {where}].",
            "It's worth getting to know {ours}[ {where}].",
            "There's always a good reason to visit {venue}[ {where}].",
            "We had {audience} in mind, and we'd like you to meet {ours}[ {where}].",
        ),
        ("Worth a closer look: {product}[ {where}].",),
    ),
    Angle.STORY: Choice(
        (
            "{Season} we're opening the doors of {venue}[ {where}] to you.",
            "{Season} we'd like to share something we're excited about: {ours}[ {where}].",
            "We enjoy what we do, and we'd like to share it with you: {ours}[ {where}].",
        ),
        ("Something to share with you: {product}[ {where}].", "For you: {product}."),
    ),
    Angle.INVITATION: Choice(
        (
            "{Season}, come and visit {venue}[ {where}][ {during}].",
            "{During}, we'd love to see you at {venue}[ {where}].",
            "We'd love to show you {ours}[ {where}][ {during}].",
        ),
        ("An invitation for you: {product}[ {where}][, {when}].",),
    ),
}

_HEADLINES = {
    Angle.OFFER: Choice(
        ("{Bargain}", "{Product}: {plus}"),
        ("{Offer}[ {where}]", "{Product}[ {where}]", "Offer: {product}"),
    ),
    Angle.URGENCY: Choice(("{Offer} {until}", "Only {until}"), ("{Product}: {when}", "{Product}")),
    Angle.BENEFIT: Choice(("{Product}[ {where}]", "{Product} for {for_audience}"), ("{Product}",)),
    Angle.STORY: Choice(("{Season}: {product}",), ("{Product}[ {where}]",)),
    Angle.INVITATION: Choice(
        ("Visit {venue}[ {where}]", "Discover {ours}[ {where}]"), ("{Product}[ {where}]",)
    ),
}

_SHORTS = {
    Angle.OFFER: Choice(
        (
            "{Bargain}[ {where}][, {when}].",
            "{Product}[ {where}]: {plus}[, {when}].",
            "Discover {ours}[ {where}]: {plus}[, {when}].",
        ),
        ("{Product}[ {where}]. See the offer.",),
    ),
    Angle.URGENCY: Choice(
        ("Only {until}: {bargain}[ {where}].", "{Product}[ {where}], only {until}: {plus}."),
        ("{Product}[ {where}], {when}.", "{Product}, {until}."),
    ),
    Angle.BENEFIT: Choice(
        (
            "Take a closer look at {ours}[ {where}].",
            "There's always a good reason to visit {venue}[ {where}].",
            "With {audience} in mind: {ours}[ {where}].",
        ),
        ("{Product}[ {where}]. Worth a closer look.",),
    ),
    Angle.STORY: Choice(
        (
            "{Season} we're opening the doors of {venue}[ {where}] to you.",
            "{Season} we'd like to share {ours}[ {where}] with you.",
            "We enjoy what we do. Meet {ours}[ {where}].",
        ),
        ("To share with you: {product}.", "For you: {product}."),
    ),
    Angle.INVITATION: Choice(
        (
            "{Season}, come and visit {venue}[ {where}][ {during}].",
            "{During}, we'd love to see you at {venue}[ {where}].",
            "We'd love to show you {ours}[ {where}][ {during}].",
        ),
        ("An invitation: {product}[ {where}].",),
    ),
}

ENGLISH = Phrasebook(
    words=english_words,
    subjects=_SUBJECTS,
    leads=_LEADS,
    headlines=_HEADLINES,
    shorts=_SHORTS,
    preheaders=Choice(
        (),
        (
            "{Offer}[, {when}][, {where}].",
            "{When}[, {where}]. All the details are inside.",
            "{Where}. All the details are inside.",
            "All the details are inside.",
        ),
    ),
    names=Choice(("{Product}[ {where}]",), ("{Product}",)),
    seconds=Choice((), ("{Offer}", "{Season}", "{When}", "{Where}", "Learn more here")),
    thirds=Choice((), ("{brand}", "{When}", "{Where}", "See all the details", "Ask us anything")),
    closers=Choice(
        (),
        (
            "{When}[, {where}]. See all the details on our page.",
            "{Where}. See all the details on our page.",
            "See all the details on our page.",
        ),
    ),
    remarks=(
        ("audience", "We put this together with {audience} in mind."),
        ("season", "It makes a good plan for {season}."),
    ),
    details=(
        ("Offer", "offer"),
        ("Occasion", "occasion"),
        ("Where", "places"),
        ("When", "when"),
    ),
    greetings={
        Register.WARM: "Hi {first_name},",
        Register.FORMAL: "Dear {first_name},",
        Register.LIVELY: "Hi {first_name}!",
        Register.ELEGANT: "Dear {first_name},",
    },
    hellos={
        Register.WARM: "Hi {first_name}.",
        Register.FORMAL: "Hello {first_name}.",
        Register.LIVELY: "Hi {first_name}!",
        Register.ELEGANT: "Hello {first_name}.",
    },
    calls={
        Register.WARM: "See all the details here: {link}",
        Register.FORMAL: "The full information is here: {link}",
        Register.LIVELY: "See it all here! {link}",
        Register.ELEGANT: "Discover the details here: {link}",
    },
    sms_call="See more: {link}",
    ad_calls={
        Register.WARM: "Follow the link for all the details.",
        Register.FORMAL: "Follow the link for the full information.",
        Register.LIVELY: "Follow the link and see it all!",
        Register.ELEGANT: "Follow the link to discover the details.",
    },
    partings={
        Register.WARM: Choice(("Thank you for reading,\n{sign}",), ("Thank you for reading.",)),
        Register.FORMAL: Choice(("Kind regards,\n{sign}",), ("Thank you for your time.",)),
        Register.LIVELY: Choice(("See you soon!\n{sign}",), ("See you soon!",)),
        Register.ELEGANT: Choice(("Kind regards,\n{sign}",), ("Thank you for your time.",)),
    },
    plain="We have something for you",
)
