"""The channels of a text: those the campaign is to use, no other."""

from datetime import date

import pytest

from agents.briefs import Doubt, Slot, read_brief

EVERY = ("email", "sms", "whatsapp", "facebook", "instagram", "google_search", "tiktok", "display")


def _channels(text: str) -> tuple[str, ...] | Doubt:
    brief = read_brief(text, today=date(2026, 11, 10))
    if brief.channels:
        return brief.channels
    return next(question.doubt for question in brief.questions if question.slot is Slot.CHANNELS)


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("by email and WhatsApp", "email whatsapp"),
        ("por correo electrónico y mensajes de texto", "email sms"),
        ("por wasap y feisbuk", "whatsapp facebook"),
        ("on FB, IG and Tik Tok", "facebook instagram tiktok"),
        ("Google Ads and display banners", "google_search display"),
        ("en el buscador de Google", "google_search"),
        ("search ads", "google_search"),
        ("email, search and display", "email google_search display"),
        ("Google Display Network", "display"),
        ("text our customers", "sms"),
        ("in our newsletter", "email"),
        ("EMAIL Y SMS", "email sms"),
        ("on facebok, instragram and gogle", "facebook instagram google_search"),
        ("por guasap, feis e insta", "whatsapp facebook instagram"),
        ("por wpp y mensajitos de texto", "sms whatsapp"),
        ("por texto y correito", "email sms"),
        ("en face, insta y wsp", "whatsapp facebook instagram"),
        ("en gugl y tictoc", "google_search tiktok"),
        ("text and email campaign", "email sms"),
        ("our yoga classes on Instagram and email", "email instagram"),
        ("our newsletter and Facebook", "email facebook"),
        ("our email list and Instagram stories", "email instagram"),
        ("LinkedIn isn't needed; email", "email"),
        ("Facebook: 500000 colones", "facebook"),
        ("Facebook 1500000 pesos, email", "email facebook"),
        ("goggles for skiers, by email", "email"),
        ("email/sms", "email sms"),
        ("no SMS, by email", "email"),
        ("sin Facebook, por correo", "email"),
        ("WhatsApp but not by email", "whatsapp"),
        ("no email or SMS, only WhatsApp", "whatsapp"),
        ("ni SMS ni correo, solo Instagram", "instagram"),
        ("sin Facebook ni TikTok, por Instagram", "instagram"),
        ("I don't want email or text messages, just Facebook", "facebook"),
        ("SMS no, correo sí", "email"),
        ("Instagram en vez de Facebook", "instagram"),
        ("not only email but also SMS", "email sms"),
        ("no solo correo sino también SMS", "email sms"),
        ("social media (Facebook and Instagram)", "facebook instagram"),
        ("no social media, only email", "email"),
        ("por WhatsApp y en nuestra página de Facebook", "whatsapp facebook"),
        ("Our Instagram has 2k followers. Use email.", "email"),
        ("follow us on Instagram; campaign by SMS", "sms"),
        ("escríbenos al WhatsApp 8888-8888, campaña por correo", "email"),
        ("Promote my Instagram course by email", "email"),
        ("our podcast about coffee, on Instagram", "instagram"),
        ("my radio station, by email", "email"),
        ("art on display at our gallery, by email", "email"),
        ("pedidos por WhatsApp, anuncios en Facebook", "facebook"),
    ],
)
def test_named_channels_are_read(text: str, channels: str) -> None:
    assert _channels(text) == tuple(channels.split())


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("all channels", set[str]()),
        ("por todos los canales", set[str]()),
        ("everything but email", {"email"}),
        ("todos los canales menos TikTok", {"tiktok"}),
        ("all channels except SMS and display", {"sms", "display"}),
        ("all channels except social media", {"facebook", "instagram", "tiktok"}),
    ],
)
def test_all_channels_are_the_eight_less_those_left_out(text: str, left_out: set[str]) -> None:
    assert _channels(text) == tuple(code for code in EVERY if code not in left_out)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("500 dollars in March", Doubt.MISSING),
        ("email us at shop@example.com", Doubt.MISSING),
        ("no SMS", Doubt.MISSING),
        ("redes sociales", Doubt.AMBIGUOUS),
        ("email and social media", Doubt.AMBIGUOUS),
        ("anuncios en Meta", Doubt.AMBIGUOUS),
        ("por mensaje", Doubt.AMBIGUOUS),
        ("no SMS, WhatsApp please", Doubt.AMBIGUOUS),
        ("by email. Not by email.", Doubt.AMBIGUOUS),
        ("on LinkedIn", Doubt.INVALID),
        ("by email, Zing and SMS", Doubt.INVALID),
        ("insta, nextdoor, email", Doubt.INVALID),
        ("a course on TikTok, by email", Doubt.AMBIGUOUS),
        ("por mensajitos y facebook", Doubt.AMBIGUOUS),
        ("radio and TV", Doubt.INVALID),
        ("por radio y correo", Doubt.INVALID),
        ("Instagram and billboards", Doubt.INVALID),
    ],
)
def test_channels_in_doubt_are_asked_about(text: str, doubt: Doubt) -> None:
    assert _channels(text) is doubt


def test_the_question_about_a_foreign_channel_names_those_that_can_be_used() -> None:
    brief = read_brief("Promote my shop on LinkedIn", today=date(2026, 11, 10))
    text = next(q.text for q in brief.questions if q.slot is Slot.CHANNELS)
    assert "LinkedIn" in text
    assert all(name in text for name in ("email", "WhatsApp", "TikTok", "display"))
