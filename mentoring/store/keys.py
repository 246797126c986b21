"""The master key of a home and what is derived from it. It lives outside the home.

What it guards: copies and backups of the home. Not a stolen laptop that is unlocked.
Derivation: HKDF-SHA256 (RFC 5869), one label a use. Sealing: AES-256-GCM (NIST SP 800-38D) with a
random nonce of 96 bits. Signatures: Ed25519 (RFC 8032), so that a receipt can be checked with the public key alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mentoring.errors import Damaged, Misconfigured

KEY_BYTES = 32
_NONCE = 12
_HOME_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def seal(key: bytes, plain: bytes, aad: str) -> bytes:
    """`plain` sealed under `key` and bound to `aad`, its place; nonce first."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, aad.encode())


def unseal(key: bytes, sealed: bytes, aad: str) -> bytes:
    """What was sealed; Damaged if key, place or content differ."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], aad.encode())
    except (InvalidTag, ValueError):
        raise Damaged(
            f"A sealed value ({aad.partition(':')[0]}) cannot be opened: another key or a changed value."
        ) from None


class Keys:
    """One home's keys. Nothing of them is printed: there is no repr of the material."""

    def __init__(self, master: bytes, head_file: Path) -> None:
        self._master = master
        self._derived: dict[str, bytes] = {}
        self.head_file = head_file
        """Where the head of the audit chain is copied to, outside the home."""
        self.file = head_file.with_suffix(".key")
        """The master key's own file."""

    @classmethod
    def open(cls, key_dir: Path, home_id: str) -> Keys:
        """The keys of the home `home_id`; made at first use as a file only its owner may read."""
        if not _HOME_ID.fullmatch(home_id):
            raise Misconfigured("The home's id may hold letters, digits, - and _ only.")
        file = key_dir / f"{home_id}.key"
        try:
            key_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                _make(file)
            master = _read(file)
        except OSError as problem:
            raise Misconfigured(
                f"The key directory cannot be used ({problem.strerror}); set UPWELL_KEY_DIR to one of your own."
            ) from None
        return cls(master, key_dir / f"{home_id}.head")

    def derive(self, label: str) -> bytes:
        """32 bytes for one use; different labels give independent keys."""
        if label not in self._derived:
            derivation = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=f"upwell/1/{label}".encode())
            self._derived[label] = derivation.derive(self._master)
        return self._derived[label]

    def seal(self, plain: bytes, aad: str) -> bytes:
        """Sealed under the home's own key."""
        return seal(self.derive("seal"), plain, aad)

    def unseal(self, sealed: bytes, aad: str) -> bytes:
        """The reverse of `seal`."""
        return unseal(self.derive("seal"), sealed, aad)

    def mac(self, label: str, data: bytes) -> str:
        """64 hex of HMAC-SHA256 under the key for `label`."""
        return hmac.new(self.derive(label), data, hashlib.sha256).hexdigest()

    def sign(self, data: bytes) -> bytes:
        """Ed25519 signature of this home."""
        return self._signer().sign(data)

    def public_key(self) -> bytes:
        """The 32 bytes with which a signature of this home is checked."""
        return self._signer().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    def _signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.derive("sign"))


def _make(file: Path) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(os.urandom(KEY_BYTES))
        out.flush()
        os.fsync(out.fileno())


def _read(file: Path) -> bytes:
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise Misconfigured("The master key can be read by others: chmod 600 the file in UPWELL_KEY_DIR.")
    master = file.read_bytes()
    if len(master) != KEY_BYTES:
        raise Misconfigured("The master key has the wrong length: put back the key file from your copy.")
    return master
