"""The index stays in step with the store, says when it does not, and gives up what was erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mentoring.errors import Damaged
from mentoring.store import Store
from retrieval.chroma import Shard, build_in_child, wipe
from retrieval.embed import Embedder
from retrieval.index import Index
from retrieval.passages import passages_of
from retrieval.search import search
from tests.retrieval.invented import ALL, NOTES, erase, keep, redacted

VECTORS = np.eye(8, 384, dtype=np.float32)
IDS = [f"id{number}" for number in range(8)]


@pytest.fixture
def folder(tmp_path: Path, index: Index) -> Path:  # noqa: ARG001 - the index makes the folder
    return tmp_path / "index"


def _files(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _holds(folder: Path, needle: bytes) -> bool:
    return any(needle in content for content in _files(folder))


def test_shards_hold_ids_and_vectors_and_no_text(index: Index, folder: Path) -> None:
    index.close()
    assert not any(_holds(folder, word) for word in (b"chatbot", b"Captions", b"n-clips", b"media"))
    one, vector = index.shelf("media").ids[0], index.shelf("media").vectors[0]
    assert _holds(folder, one.encode())
    assert _holds(folder, vector.tobytes())


def test_rebuilding_after_an_erasure_leaves_nothing_of_it_on_disk(index: Index, store: Store, folder: Path) -> None:
    gone = store.passages.of_note("n-chatbots")
    vectors = store.passages.vectors([one.id for one in gone])[1]
    needles = [one.id.encode() for one in gone] + [vector.tobytes() for vector in vectors]
    assert all(_holds(folder, needle) for needle in needles)  # positive control
    before = {path.name for path in folder.iterdir()}
    erase(store, "n-chatbots")
    rebuilt = index.rebuild("plant")
    index.close()
    assert not any(_holds(folder, needle) for needle in needles)
    assert len(before & {path.name for path in folder.iterdir()}) == 1  # the other programme's, untouched
    assert rebuilt.vectors == len(store.passages.of_program("plant")[0])
    assert rebuilt.bytes_wiped > 0


def test_an_open_index_answers_from_the_new_generation_at_once(index: Index, store: Store) -> None:
    row = index.shelf("plant").vectors[0]
    gone = {one.id for one in store.passages.of_note("n-chatbots")}
    assert gone & {one for one, _ in index.nearest("plant", row, 50) or []}
    erase(store, "n-chatbots")
    index.rebuild("plant")
    assert not gone & {one for one, _ in index.nearest("plant", row, 50) or []}


def test_the_last_note_of_a_programme_takes_its_shard_with_it(index: Index, store: Store, folder: Path) -> None:
    for note_id in ALL["media"]:
        erase(store, note_id)
    assert index.rebuild("media").shards == 0
    assert len(list(folder.iterdir())) == 1
    assert index.faults(["media"]) == []


def test_a_note_taken_again_replaces_its_passages(index: Index, store: Store, embedder: Embedder) -> None:
    keep(store, "media", redacted("n-clips", "Bakers dance in the yard."))
    index.add("media", [store.notes.redacted("n-clips")], embedder.embed)
    assert index.faults(["media"]) == []
    found = search(index, store, embedder.embed, "shaky clip", {"media": ["n-clips"]})
    assert [hit.snippet for hit in found] == ["Bakers dance in the yard."]


def test_an_index_behind_the_store_is_named_passed_over_and_caught_up(
    index: Index, store: Store, embedder: Embedder
) -> None:
    keep(store, "media", redacted("n-new", "A quiz at lunch taught the managers more."))
    late = passages_of(store.notes.redacted("n-new"), iter(["a1", "a2"]).__next__)
    store.passages.replace("n-new", late, embedder.embed([one.text for one in late]))  # and then it was killed
    index.close()
    assert len(index.faults(["media", "plant"])) == 1
    found = search(index, store, embedder.embed, "lunch quiz", {**ALL, "media": [*ALL["media"], "n-new"]})
    assert found[0].note_id == "n-new"
    keep(store, "media", redacted("n-later", "One more note about the weather."))
    index.add("media", [store.notes.redacted("n-later")], embedder.embed)
    assert index.faults(["media", "plant"]) == []


def test_a_broken_shard_is_named_and_search_goes_on(
    index: Index, store: Store, embedder: Embedder, folder: Path
) -> None:
    index.close()
    for file in folder.rglob("chroma.sqlite3"):
        file.write_bytes(b"not what it was")
    again = Index(folder, store)
    assert search(again, store, embedder.embed, "chatbot rules", ALL)[0].note_id == "n-chatbots"
    assert len(again.faults(["media", "plant"])) == 2
    again.rebuild("plant")
    assert len(again.faults(["media", "plant"])) == 1
    assert again.nearest("plant", again.shelf("plant").vectors[0], 3)
    again.close()


@pytest.mark.parametrize("lost", ["header.bin", "data_level0.bin", "*"])
def test_lost_parts_of_a_shard_never_give_wrong_neighbours(tmp_path: Path, lost: str) -> None:
    many = np.random.default_rng(1).normal(size=(1200, 8)).astype(np.float32)  # past 1,000 Chroma writes a segment
    build_in_child(tmp_path / "g1", [f"id{number}" for number in range(1200)], many)
    segment = next(path for path in (tmp_path / "g1").iterdir() if path.is_dir())
    for file in segment.glob(lost):
        file.unlink()
    with pytest.raises(Damaged, match="built anew"):
        Shard(tmp_path / "g1").nearest(many[3], 10)


def test_strays_of_a_killed_rebuild_are_swept(index: Index, folder: Path) -> None:
    build_in_child(folder / "stray", IDS, VECTORS)
    current = {path.name for path in folder.iterdir()} - {"stray"}
    assert index.sweep() > 0
    assert {path.name for path in folder.iterdir()} == current


def test_a_child_builds_what_it_was_told(tmp_path: Path) -> None:
    build_in_child(tmp_path / "g1", IDS, VECTORS)
    shard = Shard(tmp_path / "g1")
    assert shard.count() == 8
    best, similarity = shard.nearest(VECTORS[3], 1)[0]
    assert best == "id3"
    assert similarity == pytest.approx(1)
    shard.close()


def test_wiping_zeroes_the_bytes_before_it_unlinks(tmp_path: Path) -> None:
    made = tmp_path / "old"
    (made / "deep").mkdir(parents=True)
    kept = made / "deep" / "file"
    kept.write_bytes(b"secret" * 1000)
    (tmp_path / "second-name").hardlink_to(kept)
    assert wipe(made) == 6000
    assert not made.exists()
    assert (tmp_path / "second-name").read_bytes() == bytes(6000)


def test_no_chroma_file_holds_more_than_the_passages(index: Index, store: Store, folder: Path) -> None:
    index.close()
    for file in folder.rglob("chroma.sqlite3"):
        with sqlite3.connect(file) as connection:
            assert connection.execute("SELECT count(*) FROM embedding_metadata").fetchone() == (0,)
    assert len(NOTES) == store.notes.count()


@pytest.mark.parametrize("count", [2, 20, 99, 170, 1200])
def test_opening_a_shard_writes_none_of_its_vectors_files(tmp_path: Path, count: int) -> None:
    # What a process writes may hold what it has in memory: vectors that were erased in the meantime.
    many = np.random.default_rng(count).normal(size=(count, 384)).astype(np.float32)
    build_in_child(tmp_path / "g1", [f"id{number}" for number in range(count)], many)
    before = {path: path.read_bytes() for path in (tmp_path / "g1").rglob("*.bin")}
    shard = Shard(tmp_path / "g1")
    assert shard.nearest(many[0], 1)[0][0] == "id0"
    shard.close()
    assert before == {path: path.read_bytes() for path in (tmp_path / "g1").rglob("*.bin")}


@pytest.mark.parametrize("held", [30, 1100], ids=["built anew", "added to"])
def test_what_is_added_is_found_beside_what_was_there(tmp_path: Path, store: Store, held: int) -> None:
    index = Index(tmp_path / "index", store)
    found: dict[str, NDArray[np.float32]] = {}
    for number, sentences in enumerate((held, 5)):
        text = " ".join(f"Sentence {at} of note {number} says so." for at in range(sentences // 2))
        keep(store, "media", redacted(f"n-{number}", text))
        index.add("media", [store.notes.redacted(f"n-{number}")], _random)
        found[f"n-{number}"] = store.passages.vectors([store.passages.of_note(f"n-{number}")[0].id])[1][0]
        assert index.faults(["media"]) == []
    for note_id, vector in found.items():
        best = (index.nearest("media", vector, 1) or [])[0][0]
        assert store.passages.get([best])[0].note_id == note_id
    index.close()


def _random(texts: Sequence[str]) -> NDArray[np.float32]:
    made = np.random.default_rng(len(texts)).normal(size=(len(texts), 384)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)
