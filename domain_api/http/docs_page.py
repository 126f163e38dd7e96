"""The docs page, served from our own files: it asks nobody else, and nothing in it is inline.

`static/swagger` holds swagger-ui-dist 5.35.0 (Apache-2.0), unchanged.
"""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

STATIC = Path(__file__).parent / "static"
_FILES = {
    "swagger-ui.css": ("swagger/swagger-ui.css", "text/css"),
    "swagger-ui-bundle.js": ("swagger/swagger-ui-bundle.js", "text/javascript"),
    "start.js": ("start.js", "text/javascript"),
}
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the icons of its style sheet are data
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PromptSales API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""


def docs_routes() -> list[Route]:
    """`/docs` and its three files."""
    assets = [_asset_route(name, *file) for name, file in _FILES.items()]
    return [Route("/docs", _page), *assets]


async def _page(_request: Request) -> Response:
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


def _asset_route(name: str, file: str, media_type: str) -> Route:
    async def asset(_request: Request) -> Response:
        return FileResponse(
            STATIC / file, media_type=media_type, headers={"Cache-Control": "public, max-age=3600"}
        )

    return Route(f"/docs/{name}", asset)
