"""Signing in with a company's own provider: OpenID Connect, authorization code with PKCE (RFC 9700), state and nonce.

Only who somebody is comes from there, as a verified e-mail; what she may do stands on the roster. A session that began
so ends at the latest with the ID token. Nothing of a token is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mentoring.errors import Misconfigured, NotAllowed

SECONDS_TO_SIGN_IN = 10 * 60
LEEWAY = 60
"""Seconds by which two clocks may differ."""
SCOPE = "openid email"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""No `none`, and none whose key is the client's secret."""
_MOST_WAITING = 1000
_REFUSED = "The provider did not say who you are in a way that holds: sign in again."


@dataclass(frozen=True, slots=True)
class ProviderConfig:
    """What the provider's administrator says."""

    issuer: str
    client_id: str
    client_secret: str
    redirect: str
    """Where the provider sends people back to."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in, and until when that holds (seconds since 1970)."""

    email: str
    expires: float


@dataclass(frozen=True, slots=True)
class _Begun:
    browser: str
    nonce: str
    verifier: str
    until: float


class Provider:
    """One OpenID provider."""

    def __init__(self, config: ProviderConfig, clock: Callable[[], float] = time.time) -> None:
        self._config, self._clock = config, clock
        self._lock = threading.Lock()
        self._waiting: dict[str, _Begun] = {}

    def begin(self) -> tuple[str, str]:
        """(address to go to, key for the browser's cookie): only the browser that began can end it."""
        browser, state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        begun = _Begun(_digest(browser), secrets.token_urlsafe(32), verifier, self._clock() + SECONDS_TO_SIGN_IN)
        with self._client() as client:
            endpoint = self._discovered(client)["authorization_endpoint"]
            url, _ = client.create_authorization_url(endpoint, state=state, nonce=begun.nonce, code_verifier=verifier)
        with self._lock:
            self._waiting = {key: one for key, one in self._waiting.items() if one.until > self._clock()}
            if len(self._waiting) >= _MOST_WAITING:
                raise NotAllowed("Too many people are signing in: try again in some minutes.", code="sign-in")
            self._waiting[state] = begun
        return str(url), browser

    def finish(self, browser: str, state: str, code: str) -> Identity:
        """Whoever the provider says it was; NotAllowed for anything that was not begun here, in this browser."""
        with self._lock:
            begun = self._waiting.pop(state, None)
        if begun is None or begun.until <= self._clock() or not hmac.compare_digest(begun.browser, _digest(browser)):
            raise NotAllowed(
                "This sign-in was not begun in this browser, or too long ago: begin again.", code="sign-in"
            )
        with self._client() as client:
            known = self._discovered(client)
            try:
                tokens = client.fetch_token(known["token_endpoint"], code=code, code_verifier=begun.verifier)
                keys = client.request("GET", known["jwks_uri"], withhold_token=True)
                claims = self._checked(str(tokens["id_token"]), keys, begun)
                told = claims if "email" in claims else client.get(known["userinfo_endpoint"]).json()
            except Exception:  # noqa: BLE001 - whatever a provider says wrongly, nobody is signed in
                raise NotAllowed(_REFUSED, code="sign-in") from None
        same_person = told is claims or told.get("sub") == claims["sub"]
        if not (same_person and told.get("email_verified") is True and "@" in str(told.get("email"))):
            raise NotAllowed(
                "The provider has no verified e-mail address of yours: ask its administrator.", code="sign-in"
            )
        return Identity(str(told["email"]), float(claims["exp"]))

    def _checked(self, id_token: str, keys: Any, begun: _Begun) -> dict[str, Any]:
        """The claims, if signature, issuer, audience, time and nonce hold (OpenID Connect Core 3.1.3.7)."""
        from joserfc import jwt
        from joserfc.jwk import KeySet

        decoded = jwt.decode(id_token, KeySet.import_key_set(keys.json()), algorithms=_ALGORITHMS)
        jwt.JWTClaimsRegistry(
            now=int(self._clock()), leeway=LEEWAY, sub={"essential": True},
            iss={"essential": True, "value": self._config.issuer}, exp={"essential": True},
            aud={"essential": True, "value": self._config.client_id},
            nonce={"essential": True, "value": begun.nonce},
        ).validate(decoded.claims)  # fmt: skip
        return dict(decoded.claims)

    def _client(self) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            self._config.client_id, self._config.client_secret, scope=SCOPE, redirect_uri=self._config.redirect,
            code_challenge_method="S256", timeout=10.0, follow_redirects=False, trust_env=False,
        )  # fmt: skip

    def _discovered(self, client: Any) -> dict[str, str]:
        address = self._config.issuer.rstrip("/") + "/.well-known/openid-configuration"
        try:
            found: dict[str, str] = client.request("GET", address, withhold_token=True).raise_for_status().json()
        except Exception:  # noqa: BLE001 - away, wrong address, no JSON: one sentence says it
            raise Misconfigured("The sign-in provider does not answer: check oidc_issuer, or try again.") from None
        if found.get("issuer") != self._config.issuer:
            raise Misconfigured("The sign-in provider calls itself otherwise than oidc_issuer says.")
        return found


def check_address(issuer: str, *, offline: bool) -> None:
    """Misconfigured for a provider that is reached in the clear, or at all where nothing may leave this machine."""
    parts = urlsplit(issuer)
    is_here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not is_here:
        raise Misconfigured("oidc_issuer must begin with https://.")
    if offline and not is_here:
        raise Misconfigured("UPWELL_OFFLINE forbids the sign-in provider, which is not on this machine.")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
