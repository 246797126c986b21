"""Graded queries, and questions with and without an answer, over a folder of labelled notes.

A folder's `queries.json` is a list of {"query", "kind", "relevant": {note id: grade 0 to 2}}, or an object with that
list as `queries`, `hands` (training notes to search, where the folder has none of its own), `answerable`
([{"question", "notes"}]) and `unanswerable` ([question]).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.gold import Case
from evals.marked import TRAINING, load_marked


@dataclass(frozen=True, slots=True)
class Query:
    """One search and what a careful reader would want to find."""

    text: str
    kind: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuerySet:
    """What is asked of one folder."""

    queries: tuple[Query, ...]
    hands: tuple[str, ...] = ()
    answerable: tuple[tuple[str, frozenset[str]], ...] = ()
    """(question, notes that answer it)"""
    unanswerable: tuple[str, ...] = ()


def query_set(folder: Path) -> QuerySet | None:
    """The folder's queries; None where it has no queries.json."""
    file = folder / "queries.json"
    if not file.exists():
        return None
    read = json.loads(file.read_text(encoding="utf-8"))
    told = {"queries": read} if isinstance(read, list) else read
    return QuerySet(
        queries=tuple(Query(one["query"], one["kind"], one["relevant"]) for one in told["queries"]),
        hands=tuple(told.get("hands", ())),
        answerable=tuple((one["question"], frozenset(one["notes"])) for one in told.get("answerable", ())),
        unanswerable=tuple(told.get("unanswerable", ())),
    )


def borrowed(folder: Path) -> list[Case]:
    """The training notes that the folder's queries are about; none where it has notes of its own."""
    asked = query_set(folder)
    return [case for hand in (asked.hands if asked else ()) for case in load_marked(TRAINING / hand)]


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of the folder's queries and of each note they borrow; empty without queries."""
    asked = query_set(folder)
    if asked is None:
        return {}
    files = {path.name.split(".")[0]: path for hand in asked.hands for path in (TRAINING / hand).glob("*.tagged.md")}
    files["queries"] = folder / "queries.json"
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(files.items())}
