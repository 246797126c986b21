"""Public sets with labelled names as plain texts with spans; which part is for fitting, which for reporting.

Split by document: TAB by case, presidio-research by template, WNUT-17 by sentence (even / odd each).
Only the odd part is ever reported on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mentoring.redaction.assemble import plain
from mentoring.redaction.lexicon import lexicon

KINDS = {
    "PERSON": "PERSON", "person": "PERSON",
    "LOC": "LOCATION", "LOCATION": "LOCATION", "GPE": "LOCATION", "ADDRESS": "LOCATION", "STREET_ADDRESS": "LOCATION",
    "location": "LOCATION", "ORG": "ORG", "ORGANIZATION": "ORG", "corporation": "ORG", "group": "ORG",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A text with labelled spans (start, end, kind)."""

    body: str
    spans: tuple[tuple[int, int, str], ...]
    weight: float = 1.0
    complete: bool = True
    """Whether what has no label is known to be no name."""


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def wnut17(data: Path, part: int) -> Iterator[Text]:
    """Sentences of WNUT-17 whose number is even (0, fitting) or odd (1, reporting)."""
    for number, row in enumerate(_lines(data / "wnut17/wnut17_dev.jsonl")):
        if number % 2 == part:
            yield _from_tags(row["tokens"], row["tags"])


def _from_tags(tokens: list[str], tags: list[str]) -> Text:
    body = ""
    spans: list[tuple[int, int, str]] = []
    for token, tag in zip(tokens, tags, strict=True):
        start = len(body)
        body += token + " "
        kind = KINDS.get(tag[2:])
        if kind and tag.startswith("I-") and spans and spans[-1][1] == start - 1:
            spans[-1] = (spans[-1][0], start + len(token), kind)
        elif kind:
            spans.append((start, start + len(token), kind))
    return Text(body, tuple(spans))


def presidio_research(data: Path, part: int) -> Iterator[Text]:
    """Synthetic sentences of presidio-research, by parity of the template."""
    for row in _lines(data / "presidio_research/synth_v2.jsonl"):
        if row["template_id"] % 2 == part:
            spans = [(s["start_position"], s["end_position"], s["entity_type"]) for s in row["spans"]]
            yield Text(row["full_text"], tuple((a, b, KINDS.get(k, "OTHER")) for a, b, k in spans), 0.6)


def tab(data: Path, part: int) -> Iterator[dict[str, Any]]:
    """Documents of TAB whose number is even (0, fitting) or odd (1, reporting), as they are."""
    return (row for i, row in enumerate(_lines(data / "tab144/tab144.jsonl")) if i % 2 == part)


def _tab_text(row: dict[str, Any]) -> Text:
    spans = [
        (m["start_offset"], m["end_offset"], KINDS[m["entity_type"]])
        for m in row["mentions"]
        if m["entity_type"] in KINDS
    ]
    return Text(row["text"], tuple(spans), 0.3)


def fitting_texts(data: Path) -> Iterator[Text]:
    """The fitting parts."""
    yield from wnut17(data, 0)
    yield from presidio_research(data, 0)
    yield from map(_tab_text, tab(data, 0))


def silver_texts(data: Path) -> Iterator[Text]:
    """Stories of PrivacyLens: names that both spaCy's small model and the lexicon take for names."""
    from mentoring.redaction.language import english

    label = partial(_silver, english())
    for row in _lines(data / "privacylens/main_data.jsonl"):
        yield label(row["vignette"]["story"])
        yield label(row["trajectory"]["executable_trajectory"][:4000])


def _silver(pipeline: Any, body: str) -> Text:
    spans = []
    for entity in pipeline(body).ents:
        kind = KINDS.get(entity.label_)
        names = [lexicon().is_name(plain(word)) for word in entity.text.split()]
        if kind and (kind != "PERSON" or any(names)):
            spans.append((entity.start_char, entity.end_char, kind))
        else:
            spans.append((entity.start_char, entity.end_char, "OTHER"))
    return Text(body, tuple(spans), 0.4)
