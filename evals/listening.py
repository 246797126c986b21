"""A model's endpoint and a company's channel on this machine: they keep every word they are sent.

As a model it answers in the words it was asked about, and every other time adds words that nobody said: what comes
of its answers is looked at. What it says is no evidence that extraction works.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_CHANNEL = "/channel"


@dataclass
class Listener:
    """Where to send, and the bodies that were sent; the key in the header is the endpoint's to know."""

    url: str
    channel: str
    heard: list[str] = field(default_factory=list, repr=False)
    posted: list[str] = field(default_factory=list, repr=False)
    """Messages to the channel."""


@contextmanager
def listening(words: Sequence[str] = ()) -> Iterator[Listener]:
    """Serve on a free loopback port inside the block; `words` are added to every other answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("content-length") or 0)).decode("utf-8", "replace")
            body = _read(sent)
            (listener.posted if self.path == _CHANNEL else listener.heard).append(_decoded(body, sent))
            content = json.dumps(_answer(body or {}, _added(words, len(listener.heard)))).encode()
            self.send_response_only(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = f"http://127.0.0.1:{server.server_port}"
    listener = Listener(f"{here}/v1", here + _CHANNEL)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _added(words: Sequence[str], number: int) -> str:
    return f" {words[number // 2 % len(words)]}" if words and number % 2 else ""


def _answer(body: dict[str, Any], added: str) -> dict[str, Any]:
    """A chat completion that fits the schema it was asked under."""
    form = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    lines = re.findall(r"^\d+ (.+)$", (body.get("messages") or [{"content": ""}])[-1]["content"], re.MULTILINE)
    said = json.dumps(_made(form, lines or ["People keep what they wrote."], added))
    return {
        "id": "c", "object": "chat.completion", "created": 1, "model": "listener",
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        "choices": [
            {"index": 0, "finish_reason": "stop", "logprobs": None, "message": {"role": "assistant", "content": said}}
        ],
    }  # fmt: skip


def _made(schema: dict[str, Any], lines: Sequence[str], added: str) -> Any:
    """The smallest value of a schema with something in every list; strings are a line and what is added to it."""
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        named = schema.get("properties", {})
        return {
            name: _made(one, lines[at % len(lines) :] or lines, added) for at, (name, one) in enumerate(named.items())
        }
    if schema.get("type") == "array":
        return [_made(schema["items"], lines, added)]
    if schema.get("type") in ("integer", "number"):
        return 1
    return f"{lines[0]}{added}"[: schema.get("maxLength", 400)]


def _read(sent: str) -> dict[str, Any] | None:
    try:
        found = json.loads(sent)
    except json.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def _decoded(body: dict[str, Any] | None, sent: str) -> str:
    return sent if body is None else json.dumps(body, ensure_ascii=False)
