"""The world outside: the gateway, the networks, the channels and the text model."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain_api.adapters.channels.outbox_folder import OutboxFolder
from domain_api.adapters.gateways.methods import SANDBOX_METHODS
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.adapters.models.composer import OfflineComposer
from domain_api.adapters.networks.sandbox import SandboxNetwork
from domain_api.adapters.taps import Tap, TappedChannel, TappedGateway, TappedNetwork
from domain_api.ads.campaigns.network import AdNetwork
from domain_api.content.generations.text_model import TextModel
from domain_api.crm.messages.channel import MessageChannel
from domain_api.extensions.channels import introduced
from domain_api.extensions.joining import Extensions
from domain_api.extensions.model import Basis
from domain_api.kernel import OWNED, Channel
from domain_api.sales.payments.gateway import PaymentGateway
from domain_api.sales.payments.model import PaymentMethodView
from domain_api.sales.payments.service import PaymentMethods
from domain_api.settings import Settings


@dataclass(frozen=True, slots=True)
class Outside:
    """The world outside, each part by its adapter: ours, or an extension's in its place."""

    gateway: PaymentGateway
    methods: PaymentMethods
    network: AdNetwork
    sandbox_network: SandboxNetwork
    channels: Mapping[Channel, MessageChannel]
    carriers: Mapping[Channel, str]
    text_model: TextModel

    @classmethod
    def over(cls, basis: Basis, extensions: Extensions, tap: Tap | None) -> "Outside":
        gateway, methods = _gateway(basis, extensions)
        network = SandboxNetwork(basis.settings.data / "network", basis.clock)
        basis.held.callback(network.close)
        channels, carriers = _channels(basis, extensions)
        make_model = extensions.text_model
        return cls(
            gateway=TappedGateway(gateway, tap) if tap else gateway,
            methods=methods,
            network=TappedNetwork(network, tap) if tap else network,
            sandbox_network=network,
            channels={
                channel: TappedChannel(carrier, tap) if tap else carrier
                for channel, carrier in channels.items()
            },
            carriers=carriers,
            text_model=make_model(basis) if make_model else _text_model(basis),
        )


def _gateway(basis: Basis, extensions: Extensions) -> tuple[PaymentGateway, PaymentMethods]:
    own = extensions.gateway
    if own:
        return own.open(basis), PaymentMethods(own.methods)
    gateway = SandboxGateway(basis.settings.gateway_url, basis.settings.gateway_secret())
    basis.held.callback(gateway.close)
    return gateway, _payment_methods()


def _channels(
    basis: Basis, extensions: Extensions
) -> tuple[Mapping[Channel, MessageChannel], Mapping[Channel, str]]:
    """Who carries each owned channel, and the name of whoever carries any channel."""
    settings = basis.settings
    folder, sender = settings.data / "outbox", _sender(settings)
    outbox = OutboxFolder(folder, sender, settings.public_url, basis.clock)
    channels: dict[Channel, MessageChannel] = dict.fromkeys(OWNED, outbox)
    carriers = {
        channel: "outbox folder" if channel.owned else "sandbox network" for channel in Channel
    }
    for own in extensions.channels:
        channel = basis.held.enter_context(introduced(own))
        channels[channel], carriers[channel] = own.open(basis), own.carrier
    return channels, carriers


def _text_model(basis: Basis) -> TextModel:
    settings = basis.settings.model
    if settings.kind == "offline":
        return OfflineComposer()
    # openai takes long to load, and only where it is set
    from domain_api.adapters.models.openai_model import OpenAiTextModel, ServerKind

    model = OpenAiTextModel(
        api_key=settings.api_key.get_secret_value(),
        model=settings.name,
        base_url=settings.base_url,
        kind=ServerKind(settings.kind),
        timeout_s=settings.timeout_s,
    )
    basis.held.callback(model.close)
    return model


def _payment_methods() -> PaymentMethods:
    return PaymentMethods(
        tuple(
            PaymentMethodView(
                payment_method=method.id, description=method.does, default=method.id == "pm_card_ok"
            )
            for method in SANDBOX_METHODS.values()
        )
    )


def _sender(settings: Settings) -> str:
    host = urlsplit(settings.public_url).hostname or "localhost"
    return f"hello@{host if '.' in host and not host[-1].isdecimal() else 'example.test'}"
