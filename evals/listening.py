"""A model's endpoint on this machine that answers nothing useful and keeps every word it is sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_ANSWER = {
    "id": "c", "object": "chat.completion", "created": 1, "model": "listener",
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    "choices": [
        {"index": 0, "finish_reason": "stop", "logprobs": None, "message": {"role": "assistant", "content": "{}"}}
    ],
}  # fmt: skip


@dataclass
class Listener:
    """Where to send, and the bodies that were sent; the key in the header is the endpoint's to know."""

    url: str
    heard: list[str] = field(default_factory=list, repr=False)


@contextmanager
def listening() -> Iterator[Listener]:
    """Serve on a free loopback port inside the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("content-length") or 0)).decode("utf-8", "replace")
            listener.heard.append(_decoded(sent))
            content = json.dumps(_ANSWER).encode()
            self.send_response_only(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    listener = Listener(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _decoded(body: str) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False)
    except json.JSONDecodeError:
        return body
