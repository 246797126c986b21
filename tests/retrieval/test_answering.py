"""Answers in a model's words: cited by number, judged by code, and the notes' own words wherever the model fails.

The server is scripted, for faults; whether a real one keeps a schema is tried in tests/llm/test_real_server.py.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from mentoring.llm import Gateway, GatewayConfig
from mentoring.records import RedactedText
from retrieval.answering import Answering
from retrieval.ask import NO_ANSWER, Answer, Model, ask
from tests.llm.scripted import Scripted, Turn, scripted
from tests.retrieval.invented import ALL, Library

QUESTION = "Why do captions help?"
EVERY = frozenset(note_id for notes in ALL.values() for note_id in notes)


@contextmanager
def asked(
    library: Library, said: object, may_read: Collection[str] = EVERY, question: str = QUESTION, names: str = "Nobody"
) -> Iterator[tuple[Answer, Scripted]]:
    turn = said if isinstance(said, Turn) else Turn(said if isinstance(said, str) else json.dumps(said))
    with scripted([turn]) as server:
        gateway = Gateway(GatewayConfig("any", server.url, retries=0), wait=lambda _: None)
        answering = Answering(gateway, library.embedder.embed, lambda text: None if names in text else text)
        redacted = RedactedText("", date(2026, 7, 1), None, question)
        model = Model(answering, may_read)
        yield ask(library.index, library.store, library.embedder.embed, redacted, ALL, model=model), server
        gateway.close()


def lines_of(server: Scripted) -> list[str]:
    """The numbered sentences that the model was shown."""
    return [line for line in server.seen[0]["messages"][-1]["content"].splitlines() if line[:1].isdigit()]


def number_of(library: Library, words: str) -> int:
    with asked(library, {"sentences": []}) as (_, server):
        return next(int(line.split()[0]) for line in lines_of(server) if words in line)


def sentences(*said: tuple[str, list[int]]) -> dict[str, object]:
    return {"sentences": [{"text": text, "lines": lines} for text, lines in said]}


def test_each_sentence_stands_on_the_words_it_cites(library: Library) -> None:
    number = number_of(library, "Captions help")
    with asked(library, sentences(("Captions help deaf people and anybody in a loud hall.", [number]))) as (found, _):
        assert (found.engine, found.answered) == ("llm", True)
        assert found.text == "Captions help deaf people and anybody in a loud hall."
        assert found.sentences == ((found.text, (0,)),)
        (cited,) = found.citations
        assert library.store.notes.redacted(cited.note_id).text[cited.start : cited.end] == cited.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Captions help 40 deaf people in a loud hall.", "Captions help", id="a number of its own"),
        pytest.param("Captions never help deaf people in a loud hall.", "Captions help", id="denies what is said"),
        pytest.param("Supplier contracts are renewed every spring.", "Captions help", id="cites what does not say it"),
        pytest.param("People keep a roster that they write themselves.", "Captions help", id="the prompt's example"),
        pytest.param("Captions help [PERSON_2] in a loud hall.", "Captions help", id="a placeholder"),
        pytest.param("Captions help in a loud hall, see https://x.example.", "Captions help", id="a link"),
        pytest.param("Nobody hears captions, so captions help deaf fitters.", "Captions help", id="the guard says no"),
    ],
)
def test_a_sentence_that_its_citation_does_not_support_is_dropped(library: Library, text: str, words: str) -> None:
    number = number_of(library, words)
    kept = "Captions help the deaf fitters in a loud hall."
    with asked(library, sentences((text, [number]), (kept, [number]))) as (found, _):
        assert found.text == kept
    with asked(library, sentences((text, [number]))) as (found, _):
        assert found.engine == "extractive"
        assert text not in found.text


def test_a_citation_that_does_not_bear_on_its_sentence_is_dropped(library: Library) -> None:
    good, other = number_of(library, "Captions help"), number_of(library, "kneads the dough")
    with asked(library, sentences(("Captions help the deaf fitters in a loud hall.", [good, other]))) as (found, _):
        assert ["Captions help" in one.text for one in found.citations] == [True]


def test_a_model_may_say_that_the_notes_do_not_answer(library: Library) -> None:
    with asked(library, {"sentences": []}) as (found, _):
        assert (found.text, found.answered, found.engine) == (NO_ANSWER, False, "llm")


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Turn("no json"), id="garbage"),
        pytest.param(Turn('{"sentences": [{"text": "Captions', finish="length"), id="cut off"),
        pytest.param(Turn("", refusal="I cannot"), id="refused"),
        pytest.param(Turn("", status=500), id="broken"),
        pytest.param(Turn("", status=401), id="wrong key"),
        pytest.param(Turn(drop=True), id="hung up"),
        pytest.param(sentences(("Captions help the deaf fitters in a loud hall.", [99])), id="cites what is not there"),
        pytest.param({"sentences": [{"text": "", "lines": [1]}]}, id="says nothing"),
    ],
)
def test_whatever_goes_wrong_the_notes_answer_in_their_own_words(library: Library, fault: object) -> None:
    with asked(library, fault) as (found, _):
        assert (found.engine, found.answered) == ("extractive", True)
        assert "Captions help" in found.text


def test_a_model_elsewhere_reads_only_the_notes_that_it_may(library: Library) -> None:
    with asked(library, {"sentences": []}, may_read={"n-clips"}) as (_, server):
        assert not any("Captions" in line for line in lines_of(server))
    with asked(library, {"sentences": []}, may_read=()) as (found, server):
        assert not server.seen
        assert found.engine == "extractive"


def test_a_question_that_nothing_bears_on_is_not_sent(library: Library) -> None:
    with asked(library, {"sentences": []}, question="What is the capital of Mongolia?") as (found, server):
        assert not server.seen
        assert not found.answered
