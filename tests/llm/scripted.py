"""A scripted OpenAI-compatible server on loopback that injects faults. Never evidence that extraction works."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """What the server does with one request."""

    text: str = ""
    status: int = 200
    finish: str = "stop"
    headers: tuple[tuple[str, str], ...] = ()
    refusal: str | None = None
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 10})
    delay: float = 0.0
    drop: bool = False
    raw: str | None = None


Script = Callable[[Body, int], Turn]


class Scripted:
    """Requests seen so far, and where to send more."""

    def __init__(self, script: Script) -> None:
        self.script, self.seen, self.paths = script, list[Body](), list[str]()
        self._lock = threading.Lock()
        self.at_once = self.most_at_once = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer._answer(self)

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers.get("content-length") or 0)) or "{}")
        with self._lock:
            self.seen.append(body)
            self.paths.append(handler.path)
            number = len(self.seen) - 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            turn = self.script(body, number)
            time.sleep(turn.delay)
        finally:
            with self._lock:  # before the answer: whoever has it may ask again at once
                self.at_once -= 1
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            _write(handler, turn)


def _write(handler: BaseHTTPRequestHandler, turn: Turn) -> None:
    if turn.drop:
        handler.close_connection = True
        handler.connection.shutdown(2)
        return
    content = (turn.raw if turn.raw is not None else json.dumps(_body(turn))).encode()
    handler.send_response_only(turn.status)
    handler.send_header("content-type", "application/json" if turn.raw is None else "text/html")
    handler.send_header("content-length", str(len(content)))
    for name, value in turn.headers:
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


def _body(turn: Turn) -> Body:
    if turn.status >= 400:
        return {"error": {"message": turn.text or "the note says: secret words", "type": "x", "code": None}}
    message = {"role": "assistant", "content": turn.text, "refusal": turn.refusal}
    choice = {"index": 0, "finish_reason": turn.finish, "message": message, "logprobs": None}
    return {
        "id": "c", "object": "chat.completion", "created": 1, "model": "scripted-1", "choices": [choice],
        "usage": turn.usage,
    }  # fmt: skip


@contextmanager
def scripted(script: Script | list[Turn]) -> Iterator[Scripted]:
    """Serve; a list is played in order, its last turn for ever."""
    play = script if callable(script) else lambda _body, number: script[min(number, len(script) - 1)]
    server = Scripted(play)
    thread = threading.Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.server.shutdown()
        server.server.server_close()
        thread.join()
