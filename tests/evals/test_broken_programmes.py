"""The quality suite's demands on statements, patterns, digests and follow-through can each be missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evals import digests, following, merging
from evals.metrics.follow_through import Outcome
from evals.metrics.readability import FAULTS, faults_of
from evals.quality import readability
from evals.results import Measured
from evals.road import Travelled
from evals.suite import load_suite
from extractor.pipeline import Extraction
from mentoring.records import Pattern
from retrieval.embed import Embedder
from tests.evals.breaking import breaks
from tests.evals.labelled import with_items
from tests.evals.programme import GROUP, PAIR_OF, pattern, perfect

Programme = list[Travelled]
ALL_THREE = [pattern("a1-i0", "b1-i0", "c1-i0")]
GOLD = [Outcome("a1/0", "a2", "done", "I filmed"), Outcome("a1/1", "a2", "missed", "badges for the night crew")]


def holds(one: Measured) -> bool | None:
    return load_suite("quality").demands[one.name].bar.met_by(one)


def says(sentence: str) -> Programme:
    return [with_items(one, statement=sentence, task=sentence) for one in perfect()]


@pytest.mark.parametrize(
    ("sentence", "insight", "action"),
    [
        pytest.param("Newcomers watch films that colleagues made.", [], ["incomplete"], id="a-statement"),
        pytest.param("Send the list of docks to the newcomers.", [], [], id="a-command"),
        pytest.param("Send IT the list.", [], [], id="a-department-is-no-pronoun"),
        pytest.param('A badge that says "ask me" is used.', [], ["incomplete"], id="somebody-quoted"),
        pytest.param("The crew that meets at night keeps its own list.", [], ["incomplete"], id="its-is-the-crew's"),
        pytest.param("It helps to ask twice.", [], ["incomplete"], id="it-stands-for-asking"),
        pytest.param("It went to everyone.", ["dangling pronoun"], ["dangling pronoun", "incomplete"], id="what-went"),
        pytest.param("Sign it by Friday.", ["dangling pronoun"], ["dangling pronoun"], id="sign-what"),
        pytest.param("I film our dock.", ["first person"], ["first person", "incomplete"], id="whose-dock"),
        pytest.param("Ask [PERSON_1] for films.", ["placeholder"], ["placeholder"], id="a-mark-left-in"),
        pytest.param("The new badges.", ["incomplete"], ["incomplete"], id="no-verb"),
        pytest.param("films get watched", ["incomplete"], ["incomplete"], id="a-scrap"),
        pytest.param("Send " + "the dock and " * 13 + "the gate.", ["long"], ["long"], id="forty-words"),
        pytest.param("Send the list " + "at night " * 10 + "; it helps crews a lot.", [], [], id="two-clauses"),
    ],
)
def test_what_makes_a_sentence_hard_to_read_alone(sentence: str, insight: list[str], action: list[str]) -> None:
    assert faults_of([sentence], "insight") == [insight]
    assert faults_of([sentence], "action") == [action]
    assert set(insight) <= set(FAULTS)


@breaks("quality", "readable statements", "readable tasks")
@pytest.mark.parametrize("name", ["readable statements", "readable tasks"])
def test_a_constant_scrap_is_not_readable(name: str) -> None:
    def verdict(programme: Programme) -> bool | None:
        return next(holds(one) for one in readability(programme) if one.name == name)

    assert verdict(says("Send the list of docks to newcomers.")) is True
    assert verdict(says("He told me that [PERSON_1] will")) is False


def merged(programme: Programme, patterns: Sequence[Pattern]) -> Measured:
    said = merging.named_as_gold(programme, patterns)
    return merging.merge_f1(merging.NAME, said, [GROUP], PAIR_OF)


def everything(programme: Programme) -> list[Pattern]:
    return [pattern(*(item.id for one in programme for item in one.extraction.insights))]


@breaks("quality", merging.NAME)
@pytest.mark.parametrize(
    ("patterns", "value"),
    [
        pytest.param(lambda _: ALL_THREE, 1.0, id="as-the-readers"),
        pytest.param(lambda _: [], 0.0, id="merging-dropped"),
        pytest.param(lambda _: [pattern("a1-i0", "b1-i0")], 0.5, id="one-of-three-couples"),
        pytest.param(lambda _: [pattern("a2-i0", "c1-i1")], 0.0, id="another-couple"),
        pytest.param(everything, 6 / 10, id="all-in-one-pattern"),
    ],
)
def test_patterns_are_held_against_what_readers_saw_come_back(
    patterns: Callable[[Programme], list[Pattern]], value: float
) -> None:
    one = merged(perfect(), patterns(perfect()))
    assert one.value == pytest.approx(value)
    assert holds(one) is (value == 1.0)


def test_insights_not_found_cannot_be_merged() -> None:
    lost = [
        replace(one, extraction=replace(one.extraction, insights=())) if one.case.note.note_id == "b1" else one
        for one in perfect()
    ]
    assert merged(lost, [pattern("a1-i0", "c1-i0")]).value == pytest.approx(0.5)


def test_an_insight_cut_in_two_still_tells_of_the_one() -> None:
    first = perfect()[0]
    item = first.extraction.insights[0]
    half = replace(item.evidence[0], text=item.evidence[0].text[:40], end=item.evidence[0].start + 40)
    halves = (replace(item, id="x", evidence=(half,)), item)
    assert merging.twins(replace(first, extraction=Extraction(halves, (), ()))) == {"x": "a1/0", "a1-i0": "a1/0"}


def weekly(programme: Programme, patterns: Sequence[Pattern] = ()) -> dict[str, Measured]:
    made = digests.digests_of(programme, patterns)
    return {one.name: one for one in digests.coverage(programme, made, patterns)}


def drowned(one: Travelled) -> Travelled:
    """The same sure sentence six times, and the words that matter nowhere."""
    item = one.extraction.insights[0]
    noise = [replace(item, id=f"{item.id}{n}", evidence=(replace(item.evidence[0], text="kettle"),)) for n in range(6)]
    return replace(one, extraction=Extraction(tuple(noise), (), ()))


@breaks("quality", digests.COVERAGE, digests.WORTH)
def test_a_digest_is_held_against_what_readers_would_want_in_it() -> None:
    assert {name: one.value for name, one in weekly(perfect()).items()} == {digests.COVERAGE: 1, digests.WORTH: 1}
    broken = weekly([drowned(one) for one in perfect()])
    assert [holds(one) for one in broken.values()] == [False, False]


def test_what_a_shown_pattern_says_is_covered() -> None:
    """One of three that say the same is shown: a reader is told of all three."""
    assert weekly(perfect(), ALL_THREE)[digests.COVERAGE].value == 1


def test_an_empty_digest_covers_nothing_and_is_wrong_in_nothing() -> None:
    empty = weekly([replace(one, extraction=Extraction((), (), ())) for one in perfect()])
    assert empty[digests.COVERAGE].value == 0
    assert empty[digests.WORTH].value is None


def test_reports_on_promises_are_found() -> None:
    said = following.said_of(perfect(), Embedder().embed)
    assert [(one.promise, one.note, one.status) for one in said] == [("a1/0", "a2", "done"), ("a1/1", "a2", "missed")]
    assert holds(following.found(perfect(), said)) is True
    assert holds(following.status(said, GOLD)) is True


@breaks("quality", following.F1)
@pytest.mark.parametrize(
    "said",
    [
        pytest.param([], id="nothing-noticed"),
        pytest.param([Outcome("a1/0", "a2", "done", "The kettle is new.")], id="the-kettle"),
        pytest.param([Outcome("a1/0", "a2", "done", w) for w in ("The kettle is new.", "I filmed the loading dock",
                                                                 "Newcomers watch a film")], id="every-sentence"),
    ],
)  # fmt: skip
def test_follow_through_falls_when_reports_are_missed_or_made_up(said: list[Outcome]) -> None:
    assert holds(following.found(perfect(), said)) is False


@breaks("quality", following.STATUS)
def test_a_promise_called_kept_whatever_was_said_is_wrong() -> None:
    said = [replace(one, status="done") for one in following.said_of(perfect(), Embedder().embed)]
    assert holds(following.status(said, GOLD)) is False


def test_a_report_counts_only_where_something_was_promised_before() -> None:
    first, *_, last = [one.case for one in perfect()]
    assert len(following.reports_in(last, [first, last])) == 2
    assert following.reports_in(last, [last]) == []
