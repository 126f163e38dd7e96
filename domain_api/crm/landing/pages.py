"""Renders the public pages: everything within the page, nothing loaded, nothing run."""

import base64
import hashlib
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parent / "templates"


class Pages:
    """Reads the templates once, when it is made."""

    def __init__(self) -> None:
        self._style = (_FOLDER / "style.css").read_text(encoding="utf-8")
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
        )
        style = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        self._headers = {
            "Content-Security-Policy": (
                f"default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; "
                "base-uri 'none'; frame-ancestors 'none'"
            ),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }

    def page(self, name: str, language: str, status: int = 200, **values: object) -> HTMLResponse:
        template = self._templates.get_template(f"{name}.html")
        html = template.render(language=language, style=self._style, **values)
        return HTMLResponse(html, status, self._headers)
