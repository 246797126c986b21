"""How to reach a model, and whether that leaves this machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from mentoring.errors import Misconfigured

OPENAI = "https://api.openai.com/v1"
_THINKING = 4000
"""Tokens of room for thought; such models count it as output and refuse a temperature."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one million tokens cost, in the currency of `max_cost`."""

    input: float
    output: float


@dataclass(frozen=True, slots=True)
class GatewayConfig:
    """Everything the gateway needs; read from settings by the service, never from the environment here."""

    model: str
    """A bare name, or `provider/model`: only the part after the first slash is sent when the provider is openai,
    azure or local."""
    base_url: str = OPENAI
    api_key: str = field(default="", repr=False)
    offline: bool = False
    """Refuse an endpoint that is not on this machine."""
    max_cost: float | None = None
    """Stop asking before a run costs more; needs a known price."""
    prices: Mapping[str, Price] = field(default_factory=dict)
    """By model name as configured. A model that is not listed has an unknown price, not a price of nothing."""
    concurrency: int = 2
    timeout: float = 120.0
    """Seconds for one answer."""
    retries: int = 2
    """Further attempts after a timeout, a lost connection, a 429 or a server error."""

    @property
    def sent_model(self) -> str:
        """The model's name on the wire."""
        provider, slash, rest = self.model.partition("/")
        return rest if slash and provider in {"openai", "azure", "local"} else self.model

    @property
    def thinks(self) -> bool:
        """Whether OpenAI's model of this name thinks before it answers (gpt-5 and later, o1, o3, o4)."""
        return re.match(r"(?:gpt-(?:[5-9]|\d\d)|o\d)(?!\d)", self.sent_model) is not None

    @property
    def room_to_think(self) -> int:
        """Tokens to add to the bound of an answer."""
        return _THINKING if self.thinks else 0

    @property
    def price(self) -> Price | None:
        """Of this model; None: unknown."""
        return self.prices.get(self.model)


def is_local(base_url: str) -> bool:
    """Whether the endpoint is certainly on this machine: localhost or a literal loopback address."""
    try:
        host = urlsplit(base_url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def check(config: GatewayConfig) -> None:
    """Refuse a configuration that could not keep what it promises."""
    if urlsplit(config.base_url).scheme not in {"http", "https"}:
        raise Misconfigured("OPENAI_BASE_URL is not an http(s) address: correct it or unset it.")
    if not config.sent_model:
        raise Misconfigured("The llm engine needs the name of a model: set UPWELL_MODEL.")
    if config.offline and not is_local(config.base_url):
        raise Misconfigured(
            "UPWELL_OFFLINE is set and the model endpoint is not on this machine: use --engine builtin.", code="offline"
        )
    if config.concurrency < 1:
        raise Misconfigured("At least one question must be allowed at a time: correct the concurrency limit.")
    if config.max_cost is not None and config.price is None:
        raise Misconfigured(
            "A cost limit needs the model's price: add it to [prices] in upwell.toml or drop the limit."
        )
