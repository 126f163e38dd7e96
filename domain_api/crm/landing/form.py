"""The landing form: what a visitor typed, what is wrong with it, and the lead that it makes."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs

from pydantic import ValidationError

from domain_api.crm.clients.contacts import email_of, phone_of
from domain_api.crm.landing.words import Words
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.links.model import LinkView
from domain_api.kernel import OWNED, Channel, InvalidInput, digest_of, is_id, new_id

SOURCE = "landing page"
TRAP = "extra_line"
"""A field that people do not see. What fills it in is a program."""

_TEXTS = ("name", "email", "phone", "message")
_MAX_FIELDS = 50


@dataclass(frozen=True, slots=True)
class LandingForm:
    """`texts` by field as typed, `ticked` the channels agreed to; `page_id` tells pages apart."""

    page_id: str
    texts: dict[str, str] = field(default_factory=lambda: dict.fromkeys(_TEXTS, ""))
    ticked: frozenset[Channel] = frozenset()
    trapped: bool = False

    @classmethod
    def blank(cls) -> "LandingForm":
        return cls(new_id("pag"))

    @classmethod
    def read(cls, body: bytes) -> "LandingForm":
        """From `application/x-www-form-urlencoded`; raises `InvalidInput` when it is not that."""
        try:
            typed = parse_qs(
                body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS
            )
        except ValueError as error:
            raise InvalidInput("That is not a form.", code="invalid_form") from error
        first = {name: values[0].strip() for name, values in typed.items()}
        page_id = first.get("page_id", "")
        return cls(
            page_id=page_id if is_id(page_id, "pag") else new_id("pag"),
            texts={name: first.get(name, "") for name in _TEXTS},
            ticked=frozenset(one for one in OWNED if first.get(f"consent_{one.value}")),
            trapped=bool(first.get(TRAP)),
        )

    def submission(self) -> str:
        """The same page sent twice with the same content is one answer; mended, it is another."""
        return digest_of([self.page_id, self.texts, sorted(self.ticked)])

    def problems(self, region: str) -> list[str]:
        """Keys of `Words.errors`, one for each thing to mend, in the order of the page."""
        found = [name for name in ("email", "phone") if not self._is_sound(name, region)]
        if not self.texts["email"] and not self.texts["phone"]:
            found.append("contact")
        for channel in sorted(self.ticked):
            needed = "email" if channel is Channel.EMAIL else "phone"
            if not self.texts[needed]:
                found.append(f"consent_{channel.value}")
        return found + (["form"] if self.trapped else [])

    def lead(self, link: LinkView, words: Words) -> CaptureLead:
        """Raises pydantic's `ValidationError`, its locations the names of the fields."""
        proof = " ".join(words.consents[channel] for channel in sorted(self.ticked))
        return CaptureLead(
            name=self.texts["name"],
            email=self.texts["email"] or None,
            phone=self.texts["phone"] or None,
            message=self.texts["message"] or None,
            source=SOURCE,
            link_id=link.link_id,
            consent_channels=sorted(self.ticked),
            consent_proof=f"{proof} /l/{link.link_id}#{self.page_id}" if proof else None,
            locale=link.locale,
        )

    def _is_sound(self, name: str, region: str) -> bool:
        text = self.texts[name]
        try:
            if text:
                _ = email_of(text) if name == "email" else phone_of(text, region)
        except InvalidInput:
            return False
        return True


def checked_lead(
    form: LandingForm, link: LinkView, words: Words, region: str
) -> tuple[CaptureLead | None, list[str]]:
    """The lead, or what must be mended first: keys of `Words.errors`."""
    problems = form.problems(region)
    try:
        lead = form.lead(link, words)
    except ValidationError as error:
        fields = {str(one["loc"][0]) if one["loc"] else "form" for one in error.errors()}
        refused = [name if name in words.errors else "form" for name in sorted(fields)]
        return None, list(dict.fromkeys([*refused, *problems]))
    return (None if problems else lead), problems
