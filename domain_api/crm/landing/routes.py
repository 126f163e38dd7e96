"""The public pages: a campaign's form behind its link, and the page to unsubscribe."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from domain_api.crm.consents.service import ConsentService
from domain_api.crm.landing.body import body_up_to
from domain_api.crm.landing.form import TRAP, LandingForm, checked_lead
from domain_api.crm.landing.pages import Pages
from domain_api.crm.landing.words import words_for
from domain_api.crm.leads.service import LeadService
from domain_api.crm.links.model import LinkView
from domain_api.crm.links.service import LinkService
from domain_api.kernel import NotFound

MAX_FORM = 32_768
"""Bytes of a form: the longest message, percent-encoded, and the rest."""

FormBody = Annotated[bytes, Depends(body_up_to(MAX_FORM))]


def landing_routes(links: LinkService, leads: LeadService) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    pages = Pages()

    def form_page(link: LinkView, form: LandingForm, problems: list[str]) -> HTMLResponse:
        words = words_for(link.locale)
        return pages.page(
            "form",
            words.language,
            422 if problems else 200,
            product=link.product,
            words=words,
            form=form,
            problems=problems,
            trap=TRAP,
        )

    @router.get("/l/{link_id}")
    def show(link_id: str) -> HTMLResponse:
        form = LandingForm.blank()
        try:
            link = links.visit(link_id, form.page_id)
        except NotFound:
            return pages.page("nowhere", "en", 404)
        return form_page(link, form, [])

    @router.head("/l/{link_id}")
    def look(link_id: str) -> HTMLResponse:
        """Whether the page is there; nobody sees it, so no click is counted."""
        try:
            return form_page(links.resolve(link_id), LandingForm.blank(), [])
        except NotFound:
            return pages.page("nowhere", "en", 404)

    @router.post("/l/{link_id}")
    def answer(link_id: str, body: FormBody) -> HTMLResponse:
        try:
            link = links.resolve(link_id)
        except NotFound:
            return pages.page("nowhere", "en", 404)
        form, words = LandingForm.read(body), words_for(link.locale)
        lead, problems = checked_lead(form, link, words, leads.region)
        if lead is None:
            return form_page(link, form, problems)
        leads.answer(link, lead, form.submission())
        return pages.page("thanks", words.language, words=words)

    return router


def unsubscribe_routes(consents: ConsentService) -> APIRouter:
    """Looking withdraws nothing: programs that scan mail follow every address in it."""
    router = APIRouter(include_in_schema=False)
    pages = Pages()

    @router.get("/u/{message_id}")
    def ask(message_id: str) -> HTMLResponse:  # noqa: ARG001 -- the form posts to its own address
        return pages.page("unsubscribe", "en", done=False)

    @router.post("/u/{message_id}")
    def unsubscribe(message_id: str, body: FormBody) -> HTMLResponse:
        """Also what a mail reader's own button sends (RFC 8058)."""
        one_click = b"List-Unsubscribe=One-Click" in body
        proof = "the mail reader's unsubscribe button" if one_click else "the unsubscribe page"
        try:
            consents.unsubscribe(message_id, f"Pressed {proof} of message {message_id}.")
        except NotFound:
            return pages.page("nowhere", "en", 404)
        return pages.page("unsubscribe", "en", done=True)

    return router
