"""The signed receipt of an erasure: what went, what was looked for and not found, what is out of reach."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mentoring.store.keys import Keys

LISTS = ("handed_out", "backups", "not_covered")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Counts and places, no text and no id of what was erased."""

    erasure: str
    person_ref: str
    at: str
    notes: int = 0
    insights: int = 0
    actions: int = 0
    patterns: int = 0
    digests: int = 0
    programme: int = 0
    """Pairs with their charters, goals, meetings, pulses and survey answers; thanks, and success stories."""
    vectors: int = 0
    files: int = 0
    keys_destroyed: int = 0
    bytes_scanned: int = 0
    positive_control: int = 0
    """Samples of what was to go that the scan found on disk before it went, plain, in base64 and in zlib."""
    residue: int = 0
    """Windows of erased texts, ids and vectors found afterwards."""
    handed_out: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()
    """What servers of the database or the index keep out of our sight; nothing with SQLite and an index in the home."""
    public_key: str = ""
    signature: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's answer to `consent withdraw`; `not_covered` stands in it where there is something."""
        lists = {name: list(getattr(self, name)) for name in LISTS}
        fields = {**asdict(self), **lists}
        return fields if self.not_covered else {name: one for name, one in fields.items() if name != "not_covered"}


def signed(receipt: Receipt, keys: Keys) -> Receipt:
    """The receipt with this home's Ed25519 signature over all its other fields."""
    named = replace(receipt, public_key=base64.b64encode(keys.public_key()).decode(), signature="")
    return replace(named, signature=base64.b64encode(keys.sign(_canonical(named.as_json()))).decode())


def sign_document(fields: dict[str, Any], keys: Keys) -> dict[str, Any]:
    """Any other document with this home's public key and its signature over all other fields."""
    named = {**fields, "public_key": base64.b64encode(keys.public_key()).decode(), "signature": ""}
    return {**named, "signature": base64.b64encode(keys.sign(_canonical(named))).decode()}


def is_genuine(receipt: dict[str, Any]) -> bool:
    """Whether a receipt, as JSON, is as it was signed by the home whose public key it names."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(receipt["public_key"]))
        key.verify(base64.b64decode(receipt["signature"]), _canonical({**receipt, "signature": ""}))
    except (InvalidSignature, ValueError, KeyError):
        return False
    return True


def _canonical(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
