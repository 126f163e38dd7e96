"""The page behind an approval link: it says how a person decides, and decides nothing itself.

The page knows nothing of the approval: whoever holds the link learns no more than its id.
"""

import re

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

_ID = re.compile(r"apr_[0-9a-hjkmnp-tv-z]{26}")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Approval {id}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem;
  color: #1c2430; background: #fff }}
code, pre {{ font: .95rem ui-monospace, monospace; background: #eef1f5; border-radius: .3rem }}
code {{ padding: .1rem .3rem }} pre {{ padding: .8rem 1rem; overflow-x: auto }}
section + section {{ border-top: 1px solid #d5dbe3; margin-top: 2rem }}
</style></head><body>
<section lang="en"><h1>A person decides this</h1>
<p>Approval <code>{id}</code> waits for somebody who may decide it, signed in as themselves. See
exactly what would be published, then say yes or no:</p>
<pre>promptsales approvals show {id}
promptsales approvals approve {id}
promptsales approvals refuse {id} --reason "…"</pre>
<p>Or over REST, with a session of your own: <code>GET /api/v1/approvals/{id}</code>, then
<code>POST …/approve</code> with the digest you were shown (<a href="/docs">API documents</a>).</p>
</section>
<section lang="es"><h1>Esto lo decide una persona</h1>
<p>La aprobación <code>{id}</code> espera a alguien que pueda decidirla, con su propia sesión. Vea
exactamente lo que se publicaría y luego diga que sí o que no:</p>
<pre>promptsales approvals show {id}
promptsales approvals approve {id}
promptsales approvals refuse {id} --reason "…"</pre>
<p>O por REST, con una sesión suya: <code>GET /api/v1/approvals/{id}</code> y después
<code>POST …/approve</code> con el digest que se le mostró
(<a href="/docs">documentos de la API</a>).</p>
</section></body></html>
"""
_NOWHERE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>No such approval</title></head><body>
<p lang="en">That is not the address of an approval.</p>
<p lang="es">Esa no es la dirección de una aprobación.</p></body></html>
"""


def approval_page_routes() -> APIRouter:
    """`/approvals/{approval_id}`, to be mounted at the root; it needs no token."""
    router = APIRouter(include_in_schema=False)

    @router.get("/approvals/{approval_id}")
    def show(approval_id: str) -> HTMLResponse:
        if not _ID.fullmatch(approval_id):
            return HTMLResponse(_NOWHERE, 404, headers=_HEADERS)
        return HTMLResponse(_PAGE.format(id=approval_id), headers=_HEADERS)

    return router
