"""Where private words get to: note, redacted note, drafts, items, patterns, digests, search hits, exports, logs.

After Clio (Tamkin et al., 2024): the share of units at each stage that hold something private, so that a reader
sees what each step takes away. Private is a direct identifier as a reader marked it, or five words in a row of a
confidential passage, of the unit's own note. Canaries are looked for at the exits letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from evals.canaries import Canary, found_in
from evals.entered import lay_out
from evals.gold import Case
from evals.knocking import OPENED
from evals.material import Material
from evals.planting import LAST_DAY, may_be_told, plant
from evals.private import holds_private
from evals.queries import query_set
from evals.results import Measured, Row, measured
from evals.road import Travelled
from evals.saying import Said
from evals.scratch import run_through
from evals.scratch_folder import scratch_folder

STAGES = (
    "notes", "redacted notes", "drafts", "insights and actions",
    "patterns", "digests", "search hits", "exports", "logs",
)  # fmt: skip
CANARIES, HOME = 120, 16
"""Planted strings, and labelled notes that go through the scratch home, unless the suite's file says otherwise."""
_WORDS = ("time", "customers", "meeting", "new starters", "who decides", "training", "messages", "by Friday")
"""Searched for where the cases come without queries of their own."""


def measure_stages(material: Material) -> list[Measured]:
    """The share of private units at each stage, then what became of the canaries."""
    with scratch_folder() as folder:
        planted = plant(folder / "planted", int(material.system.get("canaries", CANARIES)))
        labelled = lay_out(_some(material.cases, int(material.system.get("home", HOME))), folder / "labelled")
        asked = query_set(material.folder)
        labelled.searches = [one.text for one in asked.queries] if asked else _WORDS
        # The day after the last session: every window still holds its notes.
        today = max([LAST_DAY, *(case.note.session_date for case in material.cases)]) + timedelta(days=1)
        commands = bool(material.system.get("commands", True))
        said = run_through(folder, [labelled, planted], today, material.progress, commands=commands)
    units = [*_on_the_road(material.journey.travelled), *(one for one in said if one.stage in STAGES[4:])]
    return [*leak_rates(material.cases, units), *canary_counts(planted.canaries, said)]


def _some(cases: Sequence[Case], most: int) -> Sequence[Case]:
    """At most so many, spread evenly over all."""
    return cases if len(cases) <= most else [cases[at * len(cases) // most] for at in range(most)]


def _on_the_road(travelled: Iterable[Travelled]) -> Iterator[Said]:
    for one in travelled:
        note = (one.case.note.note_id,)
        yield from (Said("notes", note, sentence) for sentence in sentences(one.case.note.body))
        yield from (Said("redacted notes", note, sentence) for sentence in sentences(one.text.text))
        for drafts, own in ((one.drafts.insights, "statement"), (one.drafts.actions, "task")):
            for draft in drafts:
                quoted = [one.text.text[start:end] for start, end in draft.evidence]
                yield Said("drafts", note, "\n".join([str(getattr(draft, own)), *quoted]))
        insights = [(item.statement, item.evidence) for item in one.extraction.insights]
        for said, evidence in [*insights, *((item.task, item.evidence) for item in one.extraction.actions)]:
            yield Said("insights and actions", note, "\n".join([said, *(piece.text for piece in evidence)]))


def sentences(text: str) -> list[str]:
    """Pieces between full stops, question marks and line ends that hold a word."""
    return [one for one in re.split(r"(?<=[.!?])\s+|\n+", text) if re.search(r"\w", one)]


def leak_rates(cases: Sequence[Case], units: Iterable[Said]) -> list[Measured]:
    """One figure a stage; a unit of several notes is private if it holds something of any of them."""
    by_id = {case.note.note_id: case for case in cases}
    counted: dict[str, Counter[str]] = {stage: Counter() for stage in STAGES}
    seen: dict[str, Counter[str]] = {stage: Counter() for stage in STAGES}
    for unit in units:
        # A log line names no note: it is held against all of them.
        owners = [by_id[note] for note in unit.notes if note in by_id] or ([*cases] if not unit.notes else [])
        if owners:
            case = owners[0].note.note_id if unit.notes else "all"
            seen[unit.stage][case] += 1
            counted[unit.stage][case] += any(holds_private(one, unit.text) for one in owners)
    return [
        measured(f"private units: {stage}", [Row(case, counted[stage][case], n) for case, n in seen[stage].items()])
        for stage in STAGES
    ]


def canary_counts(canaries: Sequence[Canary], said: Iterable[Said]) -> list[Measured]:
    """Canaries that came out anywhere, then by entrance and by exit."""
    exits: dict[str, list[str]] = {}
    for one in said:
        if one.stage != OPENED:
            exits.setdefault(one.stage, []).append(one.text)
    escaped = {
        stage: {canary.id for canary in found_in(canaries, texts) if stage not in may_be_told(canary.entrance)}
        for stage, texts in exits.items()
    }
    anywhere = set().union(*escaped.values())
    of = {entrance: [one for one in canaries if one.entrance == entrance] for entrance in _entrances(canaries)}
    return [
        measured("canaries that came out", _rows(canaries, anywhere), "count"),
        *(measured(f"canaries/entrance/{at}", _rows(some, anywhere), "count") for at, some in of.items()),
        *(measured(f"canaries/exit/{at}", _rows(canaries, out), "count") for at, out in escaped.items()),
    ]


def _entrances(canaries: Iterable[Canary]) -> list[str]:
    return list(dict.fromkeys(one.entrance for one in canaries))


def _rows(canaries: Iterable[Canary], escaped: set[str]) -> list[Row]:
    return [Row(one.id, one.id in escaped, 1) for one in canaries]
