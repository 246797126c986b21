"""One exchange with an OpenAI-compatible server through LangChain. No retries, no opinion about the answer.

Of LangChain only `invoke` with a plain `response_format` in the body is used: with_structured_output loses the
text and the usage of an answer that is cut off or does not parse. Redirects are not followed, proxies of the
environment are not used for this machine's own addresses nor is LangChain's own (OPENAI_PROXY) for any, and LangSmith's
tracing is switched off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mentoring.llm.config import GatewayConfig, is_local
from mentoring.llm.faults import WireFault
from mentoring.llm.ledger import Usage
from prompts import Message

if TYPE_CHECKING:
    import httpx2
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

SEED = 7


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, as it came."""

    text: str = field(repr=False)
    finish_reason: str
    refused: bool
    usage: Usage
    model: str


class Wire:
    """Speaks to one endpoint."""

    def __init__(self, config: GatewayConfig) -> None:
        self._config = config

    def send(self, messages: Sequence[Message], response_format: Mapping[str, Any] | None, max_tokens: int) -> Answered:
        """Ask once; WireFault when there is no answer."""
        import openai

        extra: dict[str, Any] = {} if response_format is None else {"response_format": dict(response_format)}
        if not (urlsplit(self._config.base_url).hostname or "").endswith((".openai.com", ".azure.com")):
            # LangChain sends max_completion_tokens; many servers know only the older name, those two refuse it.
            extra["max_tokens"] = max_tokens
        try:
            answer = self._client.invoke(list(messages), max_tokens=max_tokens, extra_body=extra)
        except openai.OpenAIError as problem:
            raise WireFault(*_reason(problem)) from None
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            # langchain-openai on an answer that is no chat completion (an HTML page, null choices)
            raise WireFault("llm-server") from None
        return _answered(answer)

    @cached_property
    def _client(self) -> ChatOpenAI:
        import langsmith
        from langchain_openai import ChatOpenAI

        langsmith.configure(enabled=False)
        config = self._config
        return ChatOpenAI(
            model=config.sent_model, base_url=config.base_url, api_key=lambda: config.api_key or "none",
            temperature=None if config.thinks else 0,
            seed=SEED, timeout=config.timeout, max_retries=0, http_client=self._http, cache=False,
            use_responses_api=False, disable_streaming=True, openai_proxy=None,
        )  # fmt: skip

    @cached_property
    def _http(self) -> httpx2.Client:
        from openai import DefaultHttpxClient

        config = self._config
        return DefaultHttpxClient(
            timeout=config.timeout, follow_redirects=False, trust_env=not is_local(config.base_url)
        )

    def close(self) -> None:
        """Give the connections back."""
        if "_http" in self.__dict__:
            self._http.close()


def _answered(message: BaseMessage) -> Answered:
    meta = message.response_metadata
    counts: Mapping[str, Any] = meta.get("token_usage") or {}
    refusal = message.additional_kwargs.get("refusal")
    return Answered(
        text=str(message.text).strip(),
        finish_reason=str(meta.get("finish_reason") or ""),
        refused=bool(refusal) or meta.get("finish_reason") == "content_filter",
        usage=Usage(counts.get("prompt_tokens"), counts.get("completion_tokens")),
        model=str(meta.get("model_name") or ""),
    )


def _reason(problem: Exception) -> tuple[str, float | None]:
    """Code and seconds to wait; the server's own words stay where they are."""
    import openai

    if isinstance(problem, openai.APITimeoutError):
        return "llm-timeout", None
    if isinstance(problem, openai.APIConnectionError):
        return "llm-unreachable", None
    if not isinstance(problem, openai.APIStatusError):
        return "llm-server", None
    wait = _wait(problem.response.headers)
    if "context" in str(problem.body).lower() and problem.status_code in {400, 413, 422, 500}:
        return "llm-too-long", None
    return _of_status(problem.status_code), wait


def _of_status(status: int) -> str:
    if status in {401, 403}:
        return "llm-auth"
    if status == 404:
        return "llm-model"
    if status == 429:
        return "llm-rate-limited"
    if status == 408 or status >= 500:
        return "llm-server"
    return "llm-request"


def _wait(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds (RFC 9110, 10.2.3); a date counts from the answer's own Date, so no clock is read."""
    said = headers.get("retry-after", "").strip()
    try:
        if said.replace(".", "", 1).isdigit():
            return float(said)
        gap = parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, gap.total_seconds())
    except (ValueError, TypeError):
        return None
