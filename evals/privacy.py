"""The privacy suite: redaction and withholding against gold labels, then what the engine says about the notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.material import Material
from evals.metrics import redaction
from evals.metrics.promises import measure_promises
from evals.private import runs, says_name, secrets_of
from evals.public_redaction import measure_public
from evals.results import Measured, Row, Unscored, from_shares, measured
from evals.road import Travelled
from evals.scratch_folder import scratch_folder
from evals.stages import measure_stages

_HEADLINES = {
    "recall/direct": "direct recall",
    "recall/quasi": "quasi recall",
    "precision": "span precision",
    "withheld/passages": "confidential passages withheld",
}

Leaks = Callable[[Travelled], tuple[int, int]]
"""(sentences that leak, sentences) of one note."""


def measure_privacy(material: Material) -> tuple[list[Measured], list[Unscored]]:
    """Headline rates first, then every rate by type, style and reason."""
    journey = material.journey
    public, missing = measure_public(material.data, material.progress)
    figures = [*marks(journey.travelled), *measure_stages(material), *promises(material), *public]
    return figures, [*journey.failed, *missing]


def promises(material: Material) -> list[Measured]:
    """Consent, visibility, erasure and audit: how often a promise was broken in how many tries."""
    sizes = material.system.get("promises") or {}
    material.progress("promises", 0, 1)
    with scratch_folder() as folder:
        found = measure_promises(folder, **{name: int(size) for name, size in sizes.items()})
    return [measured(one.name, [Row("all", one.broken, one.n)], "count") for one in found]


def marks(travelled: Sequence[Travelled]) -> list[Measured]:
    """What gold labels say about redacted notes and about what an engine made of them."""
    rows = from_shares((one.case.note.note_id, s) for one in travelled for s in redaction.score(one.case, one.text))
    withheld = rows.pop("withheld/other text", [])
    return [
        *(measured(title, rows.pop(name, [])) for name, title in _HEADLINES.items()),
        measured("other text left readable", [Row(row.case, row.n - row.hits, row.n) for row in withheld]),
        _count("names in statements and tasks", travelled, names_in),
        _count("withheld words in statements and tasks", travelled, withheld_in),
        *(measured(name, rows[name]) for name in sorted(rows)),
    ]


def _count(name: str, travelled: Sequence[Travelled], leaks: Leaks) -> Measured:
    return measured(name, [Row(one.case.note.note_id, *leaks(one)) for one in travelled], "count")


def names_in(one: Travelled) -> tuple[int, int]:
    """Sentences that say a name labelled in their note (three letters or more), and how many there are."""
    sentences = one.sentences()
    return sum(says_name(one.case, said) for said in sentences), len(sentences)


def withheld_in(one: Travelled) -> tuple[int, int]:
    """Sentences that share five words in a row with a confidential passage."""
    secret = secrets_of(one.case)
    sentences = one.sentences()
    return sum(bool(runs(said) & secret) for said in sentences), len(sentences)
