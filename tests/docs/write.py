"""Writes the generated parts of the manuals anew: `python -m tests.docs.write`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from domain_api.bootstrap import build
from domain_api.settings import Settings
from suite.web import build_web
from tests.docs import database_page, tables, tools_page
from tests.docs.blocks import code, renewed, table
from tests.docs.pages import manual_pages

METHODS = ("get", "put", "post", "patch", "delete")


def generators(document: Mapping[str, Any]) -> dict[str, Callable[[], str]]:
    """What makes each generated part; `document` is the OpenAPI document."""
    return {
        **tables.in_both("settings", tables.settings_table),
        **tables.in_both("agent-settings", tables.agent_settings_table),
        **tables.in_both("other-variables", tables.other_variables_table),
        **tables.in_both("roles", tables.roles_table),
        **tables.in_both("metrics", tables.metrics_table),
        **tables.in_both("prices", tables.prices_table),
        **tables.in_both("formats", tables.formats_table),
        **tables.in_both("tools", tools_page.by_effect),
        **database_page.generators(),
        "errors": tables.errors_table,
        "tools-reference": tools_page.reference,
        "operations": lambda: operations_table(document),
    }


def openapi_document(folder: Path) -> dict[str, Any]:
    """The document of the whole application, over an empty installation in `folder`."""
    application = build(Settings(data=folder))
    try:
        return build_web(application).openapi()
    finally:
        application.close()


def operations_table(document: Mapping[str, Any]) -> str:
    rows = [
        _operation(path, method, methods[method])
        for path, methods in document["paths"].items()
        for method in METHODS
        if method in methods
    ]
    return table(
        ("method", "path", "what it does", "token", "`Idempotency-Key`", "`If-Match`"), rows
    )


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> tuple[str, ...]:
    headers = {item["name"].lower(): item for item in operation.get("parameters", [])}
    matched = headers.get("if-match")
    condition = "" if matched is None else "needed" if matched.get("required") else "taken"
    return (
        method.upper(),
        code(path),
        operation["summary"],
        "person" if operation.get("security") else "",
        "✓" if "idempotency-key" in headers else "",
        condition,
    )


def main() -> None:
    with TemporaryDirectory() as folder:
        made = generators(openapi_document(Path(folder)))
    for page in manual_pages():
        text = renewed(page, made)
        if text != page.text:
            page.path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
