"""What a run tells of itself: events as JSON lines, and spans for OpenTelemetry. Both are off unless configured.

One vocabulary: names of events and of their fields are listed here, values are numbers, codes of the program's own and
keyed references. Nothing that a person wrote fits through: no text, name, query, path, address or message of an
exception. The tracer is Upwell's own, never the process's: libraries that trace what they are asked stay silent.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TextIO
from urllib.parse import urlsplit

from mentoring.errors import Misconfigured, UpwellError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

Event = Literal[
    "service", "command", "request", "ingest", "redact", "index", "extract", "extract.note", "follow", "group",
    "search", "ask", "erase", "backup", "retention", "failed",
]  # fmt: skip
"""What there is to tell. A span is told as an event at its end."""
FIELDS = frozenset({
    "command", "method", "route", "status", "request", "run", "note", "engine", "stage", "notes", "accepted", "refused",
    "unchanged", "failures", "hits", "answered", "vectors", "residue", "bytes", "outcome", "kind", "milliseconds",
})  # fmt: skip
_CODE = re.compile(r"[A-Za-z0-9/][A-Za-z0-9_.:/{}-]{0,79}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
Value = int | float | str


class Told:
    """Fields of one span, added to while it is open."""

    def __init__(self, fields: dict[str, Value]) -> None:
        self.fields = _checked(fields)

    def add(self, **fields: Value) -> None:
        """More of them."""
        self.fields |= _checked(fields)


def _utc() -> datetime:
    return datetime.now(UTC)


class Teller:
    """Writes events and spans; without a log and a provider, nothing."""

    def __init__(
        self, log: TextIO | None = None, provider: TracerProvider | None = None, now: Callable[[], datetime] = _utc
    ) -> None:
        self._log, self._provider, self._lock = log, provider, Lock()
        self._now = now
        self._tracer = None if provider is None else provider.get_tracer("upwell")

    def event(self, name: Event, **fields: Value) -> None:
        """One line."""
        self._write(name, _checked(fields))

    @contextmanager
    def span(self, name: Event, **fields: Value) -> Iterator[Told]:
        """The block as a span and, at its end, as a line: how long it took and how it ended."""
        told, begun = Told(fields), time.perf_counter()
        with self._traced(name) as span:
            try:
                yield told
                told.fields.setdefault("outcome", "done")
            except BaseException as error:
                told.fields["outcome"] = error.code if isinstance(error, UpwellError) else type(error).__name__
                raise
            finally:
                told.fields["milliseconds"] = round((time.perf_counter() - begun) * 1000, 1)
                if span is not None:
                    _fill(span, told.fields)
                self._write(name, told.fields)

    def close(self) -> None:
        """Send what waits, and let go of the log."""
        if self._provider is not None:
            self._provider.shutdown()
        if self._log not in (None, sys.stderr):
            self._log.close()

    def _traced(self, name: Event) -> AbstractContextManager[Any]:
        if self._tracer is None:
            return nullcontext()
        # An exception is told by its code alone: its message and its traceback may quote what was read.
        return self._tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False)

    def _write(self, name: Event, fields: dict[str, Value]) -> None:
        if self._log is None:
            return
        line = json.dumps({"at": self._now().isoformat(timespec="milliseconds"), "event": name, **fields})
        with self._lock:
            self._log.write(line + "\n")
            self._log.flush()


def teller(
    log: str | None, collector: str | None, *, version: str, offline: bool, now: Callable[[], datetime]
) -> Teller:
    """As configured: `log` is stderr or a file's path, `collector` an OTLP address; None: neither."""
    return Teller(_opened(log), None if collector is None else _provider(collector, version, offline=offline), now)


def _opened(log: str | None) -> TextIO | None:
    if log is None or log == "stderr":
        return sys.stderr if log else None
    try:
        file = Path(log).expanduser()
        file.touch(mode=0o600)
        return file.open("a", encoding="utf-8")
    except OSError as problem:
        raise Misconfigured(f"The log {log} cannot be written ({problem.strerror}): correct UPWELL_LOG.") from None


def _provider(collector: str, version: str, *, offline: bool) -> TracerProvider:
    if offline and urlsplit(collector).hostname not in _LOOPBACK:
        raise Misconfigured("UPWELL_OTLP_ENDPOINT is off this machine and UPWELL_OFFLINE is set: unset one of them.")
    try:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ModuleNotFoundError:
        raise Misconfigured("Spans need OpenTelemetry: pip install 'upwell[telemetry]'.") from None
    # Not Resource.create: it reads the environment and tells of the process, its command line among it.
    made = TracerProvider(resource=Resource({"service.name": "upwell", "service.version": version}))
    exporter = OTLPSpanExporter(endpoint=collector, insecure=urlsplit(collector).scheme != "https")
    made.add_span_processor(BatchSpanProcessor(exporter))
    return made


def _fill(span: Any, fields: dict[str, Value]) -> None:
    from opentelemetry.trace import Status, StatusCode

    span.set_attributes({f"upwell.{name}": value for name, value in fields.items()})
    if fields["outcome"] != "done":
        span.set_status(Status(StatusCode.ERROR, str(fields["outcome"])))


def _checked(fields: dict[str, Value]) -> dict[str, Value]:
    """Known fields only; a word that is no code of the program's is not told."""
    if unknown := fields.keys() - FIELDS:
        raise ValueError(f"no field of an event: {sorted(unknown)[0]}")
    return {
        name: value if not isinstance(value, str) or _CODE.fullmatch(value) else "unfit"
        for name, value in fields.items()
    }
