"""Run one request: as a client of the service that owns the home, or as the home's owner for a moment."""

from __future__ import annotations

import dataclasses
import errno
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from mentoring.errors import Damaged, EngineFailed, Misconfigured, UpwellError

if TYPE_CHECKING:
    from service.progress import Progress
    from service.requests import Request
    from service.settings import Settings

_SAID_OF_DISK = {
    errno.ENOSPC: "The disk is full: make room and do the same again; what was finished is kept.",
    errno.EDQUOT: "Your quota on this disk is used up: make room and do the same again; what was finished is kept.",
    errno.EROFS: "The disk of the home takes no more files: mount it for writing, or choose another UPWELL_HOME.",
    errno.EACCES: "The home cannot be written: let its owner write there, or choose another UPWELL_HOME.",
    errno.EPERM: "The home cannot be written: let its owner write there, or choose another UPWELL_HOME.",
}
"""What the system says of disks, as sentences: `upwell doctor` says more."""
INCOMPLETE = (EngineFailed, Damaged)


@dataclasses.dataclass
class Globals:
    """What the options before the command's name said."""

    as_person: str | None = None


GLOBALS = Globals()


def answer(request: Request, settings: Settings | None = None) -> Any:
    """The request's result as plain values; UpwellError when it cannot be had."""
    from service import home
    from service.settings import load

    settings = settings or load()
    with progress_bar() as progress:
        if home.service_answers(settings.home):
            from service.client import ask_service

            return ask_service(settings.home, request, GLOBALS.as_person, progress)
        with home.owned(settings.home):
            from service import workflows
            from service.commands import run
            from service.wiring import opened

            with opened(settings) as app:
                workflows.start(app)
                return run(app, request, GLOBALS.as_person, progress)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Rich progress on standard error of a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        from service.progress import silent

        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield report


def show(result: Any, as_json: bool, render: Callable[[Any], None]) -> None:  # noqa: FBT001 - one of two forms
    """Print a result: one JSON document, or for people."""
    if as_json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    else:
        render(result)


@contextmanager
def sentences(as_json: bool) -> Iterator[None]:  # noqa: FBT001 - one of two forms
    """Turn an error into one sentence on standard error and the contract's exit code."""
    try:
        yield
    except UpwellError as problem:
        fail(problem, as_json)
    except OSError as problem:
        said = _SAID_OF_DISK.get(problem.errno or 0)
        if said is None:
            raise
        fail(Misconfigured(said), as_json)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; what was finished is kept, the same command goes on from there.\n")
        raise typer.Exit(3) from None


def mistyped(problem: Any, *, as_json: bool) -> int:
    """Say what the command line did not understand, and where help is; the exit code."""
    said = " ".join(problem.format_message().split()).rstrip(".")
    path = problem.ctx.command_path if problem.ctx else "upwell"
    if said:  # a group's name alone has had its help instead
        _tell(f"{said} (see `{path} --help`).", "usage", None, as_json=as_json)
    return 2


def fail(problem: UpwellError, as_json: bool) -> NoReturn:  # noqa: FBT001 - one of two forms
    """Say the problem and leave: 3 when something was left undone, else 2."""
    _tell(problem.message, problem.code, problem.file, as_json=as_json)
    raise typer.Exit(3 if isinstance(problem, INCOMPLETE) else 2)


def _tell(message: str, code: str, file: str | None, *, as_json: bool) -> None:
    sys.stderr.write(message + "\n")
    if as_json:
        document = {"error": {"code": code, "message": message, "file": file}}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
