"""A person's way to the REST API: sign in, ask, and be told plainly when it is refused."""

from types import TracebackType
from typing import Any, cast

import httpx2


class Refused(RuntimeError):
    """The API refused; `code` and `recovery` are its own."""

    def __init__(self, status: int, code: str, message: str, recovery: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.recovery = recovery


class Unreachable(RuntimeError):
    """Nobody answers at that address, or somebody else."""


class Rest:
    """One session; a context that closes its connections. The token never leaves it."""

    def __init__(self, url: str) -> None:
        self._http = httpx2.Client(base_url=url, timeout=30, trust_env=False)
        self._token: str | None = None

    def __enter__(self) -> "Rest":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        """Start a person's session; the answer is without its token."""
        session = self.post("/sessions", {"email": email, "password": password})
        self._token = session.pop("access_token")
        return session

    def agent_token(self) -> str:
        """A token for an agent that acts for the person of this session."""
        return str(self.post("/agent-tokens", {})["access_token"])

    def get(self, path: str, **query: Any) -> Any:
        return self._ask("GET", path, params=query)

    def post(self, path: str, body: dict[str, Any], *, key: str | None = None) -> Any:
        """`key` makes a repeat harmless, where the request has no natural key."""
        headers = {"Idempotency-Key": key} if key else {}
        return self._ask("POST", path, json=body, headers=headers)

    def upload(self, path: str, body: bytes, kind: str) -> Any:
        """Post a file; `kind` is its media type."""
        return self._ask("POST", path, content=body, headers={"Content-Type": kind})

    def _ask(self, method: str, path: str, **request: Any) -> Any:
        headers = request.pop("headers", {})
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            answer = self._http.request(method, f"/api/v1{path}", headers=headers, **request)
        except httpx2.TransportError as error:
            raise Unreachable(
                f"nobody answers at {self._http.base_url}: is `promptsales up` running?"
            ) from error
        document = self._document(answer)
        if answer.is_error:
            raise refusal(answer.status_code, document)
        return document

    def _document(self, answer: httpx2.Response) -> Any:
        try:
            return answer.json()
        except ValueError:
            raise Unreachable(
                f"{self._http.base_url} answers, but not as PromptSales does: "
                f"status {answer.status_code} and no JSON"
            ) from None


def refusal(status: int, document: Any) -> Refused:
    """A problem document (RFC 9457) as an error, with the fields that are wrong in its words."""
    told = cast(dict[str, Any], document) if isinstance(document, dict) else {}
    problems: list[dict[str, str]] = told.get("details", {}).get("problems", [])
    fields = "; ".join(f"{item['field']}: {item['problem']}" for item in problems)
    message = str(told.get("detail", f"refused with status {status}"))
    return Refused(
        status,
        str(told.get("code", "unknown")),
        f"{message} {fields}".rstrip(),
        str(told.get("recovery", "terminal")),
    )
