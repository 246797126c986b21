"""Keyed references: what rows hold in the place of names and texts.

An HMAC under the home's key: equal input, equal reference, and nothing to be guessed without the key.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from datetime import date

from mentoring.store.keys import Keys


def normalised(text: str) -> str:
    """NFKC, casefolded, spaces collapsed: the form in which names and ids are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Refs:
    """The references of one home."""

    def __init__(self, keys: Keys) -> None:
        self._key = keys.derive("refs")

    def _mac(self, kind: str, *parts: str) -> str:
        # Length before each part: ("ab", "c") and ("a", "bc") must not meet.
        data = "".join(f"{len(part)}:{part}" for part in (kind, *parts))
        return hmac.new(self._key, data.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def person(self, name_or_id: str) -> str:
        """Of a name or id, however it is spaced or cased: "p" + 16 hex."""
        return "p" + self._mac("person", normalised(name_or_id))[:16]

    def content(self, pair: str, session_date: date, body: str) -> str:
        """32 hex that recognise the same session handed in again, stored or refused."""
        return self._mac("content", pair, session_date.isoformat(), body)[:32]

    def note_id(self, pair: str, session_date: date, body: str) -> str:
        """The id of a note that brings none: "n" + 12 hex."""
        return "n" + self._mac("note", pair, session_date.isoformat(), body)[:12]

    def artefact(self, kind: str, value: str) -> str:
        """32 hex of anything else that must be recognised but not kept, such as a path."""
        return self._mac(f"artefact/{kind}", value)[:32]
