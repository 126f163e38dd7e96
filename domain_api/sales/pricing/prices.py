"""What messages on owned channels cost: our own price list, in minor units a thousand."""

from domain_api.kernel import Channel

PER_THOUSAND: dict[str, dict[Channel, int]] = {
    "USD": {Channel.EMAIL: 100, Channel.SMS: 4500, Channel.WHATSAPP: 6000},
    "EUR": {Channel.EMAIL: 95, Channel.SMS: 4200, Channel.WHATSAPP: 5600},
    "GBP": {Channel.EMAIL: 80, Channel.SMS: 3600, Channel.WHATSAPP: 4800},
    "CRC": {Channel.EMAIL: 51000, Channel.SMS: 2300000, Channel.WHATSAPP: 3060000},
    "MXN": {Channel.EMAIL: 1900, Channel.SMS: 83000, Channel.WHATSAPP: 111000},
    "COP": {Channel.EMAIL: 400000, Channel.SMS: 18000000, Channel.WHATSAPP: 24000000},
    "JPY": {Channel.EMAIL: 150, Channel.SMS: 6800, Channel.WHATSAPP: 9000},
}
"""Other currencies have no price: their spend is unknown, and counts as the whole cap."""


def price_per_thousand(currency: str, channel: Channel) -> int | None:
    return PER_THOUSAND.get(currency, {}).get(channel)


def cost_of(currency: str, channel: Channel, messages: int) -> int | None:
    """Minor units for that many messages, rounded up; None when there is no price."""
    price = price_per_thousand(currency, channel)
    return None if price is None else -(-messages * price // 1000)


def affordable(currency: str, channel: Channel, cap: int) -> int | None:
    """How many messages the cap pays for; None when there is no price."""
    price = price_per_thousand(currency, channel)
    return None if price is None else cap * 1000 // price
