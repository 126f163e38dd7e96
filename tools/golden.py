"""The catalogue as a file that is reviewed; `python -m tools.golden` writes it anew."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools.catalogue import catalogue
from tools.tool import AnyTool

GOLDEN = Path(__file__).parent.parent / "tests" / "tools" / "golden" / "catalogue.json"


def golden_text() -> str:
    """The catalogue as it is now, as the text the file should hold."""
    entries = [_entry(tool) for tool in catalogue()]
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _entry(tool: AnyTool) -> dict[str, Any]:
    return {
        "name": tool.name,
        "server": tool.server.value,
        "title": tool.title,
        "description": tool.description,
        "scope": tool.scope.value,
        "also": sorted(tool.also),
        "effect": tool.effect.value,
        "hints": asdict(tool.hints),
        "examples": asdict(tool.examples),
        "input_schema": tool.input_schema(),
        "output_schema": tool.output_schema(),
    }


if __name__ == "__main__":
    GOLDEN.write_text(golden_text(), encoding="utf-8")
