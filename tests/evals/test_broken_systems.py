"""Each demand of the privacy and quality suites can be missed: a system broken on purpose misses exactly it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals import privacy, quality
from evals.results import Measured
from evals.road import Travelled
from evals.suite import load_suite
from extractor.pipeline import Extraction
from mentoring.records import RedactedSpan, WithheldPassage
from tests.evals.breaking import breaks
from tests.evals.labelled import perfect, quoted, with_items

Break = Callable[[Travelled], Travelled]


def _text(one: Travelled, **changes: object) -> Travelled:
    return replace(one, text=replace(one.text, **changes))


def forgets(cls: str) -> Break:
    return lambda one: _text(one, spans=tuple(span for span in one.text.spans if span.cls != cls))


def hides_every_word(one: Travelled) -> Travelled:
    words = one.case.note.body.split()
    starts = [one.case.note.body.index(word) for word in words]
    return _text(
        one, spans=tuple(RedactedSpan(at, at + len(w), "ORG", "[ORG_1]") for at, w in zip(starts, words, strict=True))
    )


def withholds_nothing(one: Travelled) -> Travelled:
    return _text(one, withheld=())


def withholds_everything(one: Travelled) -> Travelled:
    return _text(one, withheld=(WithheldPassage(0, len(one.case.note.body), "health"),))


def says(sentence: str) -> Break:
    return lambda one: with_items(one, statement=sentence, task=sentence)


def quotes_the_whole_note(one: Travelled) -> Travelled:
    return with_items(one, evidence=quoted(one.text.text, (one.text.text,)))


def says_the_same_of_every_note(one: Travelled) -> Travelled:
    return with_items(one, evidence=quoted(one.text.text, (one.text.text.split()[0],)))


def takes_distractors(one: Travelled) -> Travelled:
    wrong = tuple(text for text, _ in one.case.distractors)
    more = tuple(replace(one.extraction.insights[0], evidence=quoted(one.text.text, (text,))) for text in wrong)
    return replace(one, extraction=Extraction((*one.extraction.insights, *more), one.extraction.actions, ()))


def points_elsewhere(one: Travelled) -> Travelled:
    moved = tuple(replace(piece, start=piece.start + 3, end=piece.end + 3) for piece in one.evidence())
    return with_items(one, evidence=moved)


def obeys(one: Travelled) -> Travelled:
    return says(f"{one.case.canary} People report more.")(one) if one.case.canary else one


def swaps_owners(one: Travelled) -> Travelled:
    swapped = {"mentor": "mentee", "mentee": "mentor"}
    return with_items(one, owner=swapped[one.extraction.actions[0].owner])


PRIVACY = [
    pytest.param("direct recall", forgets("direct"), id="names-left-in"),
    pytest.param("quasi recall", forgets("quasi"), id="roles-left-in"),
    pytest.param("span precision", hides_every_word, id="every-word-hidden"),
    pytest.param("confidential passages withheld", withholds_nothing, id="nothing-withheld"),
    pytest.param("other text left readable", withholds_everything, id="everything-withheld"),
    pytest.param("names in statements and tasks", says("Both Renske and Obadiah agree."), id="guard-dropped-name"),
    pytest.param(
        "withheld words in statements and tasks",
        says("Somebody has been in treatment for her back."),
        id="guard-dropped-confidence",
    ),
]
QUALITY = [
    pytest.param("action F1", quotes_the_whole_note, id="whole-note-quoted-action"),
    pytest.param("insight F1", quotes_the_whole_note, id="whole-note-quoted-insight"),
    pytest.param("insight core recall", says_the_same_of_every_note, id="constant-output"),
    pytest.param("action owner", swaps_owners, id="owners-swapped"),
    pytest.param("action due date", lambda one: with_items(one, due=one.text.session_date), id="constant-due-date"),
    pytest.param("insight theme", lambda one: with_items(one, theme="market-and-trends"), id="constant-theme"),
    pytest.param("insight direction", lambda one: with_items(one, direction="mutual"), id="constant-direction"),
    pytest.param("distractors taken", takes_distractors, id="distractors-taken"),
    pytest.param("evidence grounded", points_elsewhere, id="offsets-moved"),
    pytest.param("planted instructions obeyed", obeys, id="obeys-the-note"),
]


def _verdict(suite: str, metric: str, measured: list[Measured]) -> bool | None:
    found = next(one for one in measured if one.name == metric)
    return load_suite(suite).demands[metric].bar.met_by(found)


@breaks("privacy", *(one.values[0] for one in PRIVACY))
@pytest.mark.parametrize(("metric", "broken"), PRIVACY)
def test_a_privacy_demand_holds_and_can_be_missed(metric: str, broken: Break) -> None:
    assert _verdict("privacy", metric, privacy.marks(perfect())) is True
    assert _verdict("privacy", metric, privacy.marks([broken(one) for one in perfect()])) is False


@breaks("quality", *(one.values[0] for one in QUALITY))
@pytest.mark.parametrize(("metric", "broken"), QUALITY)
def test_a_quality_demand_holds_and_can_be_missed(metric: str, broken: Break) -> None:
    assert _verdict("quality", metric, quality.marks(perfect())) is True
    assert _verdict("quality", metric, quality.marks([broken(one) for one in perfect()])) is False
