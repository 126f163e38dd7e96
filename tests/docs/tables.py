"""The tables that are made from the code: settings, roles, errors, metrics, prices, formats."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from domain_api.content.formats import FORMATS
from domain_api.http.errors import status_of
from domain_api.kernel import DomainError, Money, Scope
from domain_api.sales.organizations.model import ROLE_SCOPES
from domain_api.sales.pricing.prices import PER_THOUSAND
from domain_api.sales.summaries.service import DESCRIPTIONS
from domain_api.settings import Settings
from suite.processes.agent import AgentSettings
from tests.docs.blocks import code, table
from tests.docs.words import (
    AGENT_SETTINGS,
    METRICS_IN_SPANISH,
    OTHER_VARIABLES,
    ROLES,
    SETTINGS,
    Both,
)

ENGLISH, SPANISH = 0, 1
PREFIX = "PROMPTSALES_"


def settings_table(language: int) -> str:
    return _variables(Settings, SETTINGS, language)


def agent_settings_table(language: int) -> str:
    return _variables(AgentSettings, AGENT_SETTINGS, language)


def other_variables_table(language: int) -> str:
    header = (("variable", "what it is"), ("variable", "qué es"))[language]
    return table(header, [(code(name), text[language]) for name, text in OTHER_VARIABLES.items()])


def _variables(shape: type[BaseModel], words: Mapping[str, Both], language: int) -> str:
    header = (("variable", "default", "what it is"), ("variable", "por defecto", "qué es"))
    rows = [
        (code(name), _default(field, language), words[name][language])
        for name, field in variables_of(shape, PREFIX)
    ]
    return table(header[language], rows)


def variables_of(shape: type[BaseModel], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    """The environment variable of each setting; nested ones are joined by two underscores."""
    for name, field in shape.model_fields.items():
        nested = field.annotation
        if isinstance(nested, type) and issubclass(nested, BaseModel):
            yield from variables_of(nested, f"{prefix}{name.upper()}__")
        else:
            yield str(field.validation_alias or prefix + name.upper()), field


def _default(field: FieldInfo, language: int) -> str:
    default: Any = field.default
    if field.is_required():
        return ("needed", "obligatoria")[language]
    if isinstance(default, StrEnum):
        return code(default.value)
    if default in (None, "", []) or (isinstance(default, SecretStr) and not default):
        return "—"
    return code(str(default))


def roles_table(language: int) -> str:
    """Rights by role: a mark where the role holds the right, another where an agent may too."""
    roles = list(ROLE_SCOPES)
    header = (("right", "derecho")[language], *(code(role.value) for role in roles))
    words = [(("in words", "en palabras")[language], *(ROLES[role][language] for role in roles))]
    rows = [
        (code(scope.value), *("✓" if scope in ROLE_SCOPES[role] else "" for role in roles))
        for scope in Scope
    ]
    return table(header, words + rows)


def errors_table() -> str:
    """The error tree: code, HTTP status, recovery, and what it means."""
    rows = [
        (
            code(kind.code),
            str(status_of(kind(""), {})),
            code(kind.recovery.value),
            "A defect of ours." if kind is DomainError else (kind.__doc__ or "").strip(),
        )
        for kind in (*_kinds(DomainError), DomainError)
    ]
    return table(("code", "status", "recovery", "meaning"), rows)


def _kinds(base: type[DomainError]) -> Iterator[type[DomainError]]:
    """The kinds of the kernel, each below the one it refines."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("domain_api.kernel"):
            yield kind
            yield from _kinds(kind)


def metrics_table(language: int) -> str:
    header = (("metric", "what it counts"), ("métrica", "qué cuenta"))[language]
    rows = [
        (code(metric.value), (text, METRICS_IN_SPANISH[metric.value])[language])
        for metric, text in DESCRIPTIONS.items()
    ]
    return table(header, rows)


def prices_table(language: int) -> str:
    channels = list(next(iter(PER_THOUSAND.values())))
    header = (("currency", "moneda")[language], *(code(channel.value) for channel in channels))
    rows = [
        (currency, *(Money(prices[channel], currency).display() for channel in channels))
        for currency, prices in PER_THOUSAND.items()
    ]
    return table(header, rows)


def formats_table(language: int) -> str:
    header = (("channel", "fields and their limits"), ("canal", "campos y sus límites"))[language]
    optional = (", optional", ", opcional")[language]
    rows = [
        (
            code(channel.value),
            "; ".join(
                f"{code(field.name)} {field.max_length}{'' if field.required else optional}"
                for field in form.fields
            ),
        )
        for channel, form in FORMATS.items()
    ]
    return table(header, rows)


def in_both(name: str, make: Callable[[int], str]) -> dict[str, Callable[[], str]]:
    """The generators `name.en` and `name.es`."""
    return {f"{name}.en": lambda: make(ENGLISH), f"{name}.es": lambda: make(SPANISH)}
