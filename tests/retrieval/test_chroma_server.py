"""The index on Chroma's server: found as in the home, erased as far as a server can, done without when it is away."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from mentoring.errors import Misconfigured
from mentoring.store import Store
from mentoring.store.decoded import streams
from retrieval.chroma_server import OnServer, ServerAway, _direct, address_of, require_private
from retrieval.embed import Embedder
from retrieval.index import Index
from retrieval.search import search
from tests.chroma_server import ChromaServer
from tests.retrieval.invented import ALL, NOTES, erase, keep, redacted


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    one = ChromaServer(tmp_path_factory.mktemp("chroma") / "data")
    one.start()
    yield one
    one.stop()


@pytest.fixture
def served(
    chroma: ChromaServer, index: Index, store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Index]:
    """The index of a home that had it in its own directory until now."""
    index.close()
    moved = Index(
        tmp_path / "index", store, OnServer(chroma.url, "h" + sha256(request.node.name.encode()).hexdigest()[:16])
    )
    assert len(moved.faults(["media", "plant"])) == 2
    moved.mend(["media", "plant"])
    yield moved
    moved.close()


def _holds(content: bytes, needle: bytes) -> bool:
    return any(needle in part for part in (content, b"\0".join(streams(content))))


def test_it_finds_what_an_index_in_the_home_finds_and_leaves_nothing_there(
    served: Index, store: Store, embedder: Embedder, tmp_path: Path
) -> None:
    assert served.faults(["media", "plant"]) == []
    assert list((tmp_path / "index").iterdir()) == []
    scanned = Index(tmp_path / "none", store)
    for query in ("chatbot rules", "shaky clip", "captions"):
        expected = [(hit.note_id, hit.score) for hit in search(scanned, store, embedder.embed, query, ALL)]
        assert [(hit.note_id, hit.score) for hit in search(served, store, embedder.embed, query, ALL)] == expected
    row = served.shelf("plant").vectors[3]
    assert (served.nearest("plant", row, 1) or [])[0][0] == served.shelf("plant").ids[3]


def test_the_server_gets_ids_and_vectors_and_no_text(served: Index, chroma: ChromaServer) -> None:
    content = chroma.files()
    assert _holds(content, served.shelf("media").ids[0].encode())
    assert not [word for word in (b"chatbot", b"Captions", b"n-clips", b"media") if _holds(content, word)]


def test_who_may_see_one_note_is_shown_that_one(served: Index, store: Store, embedder: Embedder) -> None:
    found = search(served, store, embedder.embed, "chatbot rules", {"media": ["n-clips"]})
    assert [hit.note_id for hit in found] == ["n-clips"]


def test_an_erased_note_is_found_no_more_and_leaves_the_files_when_the_directory_is_thrown_away(
    served: Index, store: Store, chroma: ChromaServer
) -> None:
    gone = [one.id for one in store.passages.of_note("n-chatbots")]
    row = served.shelf("plant").vectors[0]
    assert all(_holds(chroma.files(), one.encode()) for one in gone)
    erase(store, "n-chatbots")
    served.rebuild("plant")
    assert not set(gone) & {one for one, _ in served.nearest("plant", row, 50) or []}
    assert any(_holds(chroma.files(), one.encode()) for one in gone), "what NOT_COVERED says of a server is true"
    chroma.begin_anew()
    assert len(served.faults(["media", "plant"])) == 2
    served.mend(["media", "plant"])
    assert served.faults(["media", "plant"]) == []
    content = chroma.files()
    assert _holds(content, served.shelf("plant").ids[0].encode())
    assert not [one for one in gone if _holds(content, one.encode())]


def test_while_the_server_is_away_notes_come_in_and_searches_scan(
    served: Index, store: Store, embedder: Embedder, chroma: ChromaServer
) -> None:
    chroma.stop()
    new = redacted("n-new", "A quiz at lunch taught the managers more.")
    keep(store, "media", new)
    assert served.add("media", [new], embedder.embed) > 0
    allowed = {**ALL, "media": [*ALL["media"], "n-new"]}
    assert search(served, store, embedder.embed, "lunch quiz", allowed)[0].note_id == "n-new"
    assert len(served.faults(["media"])) == 1
    with pytest.raises(ServerAway, match="does not answer"):
        served.rebuild("media")  # as an erasure does: no receipt without it
    chroma.start()
    served.mend(["media"])
    assert served.faults(["media", "plant"]) == []


def test_two_clients_made_at_once_leave_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy", raising=False)

    def make(after: float) -> None:
        time.sleep(after)
        with _direct():
            time.sleep(0.2)

    with ThreadPoolExecutor() as threads:
        for one in [threads.submit(make, 0.0), threads.submit(make, 0.1)]:
            one.result()
    assert "no_proxy" not in os.environ


def test_a_proxy_of_the_environment_gets_no_vector(chroma: ChromaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # where nobody listens
    server = OnServer(chroma.url, "h-direct")
    server.build("g1", ["a", "b"], np.eye(2, 8, dtype=np.float32))
    assert server.open("g1").count() == 2
    assert "no_proxy" not in os.environ
    server.close()


def test_homes_share_a_server_without_touching_one_another(served: Index, store: Store, chroma: ChromaServer) -> None:
    other = OnServer(chroma.url, "hanother")
    other.build("g1", ["a1", "a2"], served.shelf("media").vectors[:2])
    served.rebuild("media")
    assert other.open("g1").count() == 2
    other.sweep(["g1"])
    assert other.open("g1").count() == 2
    other.close()
    assert served.faults(["media", "plant"]) == []
    assert len(NOTES) == store.notes.count()


@pytest.mark.parametrize(
    "url",
    ["chroma:8000", "http://chroma", "ftp://chroma:8000", "http://who:secret@chroma:8000", "http://:8000",
     "http://chroma:port"],
)  # fmt: skip
def test_what_is_no_address_of_a_server_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Misconfigured, match="http://HOST:PORT") as told:
        address_of(url)
    assert url not in str(told.value)


HOSTS = {"127.0.0.1": True, "::1": True, "10.1.2.3": True, "192.168.7.7": True, "8.8.8.8": False, "2600::1": False}


@pytest.mark.parametrize(("host", "private"), HOSTS.items())
def test_only_a_host_of_a_private_network_is_spoken_to(host: str, private: bool) -> None:
    if private:
        require_private(host)
        return
    with pytest.raises(Misconfigured, match="public address"):
        require_private(host)
