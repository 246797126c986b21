"""How well a redacted note hides what a careful reader marked in it.

Recall: a labelled span counts as hidden when every character of it lies in a found span or a withheld passage.
Precision: a found span counts as right when it shares a character with a labelled one.
Withheld: a passage counts when 90 % of its characters that are no white space are withheld;
over-withheld is the share of the other text's characters that are withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evals.gold import Case, GoldSpan
from evals.metrics.shares import Share
from mentoring.records import RedactedText

COVERED = 0.9
"""Share of a passage's characters that must be withheld (issue 3)."""

_LABEL_TAIL = re.compile(r"[*_]*\s?(?:\([^)\n]{0,30}\))?[*_]*:(?:\s|[*_]|$)|>")
_LABEL_HEAD = re.compile(r"(?:^|\n)[ \t>*_-]*(?:\[?\(?\d[\d:.,]*\)?\]?\s*(?:[-–—|]\s*)?)?[*_]*$|<v(?:\.\w+)? $")


def is_label(body: str, span: GoldSpan) -> bool:
    """Whether a labelled name is a speaker label ("Will: ...", "<v Will>") rather than running text."""
    return (
        span.type == "PERSON"
        and bool(_LABEL_HEAD.search(body[max(0, span.start - 40) : span.start]))
        and bool(_LABEL_TAIL.match(body, span.end))
    )


def score(case: Case, text: RedactedText) -> list[Share]:
    """All shares of one note; pool them over notes with evals.metrics.shares.pooled."""
    body = case.note.body
    hidden = _marks(len(body), [(s.start, s.end) for s in text.spans] + [(w.start, w.end) for w in text.withheld])
    return [
        *_recalls(case, hidden),
        *_precision(case, text),
        *_passages(case, text),
    ]


def missed(case: Case, text: RedactedText) -> list[GoldSpan]:
    """Labelled spans that can still be read, in whole or in part; for development, never for a log."""
    hidden = _marks(
        len(case.note.body), [(s.start, s.end) for s in text.spans] + [(w.start, w.end) for w in text.withheld]
    )
    return [g for g in case.pii if not all(hidden[g.start : g.end])]


def _recalls(case: Case, hidden: Sequence[bool]) -> Iterable[Share]:
    for gold in case.pii:
        hit = float(all(hidden[gold.start : gold.end]))
        label = is_label(case.note.body, gold)
        yield Share(f"recall/{gold.cls}", hit, 1)
        if gold.cls == "direct":
            yield Share("recall/direct/labels" if label else "recall/direct/running text", hit, 1)
        if not label:
            yield Share(f"recall/type/{gold.type}", hit, 1)
        for style in case.styles:
            yield Share(f"recall/style/{style}/{gold.cls}", hit, 1)


def _precision(case: Case, text: RedactedText) -> Iterable[Share]:
    gold = _marks(len(case.note.body), [(g.start, g.end) for g in case.pii])
    for span in text.spans:
        hit = float(any(gold[span.start : span.end]))
        yield Share("precision", hit, 1)
        yield Share(f"precision/type/{span.type}", hit, 1)
        for style in case.styles:
            yield Share(f"precision/style/{style}", hit, 1)


def _passages(case: Case, text: RedactedText) -> Iterable[Share]:
    body = case.note.body
    withheld = _marks(len(body), [(w.start, w.end) for w in text.withheld])
    secret = _marks(len(body), [(p.start, p.end) for p in case.withheld])
    for passage in case.withheld:
        places = [i for i in range(passage.start, passage.end) if not body[i].isspace()]
        hit = float(sum(withheld[i] for i in places) >= COVERED * len(places))
        yield Share("withheld/passages", hit, 1)
        yield Share(f"withheld/reason/{passage.reason}", hit, 1)
    others = [i for i, c in enumerate(body) if not secret[i] and not c.isspace()]
    yield Share("withheld/other text", float(sum(withheld[i] for i in others)), len(others))


def homographs_left_alone(body: str, phrases: Sequence[str], text: RedactedText) -> Share:
    """Of listed phrases in which a word is no name, how many hold no PERSON span."""
    hits = n = 0
    for phrase in phrases:
        at = body.find(phrase)
        if at < 0:
            continue
        n += 1
        hits += not any(s.type == "PERSON" and s.start < at + len(phrase) and at < s.end for s in text.spans)
    return Share("homographs left alone", hits, n)


def _marks(length: int, ranges: Iterable[tuple[int, int]]) -> list[bool]:
    marks = [False] * length
    for start, end in ranges:
        marks[start:end] = [True] * (min(end, length) - start)
    return marks
