"""Signing in on one machine: a one-time link makes a session, a cookie carries it.

Only hashes of tokens and session keys are kept, in memory: they end with the service.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

LINK_SECONDS = 15 * 60
SESSION_SECONDS = 12 * 60 * 60
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine sleeps: on Linux that is not the monotonic one, elsewhere it is."""


def seconds_awake_or_not() -> float:
    """Of a clock that nobody sets and no sleep stops."""
    return time.clock_gettime(_CLOCK)


@dataclass(frozen=True, slots=True)
class _Ticket:
    person_id: str | None
    expires: float


class Sessions:
    """One-time sign-in tokens and the sessions they were exchanged for."""

    def __init__(self, clock: Callable[[], float] = seconds_awake_or_not) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._links: dict[str, _Ticket] = {}
        self._sessions: dict[str, _Ticket] = {}

    def invite(self, person_id: str | None) -> str:
        """A token that signs this person in once, within fifteen minutes; None: the operator."""
        return self._issue(self._links, person_id, LINK_SECONDS)

    def sign_in(self, token: str) -> str | None:
        """Exchange a token for a session key; None when it is unknown, used or too old."""
        with self._lock:
            ticket = self._links.pop(_digest(token), None)
        if ticket is None or ticket.expires < self._clock():
            return None
        return self._issue(self._sessions, ticket.person_id, SESSION_SECONDS)

    def open(self, person_id: str, seconds: float) -> str:
        """A session for somebody whom a provider vouched for, so long as its word holds."""
        return self._issue(self._sessions, person_id, min(seconds, SESSION_SECONDS))

    def known(self, key: str | None) -> bool:
        """Whether the key is a living session's."""
        return self._ticket(key) is not None

    def person(self, key: str | None) -> str | None:
        """Whose session it is (None: the operator). Ask `known` first."""
        ticket = self._ticket(key)
        return ticket.person_id if ticket else None

    def sign_out(self, key: str | None) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_digest(key or ""), None)

    def _ticket(self, key: str | None) -> _Ticket | None:
        with self._lock:
            ticket = self._sessions.get(_digest(key or ""))
        return ticket if ticket and ticket.expires >= self._clock() else None

    def _issue(self, where: dict[str, _Ticket], person_id: str | None, seconds: float) -> str:
        token = secrets.token_urlsafe(32)
        with self._lock:
            for old in [key for key, ticket in where.items() if ticket.expires < self._clock()]:
                del where[old]
            where[_digest(token)] = _Ticket(person_id, self._clock() + seconds)
        return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
