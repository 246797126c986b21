"""The privacy suite: redaction and withholding against gold labels, then what the engine says about the notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.gold import Case
from evals.metrics import redaction
from evals.metrics.shares import Share, pooled
from evals.results import Measured, from_share
from evals.road import Travelled, travel
from service.progress import Progress

_HEADLINES = {
    "recall/direct": "direct recall",
    "recall/quasi": "quasi recall",
    "precision": "span precision",
    "withheld/passages": "confidential passages withheld",
}
_WORDS_ALIKE = 5


def measure_privacy(cases: Sequence[Case], progress: Progress) -> list[Measured]:
    """Headline rates first, then every rate by type, style and reason."""
    travelled = travel(cases, progress)
    shares = {
        share.name: share for share in pooled([s for one in travelled for s in redaction.score(one.case, one.text)])
    }
    withheld = shares.pop("withheld/other text")
    readable = Share("other text left readable", withheld.n - withheld.hits, withheld.n)
    return [
        *(from_share(title, shares.pop(name)) for name, title in _HEADLINES.items() if name in shares),
        from_share(readable.name, readable),
        _count("names in statements and tasks", travelled, names_in),
        _count("withheld words in statements and tasks", travelled, withheld_in),
        *(from_share(name, share) for name, share in sorted(shares.items())),
    ]


def _count(name: str, travelled: Sequence[Travelled], leaks: object) -> Measured:
    found = [leaks(one) for one in travelled]  # type: ignore[operator]  # a function of one note
    return Measured(name, float(sum(hits for hits, _ in found)), sum(n for _, n in found))


def names_in(one: Travelled) -> tuple[int, int]:
    """Sentences that say a name labelled in their note (three letters or more), and how many there are."""
    names = {span.text for span in one.case.pii if span.type == "PERSON" and len(span.text) > 2}
    sentences = one.sentences()
    # Case counts: "will" and "grace" are words, "Will" in the middle of a sentence is a person.
    hits = sum(any(re.search(rf"(?<!^)(?<!\w){re.escape(name)}(?!\w)", said) for name in names) for said in sentences)
    return hits, len(sentences)


def withheld_in(one: Travelled) -> tuple[int, int]:
    """Sentences that share five words in a row with a confidential passage."""
    secret = {run for passage in one.case.withheld for run in _runs(passage.text)}
    sentences = one.sentences()
    return sum(bool(_runs(said) & secret) for said in sentences), len(sentences)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _WORDS_ALIKE]) for at in range(len(words) - _WORDS_ALIKE + 1)}
