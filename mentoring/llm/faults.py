"""Why a model gave no usable answer: stable codes with one sentence each, never a server's own words."""

from __future__ import annotations

from mentoring.errors import EngineFailed

_SENTENCES = {
    "llm-unreachable": "The model endpoint cannot be reached: start it or correct OPENAI_BASE_URL.",
    "llm-timeout": "The model did not answer in time: give it more seconds with UPWELL_MODEL_TIMEOUT.",
    "llm-rate-limited": "The model endpoint takes no more requests at present: try again later.",
    "llm-server": "The model endpoint failed: try again later.",
    "llm-auth": "The model endpoint refused the key: check OPENAI_API_KEY.",
    "llm-model": "The endpoint does not have this model: check UPWELL_MODEL.",
    "llm-request": "The model endpoint did not accept the request: check that it speaks the chat completions protocol.",
    "llm-too-long": "A passage is too long for this model: use a model with a larger context.",
    "llm-truncated": "The model's answer was cut off.",
    "llm-refused": "The model refused to answer.",
    "llm-empty": "The model's answer was empty.",
    "llm-garbage": "The model's answer did not keep to its schema, also when asked again.",
    "llm-stopped": "The run was stopped before the model was asked.",
}
AGAIN = frozenset({"llm-unreachable", "llm-timeout", "llm-rate-limited", "llm-server"})
"""Worth another attempt with the same words."""
FOR_GOOD = frozenset({"llm-auth", "llm-model"})
"""Every further question of the run would fail alike."""


class WireFault(Exception):
    """One exchange failed. Carries a code and, for a 429 or 503, the seconds that the server asked to wait."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


def failed(code: str) -> EngineFailed:
    """The error that the rest of Upwell sees."""
    return EngineFailed(_SENTENCES[code], code=code)
