"""The same scoring on public sets: what is gained on our own notes must not be lost there.

qmsum (MIT): a question, blocks of 12 turns of its own meeting; relevant are the blocks its gold spans touch. scifact
(CC BY 4.0 / ODC-By): a claim, abstracts; relevant are those it cites. Neither was fitted to.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from evals.metrics.retrieval import ndcg, over_queries
from evals.results import Measured, Row, Unscored, measured
from mentoring.records import RedactedText
from retrieval.ask import SURE, sureness
from retrieval.embed import Embedder
from retrieval.passages import passages_of, readable
from retrieval.search import View, make_question, rank
from retrieval.shelf import Shelf, make_shelf

_BLOCK = 12
"""Turns a block of a meeting: about as long as a short note."""
Asked = tuple[str, Mapping[str, int]]
"""A question and the ids that bear on it."""


def measure_public(
    data: Path | None, system: Mapping[str, Any], embedder: Embedder
) -> tuple[list[Measured], list[Unscored]]:
    """nDCG@10 on both sets, answers on qmsum; unscored without the data."""
    found, unscored = [], []
    for name, measure in (("qmsum", _qmsum), ("scifact", _scifact)):
        if data is None or not (data / name).is_dir():
            unscored.append(Unscored(name, f"UPWELL_DATA names no folder with {name}", required=False))
        else:
            found += measure(data / name, int(system.get(name, 4)), embedder)
    return found, unscored


def _qmsum(folder: Path, meetings: int, embedder: Embedder) -> list[Measured]:
    """`meetings` of them, every seventh; questions to their own meeting, and to all others of these."""
    asked: dict[str, list[dict[str, Any]]] = {}
    for one in _lines(folder / "queries.jsonl"):
        if one.get("spans") and one.get("span_ok"):
            asked.setdefault(one["meeting_id"], []).append(one)
    chosen = [one for one in _lines(folder / "meetings.jsonl") if one["meeting_id"] in asked][::7][:meetings]
    shelves = {one["meeting_id"]: _shelf(_blocks(one["turns"]), embedder) for one in chosen}
    gain, own, other = [], [], []
    for meeting, shelf in shelves.items():
        for one in asked[meeting]:
            relevant = {
                f"b{at}": 1 for first, last in one["spans"] for at in range(first // _BLOCK, last // _BLOCK + 1)
            }
            gain.append(_gain(shelf, one["query"], relevant, embedder))
            own.append(Row(one["qid"], float(_sure(shelf, one["query"], embedder)), 1))
            others = [another for name, another in shelves.items() if name != meeting]
            other.append(
                Row(one["qid"], sum(_sure(another, one["query"], embedder) for another in others), len(others))
            )
    return [
        over_queries("qmsum/nDCG@10", gain),
        measured("qmsum/ask: answered from its own meeting", own),
        measured("qmsum/ask: answered from another meeting", other),
    ]


def _scifact(folder: Path, claims: int, embedder: Embedder) -> list[Measured]:
    """The first `claims` of the training part, their abstracts and four times as many others."""
    relevant: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels_train.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        relevant.setdefault(query, {})[document] = int(grade)
    chosen = [one for one in _lines(folder / "queries_train.jsonl") if one["_id"] in relevant][:claims]
    needed = {document for one in chosen for document in relevant[one["_id"]]}
    texts, others = {}, 0
    for one in _lines(folder / "corpus.jsonl"):
        others += one["_id"] not in needed
        if one["_id"] in needed or others <= 4 * claims:
            texts[one["_id"]] = f"{one['title']}. {one['text']}"
    shelf = _shelf(texts, embedder)
    return [
        over_queries("scifact/nDCG@10", [_gain(shelf, one["text"], relevant[one["_id"]], embedder) for one in chosen])
    ]


def _gain(shelf: Shelf, text: str, relevant: Mapping[str, int], embedder: Embedder) -> float | None:
    found = rank(None, make_question(text, embedder.embed), [_all(shelf)], 10)
    return ndcg([shelf.note_ids[one.row] for one in found[:10]], relevant)


def _sure(shelf: Shelf, text: str, embedder: Embedder) -> bool:
    question = make_question(text, embedder.embed)
    return sureness(rank(None, question, [_all(shelf)], 5)[:5], question) >= SURE


def _all(shelf: Shelf) -> View:
    return View(shelf, np.ones(len(shelf.note_ids), dtype=np.bool_), None)


def _blocks(turns: Sequence[Mapping[str, str]]) -> dict[str, str]:
    starts = range(0, len(turns), _BLOCK)
    return {
        f"b{at // _BLOCK}": "\n".join(f"{turn['speaker']}: {turn['text']}" for turn in turns[at : at + _BLOCK])
        for at in starts
    }


def _shelf(texts: Mapping[str, str], embedder: Embedder) -> Shelf:
    notes = (RedactedText(name, date(2026, 1, 1), None, text) for name, text in texts.items())
    passages = [one for note in notes for one in passages_of(note, lambda: secrets.token_hex(12))]
    return make_shelf(passages, embedder.embed([readable(one) for one in passages]))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
