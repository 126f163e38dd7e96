"""Makes an added channel known to every context, for as long as an application is open."""

from collections.abc import Generator, MutableMapping
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from domain_api.ads.channels.service import CATALOGUE
from domain_api.content.assets.model import ChannelFormat
from domain_api.content.formats import FORMATS
from domain_api.content.opt_out import SENTENCES, has_opt_out
from domain_api.crm.landing.words import words_for
from domain_api.crm.messages.quiet import RINGING
from domain_api.extensions.faults import faulty
from domain_api.extensions.model import OwnChannel
from domain_api.kernel import Channel
from domain_api.sales.pricing.prices import PER_THOUSAND

K = TypeVar("K")
V = TypeVar("V")


@contextmanager
def introduced(own: OwnChannel) -> Generator[Channel]:
    """The channel, until the block ends. Each context reads it in its own table, as it reads
    those of the product.

    Raises `Unavailable` (invalid_extension) for a name that is taken, as by another application
    of this process, and for a format or an opt-out that cannot be.
    """
    _require_sound(own)
    try:
        channel = Channel.add_owned(own.name)
    except ValueError as error:
        raise faulty(f"{error}: name the extension's channel otherwise") from error
    with ExitStack() as undo:
        undo.callback(Channel.forget, channel)
        _put(undo, FORMATS, channel, _format(own, channel))
        _put(undo, CATALOGUE, channel, own.entry)
        for language in ("en", "es"):
            words = words_for(language)
            _put(undo, SENTENCES, (language, channel), own.opt_out.in_(language))
            _put(undo, words.consents, channel, own.consent.in_(language))
            _put(undo, words.errors, f"consent_{channel}", own.missing_phone.in_(language))
        for currency, price in own.prices.items():
            _put(undo, PER_THOUSAND.setdefault(currency, {}), channel, price)
        if own.rings:
            RINGING.add(channel)
            undo.callback(RINGING.discard, channel)
        yield channel


def _put(undo: ExitStack, table: MutableMapping[K, V], key: K, value: V) -> None:
    table[key] = value
    undo.callback(table.pop, key, None)


def _format(own: OwnChannel, channel: Channel) -> ChannelFormat:
    return ChannelFormat(
        channel=channel,
        fields=list(own.fields),
        link_field=own.link_field,
        opt_out_field=own.link_field,
    )


def _require_sound(own: OwnChannel) -> None:
    if own.link_field not in {field.name for field in own.fields}:
        raise faulty(f"the channel {own.name!r} has no field {own.link_field!r}: add it")
    for language in ("en", "es"):
        if not has_opt_out(Channel.SMS, own.opt_out.in_(language)):
            raise faulty(
                f"the channel {own.name!r} does not say in {language} how to opt out: let its "
                "sentence ask to reply with STOP"
            )
