"""Shards on Chroma's own server by URL: one collection a generation, named by this home; ids and vectors, nothing else.

The server has no sign-in worth the name, so its host must be of a private network. What it deletes it leaves in its
files: `NOT_COVERED` says so on every receipt. Only the Rust server (`chroma run`) is meant, never the Python one.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Damaged, Misconfigured
from retrieval.chroma import Shard, collection_of

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

NOT_COVERED = (
    "Chroma's server: vectors and random ids of erased passages rest in its files until its directory is thrown away "
    "and built anew"
)
_PATIENCE = 60.0
"""Seconds for one answer; chromadb's own client would wait for ever."""
_CONNECTING = 3.0
_PAGE = 100
_MAKING = Lock()


class ServerAway(Damaged):
    """The server does not answer; the store still has every vector."""


class OnServer:
    """The shards of one home on the server at `url`; connected at first use."""

    def __init__(self, url: str, home: str) -> None:
        """`home`: an opaque name, so that homes can share a server."""
        self._host, self._port, self._tls = address_of(url)
        self._prefix = home + "-"
        self._connected: ClientAPI | None = None

    def open(self, generation: str) -> Shard:
        """A shard that is there."""
        return _Served(self._client(), self._prefix + generation)

    def build(self, generation: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """A new one."""
        self._added(_Served(self._client(), self._prefix + generation, size=len(ids)), ids, vectors)

    def append(self, generation: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add to a shard; ids must be new."""
        self._added(_Served(self._client(), self._prefix + generation), ids, vectors)

    def sweep(self, current: Collection[str]) -> int:
        """Delete this home's collections that are no current generation. Returns 0: no byte is known to be gone."""
        with answering():
            stale = [name for name in self._names() if name.removeprefix(self._prefix) not in current]
            for name in stale:
                self._client().delete_collection(name)
        return 0

    def close(self) -> None:
        """Hang up; the next use connects again."""
        client: Any = self._connected
        self._connected = None
        if client is not None:
            client._server._session.close()

    def check(self) -> str:
        """The server's version; ServerAway if it does not answer."""
        with answering():
            return str(self._client().get_version())

    def _names(self) -> list[str]:
        """This home's collections."""
        client, found = self._client(), list[str]()
        for at in range(0, client.count_collections(), _PAGE):
            found += [str(one.name) for one in client.list_collections(limit=_PAGE, offset=at)]
        return [name for name in found if name.startswith(self._prefix)]

    def _added(self, shard: Shard, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        before = shard.count()
        shard.add(ids, vectors)
        if shard.count() != before + len(ids):
            raise Damaged("Chroma's server did not keep what it was given: the search index must be built anew.")

    def _client(self) -> ClientAPI:
        if self._connected is None:
            import chromadb
            import httpx
            from chromadb.config import Settings

            require_private(self._host)
            with answering(), _direct():
                telling_nobody = Settings(anonymized_telemetry=False)
                client = chromadb.HttpClient(self._host, self._port, ssl=self._tls, settings=telling_nobody)
                untyped: Any = client  # chromadb has no other door to its timeout, and none to hanging up
                untyped._server._session.timeout = httpx.Timeout(_PATIENCE, connect=_CONNECTING)
            self._connected = client
        return self._connected


class _Served(Shard):
    """One collection of the server."""

    def __init__(self, client: ClientAPI, name: str, *, size: int | None = None) -> None:
        self._name, self._client = name, None  # the connection is shared: closing a shard leaves it
        with self._readable():
            self._collection = collection_of(client, name, size)

    @property
    def held(self) -> int:
        """Counted each time: a server can be stopped, emptied and started while this process goes on."""
        return self.count()

    @contextmanager
    def _readable(self) -> Iterator[None]:
        with answering(), super()._readable():
            yield


@contextmanager
def _direct() -> Iterator[None]:
    """A client that is made inside goes to the server itself: chromadb's own hands vectors to any proxy it finds named.

    It has no setting for that, and asks the server while it is made. One at a time: two that restore each other's
    environment would leave everybody without a proxy.
    """
    with _MAKING:
        before = os.environ.get("no_proxy")
        os.environ["no_proxy"] = "*"
        try:
            yield
        finally:
            del os.environ["no_proxy"]
            if before is not None:
                os.environ["no_proxy"] = before


@contextmanager
def answering() -> Iterator[None]:
    """A connection that fails becomes `ServerAway`, without the client's words."""
    import httpx
    from chromadb.errors import ChromaError

    away = "Chroma's server does not answer: start it, or see UPWELL_CHROMA_URL. Searches scan the store meanwhile."
    try:
        yield
    except (httpx.HTTPError, ChromaError):
        raise ServerAway(away) from None
    except Exception as problem:
        # chromadb says of an answer it does not know `Exception`, and of a server that is away `ValueError`.
        if type(problem) is not Exception and "connect" not in str(problem):
            raise
        raise ServerAway(away) from None


def address_of(url: str) -> tuple[str, int, bool]:
    """(host, port, TLS) of the server's address; Misconfigured for what is none."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in ("http", "https") or not parts.hostname or port is None or parts.username or parts.query:
        raise Misconfigured("UPWELL_CHROMA_URL is no address of a Chroma server: write it as http://HOST:PORT.")
    return parts.hostname, port, parts.scheme == "https"


def require_private(host: str) -> None:
    """Refuse a host that the internet can reach: whoever reaches a Chroma server may read and delete everything."""
    try:
        found = {one[4][0] for one in socket.getaddrinfo(host, None)}
    except OSError:
        raise ServerAway(
            f"There is no host {host}: see UPWELL_CHROMA_URL. Searches scan the store meanwhile."
        ) from None
    if any(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found):
        raise Misconfigured(f"{host} has a public address, and Chroma has no sign-in: use one of a private network.")
