"""Short and pet forms of first names, in both directions: Margaret is Maggie, Zbigniew is Zbyszek."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    text = files("mentoring.redaction").joinpath("weights/nicknames.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        group = set() if line.startswith("#") else set(line.split())
        for name in group:
            table.setdefault(name, set()).update(group - {name})
    return {name: frozenset(others) for name, others in table.items()}


def other_forms(first_name: str) -> frozenset[str]:
    """Plain keys of the names somebody called `first_name` (a plain key) may go by."""
    return _table().get(first_name, frozenset())
