"""Copy from OpenAI, Azure OpenAI or any server with the same protocol, by structured output."""

import time
from collections.abc import Callable
from enum import StrEnum

from openai import APIConnectionError, APIStatusError, AzureOpenAI, OpenAI
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema
from pydantic import BaseModel, ValidationError

from domain_api.adapters.models.answers import AnswerInvalid, read_answer
from domain_api.adapters.models.prompting import INSTRUCTIONS, answer_schema, brief_message
from domain_api.content.generations.text_model import CopyAnswer, CopyDraft, CopyRequest
from domain_api.kernel import AiUsage, Recovery, Unavailable

_TRIES = 3
_FIRST_PAUSE_S = 0.3
_MAY_PASS = frozenset({408, 409, 425, 429})
_AZURE_API_VERSION = "2024-10-21"


class ServerKind(StrEnum):
    """`azure` adds deployment and version to `base_url`; the others take it as it is."""

    OPENAI = "openai"
    AZURE = "azure"
    COMPATIBLE = "compatible"


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    finish_reason: str | None = None
    message: _Message


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(BaseModel):
    """The part of a chat completion that is read here; the SDK itself checks no answer."""

    choices: list[_Choice] = []
    usage: _Usage | None = None


class OpenAiTextModel:
    """Keeps the `TextModel` port over the chat-completions protocol.

    `model` is the model's name, or the deployment's on Azure. `timeout_s` bounds the whole of
    one `write`: three tries for a server in trouble and one repair of a bad answer included.
    The key goes to the client alone and appears in no error, log or repr of ours.
    """

    def __init__(
        self,
        *,
        api_key: str,
        model: str,
        base_url: str | None = None,
        kind: ServerKind = ServerKind.OPENAI,
        timeout_s: float = 60.0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model, self._kind, self._timeout_s, self._pause = model, kind, timeout_s, pause
        self._client = _client(kind, api_key, base_url, model)

    def write(self, request: CopyRequest) -> CopyAnswer:
        """Raises `Unavailable`: `model_unavailable` (repeat later), `model_refuses_us` (a person
        must mend key, model or address) or `model_answer_invalid` (bad copy, twice)."""
        conversation = _Conversation(request)
        deadline = time.monotonic() + self._timeout_s
        try:
            drafts = self._drafts(conversation, deadline)
        except AnswerInvalid:
            drafts = self._repaired(conversation, deadline)
        return CopyAnswer(drafts, conversation.usage(self._model), offline=False)

    def close(self) -> None:
        self._client.close()

    def __repr__(self) -> str:
        return f"OpenAiTextModel({self._kind.value}, {self._model})"

    def _drafts(self, conversation: "_Conversation", deadline: float) -> tuple[CopyDraft, ...]:
        return conversation.hear(self._completion(conversation, deadline))

    def _repaired(self, conversation: "_Conversation", deadline: float) -> tuple[CopyDraft, ...]:
        try:
            return self._drafts(conversation, deadline)
        except AnswerInvalid as error:
            raise Unavailable(
                "The text model answered twice with something else than the copy asked for.",
                code="model_answer_invalid",
                problems=error.problems[:5],
            ) from None

    def _completion(self, conversation: "_Conversation", deadline: float) -> str:
        for attempt in range(_TRIES):
            if attempt:
                self._pause(_FIRST_PAUSE_S * 2**attempt)
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                break
            try:
                return self._client.chat.completions.with_raw_response.create(
                    model=self._model,
                    messages=conversation.messages,
                    response_format=conversation.response_format,
                    timeout=remaining,
                ).text
            except (APIConnectionError, APIStatusError) as error:
                _require_passing(error)
        raise Unavailable("The text model does not answer now.", code="model_unavailable")


class _Conversation:
    """What was said so far, and the tokens it took."""

    def __init__(self, request: CopyRequest) -> None:
        self._request = request
        self._input_tokens, self._output_tokens = 0, 0
        self.messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": INSTRUCTIONS},
            {"role": "user", "content": brief_message(request)},
        ]
        self.response_format: ResponseFormatJSONSchema = {
            "type": "json_schema",
            "json_schema": {"name": "copy", "strict": True, "schema": answer_schema(request)},
        }

    def hear(self, body: str) -> tuple[CopyDraft, ...]:
        """The drafts in the response's body; bad ones are noted for the next try and raised."""
        completion = _completion(body)
        if completion.usage:
            self._input_tokens += completion.usage.prompt_tokens
            self._output_tokens += completion.usage.completion_tokens
        text = _said(completion)
        try:
            return read_answer(self._request, text)
        except AnswerInvalid as error:
            self.messages.append({"role": "assistant", "content": text or "(nothing)"})
            self.messages.append({"role": "user", "content": _complaint(error.problems)})
            raise

    def usage(self, model: str) -> AiUsage:
        return AiUsage(
            model=model, input_tokens=self._input_tokens, output_tokens=self._output_tokens
        )


def _client(kind: ServerKind, api_key: str, base_url: str | None, model: str) -> OpenAI:
    """A client without retries of its own: it would wait minutes when a server asks it to."""
    if kind is ServerKind.AZURE:
        return AzureOpenAI(
            api_key=api_key,
            azure_endpoint=base_url or "",
            azure_deployment=model,
            api_version=_AZURE_API_VERSION,
            max_retries=0,
        )
    return OpenAI(api_key=api_key, base_url=base_url, max_retries=0)


def _completion(body: str) -> _Completion:
    try:
        return _Completion.model_validate_json(body)
    except ValidationError:
        return _Completion()


def _said(completion: _Completion) -> str:
    """The answer's text; a refusal, a cut or an empty answer reads as no JSON at all."""
    if not completion.choices or completion.choices[0].finish_reason != "stop":
        return ""
    message = completion.choices[0].message
    return "" if message.refusal else message.content or ""


def _complaint(problems: list[str]) -> str:
    listed = "\n".join(f"- {problem}" for problem in problems[:20])
    return f"That answer cannot be used:\n{listed}\nWrite the whole answer again, mended."


def _require_passing(error: Exception) -> None:
    """Return for trouble that may pass; else say that somebody must mend the settings.

    The server's own words stay out of the message: they may repeat the key.
    """
    if isinstance(error, APIStatusError) and error.status_code < 500:
        if error.status_code in _MAY_PASS:
            return
        raise Unavailable(
            f"The text model refuses our request (HTTP {error.status_code}): "
            "its key, name or address needs a person's look.",
            code="model_refuses_us",
            recovery=Recovery.NEEDS_HUMAN,
        ) from None
