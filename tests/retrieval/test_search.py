"""Search finds by words and by meaning, shows exact words, and is blind to what may not be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mentoring.errors import BadInput
from mentoring.store import Store
from retrieval.embed import Embedder
from retrieval.index import Index
from retrieval.search import Hit, search
from tests.retrieval.invented import ALL, Library, erase, keep


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("chatbot rules", "n-chatbots", id="words"),
        pytest.param("How do people without a mailbox learn what happened?", "n-shifts", id="question"),
        pytest.param("making content accessible to employees who cannot hear", "n-captions", id="paraphrase"),
        pytest.param("authentic footage beats polished advertising", "n-clips", id="no shared word"),
    ],
)
def test_a_note_is_found(library: Library, query: str, found: str) -> None:
    assert library.search(query)[0].note_id == found


def test_one_row_a_note_best_first_with_its_exact_words(library: Library) -> None:
    hits = library.search("video clips of the bakery")
    assert sorted(hit.note_id for hit in hits) == ["n-captions", "n-chatbots", "n-clips", "n-shifts"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert library.store.notes.redacted(hit.note_id).text[hit.start : hit.end] == hit.snippet
        assert all(library.store.passages.get([one])[0].note_id == hit.note_id for one in hit.passage_ids)
    assert "video clips from the bakery" in hits[0].snippet


def test_what_is_withheld_is_in_no_snippet(library: Library) -> None:
    for query in ("withheld", "loud hall captions subtitles"):
        assert all("WITHHELD" not in hit.snippet for hit in library.search(query))


def test_only_allowed_notes_are_found(library: Library) -> None:
    hits = library.search("chatbot rules", {"plant": ["n-shifts"], "media": []})
    assert [hit.note_id for hit in hits] == ["n-shifts"]


def test_hidden_notes_move_no_score(index: Index, store: Store, embedder: Embedder) -> None:
    def seen() -> list[Hit]:
        return search(index, store, embedder.embed, "captions in a loud hall", {"media": ["n-captions"]})

    before = seen()
    note = store.notes.redacted("n-clips")
    copies = [replace(note, note_id=f"n-{at}", text=f"{note.text} Captions in a loud hall.") for at in range(3)]
    for copy in copies:
        keep(store, "media", copy)
    index.add("media", copies, embedder.embed)
    assert seen()[0].score == before[0].score


def test_an_erased_note_is_gone_though_the_index_was_not_rebuilt_yet(
    index: Index, store: Store, embedder: Embedder
) -> None:
    search(index, store, embedder.embed, "chatbot", ALL)  # arrays and shards are open
    erase(store, "n-chatbots")
    assert "n-chatbots" not in {hit.note_id for hit in search(index, store, embedder.embed, "chatbot", ALL)}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        pytest.param(" \n", "is empty", id="empty"),
        pytest.param("x" * 10_000, "up to 1000 characters", id="too long"),
        pytest.param("what is the of and", "no word", id="stop words"),
        pytest.param("🎉 🎉", "no word", id="emoji"),
        pytest.param('"" ( )', "no word", id="syntax alone"),
    ],
)
def test_a_search_that_says_nothing_is_refused_in_one_sentence(library: Library, query: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        library.search(query)
    assert refused.value.message.count(". ") == 0


@pytest.mark.parametrize("k", [0, -1, 10**9])
def test_an_absurd_number_of_rows_is_refused(library: Library, k: int) -> None:
    with pytest.raises(BadInput, match="between 1 and"):
        library.search("chatbot", k=k)


@pytest.mark.parametrize(
    "query",
    [
        'NEAR("chatbot" rules)',
        "chatbot OR NOT *",
        'chatbot" --',
        "chatbot:^2",
        "Chatbot Regeln auf dem Handy",
        "chatbot 🎉",
    ],
)
def test_operators_and_other_languages_are_read_as_words(library: Library, query: str) -> None:
    assert library.search(query)[0].note_id == "n-chatbots"


def test_nothing_allowed_finds_nothing(library: Library) -> None:
    assert library.search("chatbot", {}) == []
    assert library.search("chatbot", {"unheard-of": ["n-1"]}) == []
