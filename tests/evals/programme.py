"""Three pairs over two weeks: one insight that all three had, and two promises, one kept and one missed."""

from __future__ import annotations

from datetime import date

from evals.gold import Case, GoldAction, GoldInsight
from evals.marked import untag
from evals.road import Travelled
from extractor.pipeline import Extraction
from mentoring.records import ActionItem, Drafts, Evidence, Insight, Note, Pattern, RedactedText

TAGGED = {
    "a1": (
        "a",
        date(2026, 6, 2),
        '<ins n="1">Notices pinned in the canteen reach the night crew two weeks late.</ins>\n'
        '<act n="1">I will film the loading dock for the newcomers.</act>\n'
        '<act n="2">He will print badges for the night crew by Friday.</act>\n',
    ),
    "b1": ("b", date(2026, 6, 3), '<ins n="1">Drivers hear of a new rule only after it has been broken.</ins>\n'),
    "c1": (
        "c",
        date(2026, 6, 4),
        '<ins n="1">What head office announces by mail arrives on the floor as hearsay.</ins>\n'
        '<ins n="2">A shared calendar ends the quarrel about rooms.</ins>\n',
    ),
    "a2": (
        "a",
        date(2026, 6, 9),
        '<dis why="already done">I filmed the loading dock for the newcomers on Monday.</dis>\n'
        "The kettle is new.\n"
        '<dis why="already done">He never printed badges for the night crew, forgot it by Friday.</dis>\n'
        '<ins n="1">Newcomers watch a film that a colleague made and skip the brochure.</ins>\n',
    ),
}
GROUP = ["a1/0", "b1/0", "c1/0"]
PAIR_OF = {"a1/0": "a", "b1/0": "b", "c1/0": "c", "c1/1": "c", "a2/0": "a"}


def cases() -> list[Case]:
    return [_case(name, pair, day, *untag(text)) for name, (pair, day, text) in TAGGED.items()]


def _case(name: str, pair: str, day: date, body: str, marks: list) -> Case:
    of = {kind: [mark for mark in marks if mark.kind == kind] for kind in ("ins", "act", "dis")}
    return Case(
        note=Note(name, "p", pair, day, "Ada Brandt", "Piet Mulder", "prose", body),
        pii=(), withheld=(), canary=None,
        insights=tuple(
            GoldInsight("", "ways-of-working", "junior_to_senior", (m.text,), core=True) for m in of["ins"]
        ),
        actions=tuple(GoldAction(m.text, "mentor", None, (m.text,)) for m in of["act"]),
        distractors=tuple((m.text, m.attributes["why"]) for m in of["dis"]),
    )  # fmt: skip


def perfect() -> list[Travelled]:
    """Everything found as readers marked it."""
    return [_perfect(case) for case in cases()]


def _perfect(case: Case) -> Travelled:
    note, body = case.note.note_id, case.note.body
    text = RedactedText(note, case.note.session_date, "prose", body)
    insights = tuple(
        Insight(f"{note}-i{at}", note, "Short films get watched.", "ways-of-working", "junior_to_senior", 0.9,
                _quoted(body, one.evidence), "builtin")
        for at, one in enumerate(case.insights)
    )  # fmt: skip
    actions = tuple(
        ActionItem(f"{note}-a{at}", note, "Film the dock.", "mentor", None, 0.9, _quoted(body, one.evidence), "builtin")
        for at, one in enumerate(case.actions)
    )
    return Travelled(case, text, Extraction(insights, actions, ()), Drafts())


def _quoted(text: str, pieces: tuple[str, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence(piece, at := text.index(piece), at + len(piece)) for piece in pieces)


def pattern(*members: str) -> Pattern:
    return Pattern("g1", "Ways of working", "ways-of-working", tuple(sorted(members)))
