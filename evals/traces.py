"""What stands behind a flipped case: sentences of the redacted note that were found, missed, or taken without need.

The one thing of a run that is text. It is kept only where the home is an evaluation home, and never in its history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.metrics.extraction import MATCH, Labelled, match, tokens
from evals.road import Travelled
from extractor.segments import segment
from mentoring.errors import BadInput
from mentoring.records import Evidence, RedactedText

FILE = "traces.jsonl"
Trace = dict[str, Any]
"""{"case", "kind": insight | action, "what": found | missed | unmarked, "words": [sentences]}"""

_TURNS = {
    ("found", "missed"): "lost",
    ("missed", "found"): "gained",
    (None, "unmarked"): "taken, which no reader marked",
    ("unmarked", None): "no longer taken; no reader had marked it",
}


def traces_of(travelled: Iterable[Travelled]) -> list[Trace]:
    """Every item of every note, as the gold labels judge it, in words of the redacted text alone."""
    return [
        {"case": one.case.note.note_id, "kind": kind, "what": what, "words": words}
        for one in travelled
        for kind, said, gold in _kinds(one)
        for what, words in _judged(one, said, gold)
    ]


def _kinds(one: Travelled) -> Iterator[tuple[str, list[tuple[Evidence, ...]], list[tuple[str, ...]]]]:
    found, case = one.extraction, one.case
    yield "insight", [item.evidence for item in found.insights], [item.evidence for item in case.insights]
    yield "action", [item.evidence for item in found.actions], [item.evidence for item in case.actions]


def _judged(
    one: Travelled, said: Sequence[tuple[Evidence, ...]], gold: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, list[str]]]:
    names = [span.text for span in one.case.pii]
    ours = [Labelled(" ".join(piece.text for piece in evidence)) for evidence in said]
    theirs = [Labelled(" ".join(evidence)) for evidence in gold]
    pairs = match(ours, theirs, names)
    met, matched = {g for _, g in pairs}, {p for p, _ in pairs}
    # A gold item is told by its own sentences, found or missed, so that two runs name it alike.
    for at, item in enumerate(theirs):
        yield "found" if at in met else "missed", _in_redacted(one.text, item.words, names)
    for at, evidence in enumerate(said):
        if at not in matched:
            yield "unmarked", [piece.text for piece in evidence]


def _in_redacted(text: RedactedText, words: str, names: Sequence[str]) -> list[str]:
    """Sentences of the redacted note that a gold quote covers; a label's own text may hold names."""
    wanted = tokens(words, names)
    units = [(unit.text, tokens(unit.text)) for unit in segment(text)]
    return [said for said, held in units if held and (held & wanted).total() >= MATCH * held.total()]


def write(folder: Path, traces: Iterable[Trace]) -> None:
    """Beside a run's figures."""
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in traces)
    (folder / FILE).write_text(lines, encoding="utf-8")


def read(folder: Path) -> list[Trace] | None:
    """Those of a kept run; None where none were kept."""
    if not (folder / FILE).exists():
        return None
    try:
        return [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]
    except json.JSONDecodeError:
        raise BadInput(f"{folder / FILE} is no list of traces: run the suite again.", code="run") from None


def turns(before: Iterable[Trace], after: Iterable[Trace], cases: Iterable[str]) -> list[Trace]:
    """What became of each item of these cases from one run to another; what stayed as it was is left out."""
    old, new, wanted = _by_item(before), _by_item(after), set(cases)
    changed = []
    for item in dict.fromkeys((*old, *new)):
        turn = _TURNS.get((old.get(item), new.get(item)))
        if turn is not None and item[0] in wanted:
            changed.append({"case": item[0], "kind": item[1], "what": turn, "words": [*item[2]]})
    return sorted(changed, key=lambda one: (one["case"], one["kind"], one["what"]))


def _by_item(traces: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str, tuple[str, ...]], str]:
    return {(one["case"], one["kind"], tuple(one["words"])): one["what"] for one in traces if one["words"]}
