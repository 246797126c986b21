"""No door is forgotten: each address and command is an exit that is looked at, or is named as carrying no text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.main import get_command

from evals import doors
from evals.entered import Call
from evals.knocking import OPENED, Visitors, reading
from evals.saying import Said
from service.api.door import people_api
from service.api.sessions import Sessions
from service.cli.main import app
from tests.api import company
from tests.api.document import operations

POSTS = {**doors.READS_BY_POST, **doors.WRITES, **doors.ENDINGS}


def commands(group: Any = None, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command there is; a group that answers by itself is one too."""
    group = group or get_command(app)
    for name, one in group.commands.items():
        inner = hasattr(one, "commands")
        if not inner or one.invoke_without_command:
            yield " ".join((*before, name))
        if inner:
            yield from commands(one, (*before, name))


def test_every_address_is_looked_at_or_named_as_carrying_no_text() -> None:
    there = {str(one) for one in operations()}
    posts = {f"POST {path}" for path in POSTS}
    # Addresses that read are asked whatever they are called: see the next test.
    known = posts | {*doors.SILENT} | {one for one in there if one.startswith("GET ")}
    assert there == known, "say in evals/doors.py with which body the address is asked, or why it carries no text"
    assert not posts & {*doors.SILENT}


def test_every_address_that_reads_needs_only_things_that_are_known() -> None:
    paths = list(reading(people_api(None, Sessions())))  # type: ignore[arg-type]  # the document needs no home
    assert {path.partition("?")[0] for path in paths} == {one.path for one in operations() if one.method == "GET"}
    for path in paths:
        assert path.format(**dict.fromkeys(doors.THINGS, "x")), "say in evals/doors.py what the parameter stands for"


def test_every_command_is_looked_at_or_named_as_carrying_no_text() -> None:
    assert {*commands()} == {*doors.COMMANDS} | {*doors.SILENT_COMMANDS}, "say in evals/doors.py how it is typed"
    assert not {*doors.COMMANDS} & {*doors.SILENT_COMMANDS}


@pytest.mark.parametrize("name", [*doors.SILENT, *doors.SILENT_COMMANDS])
def test_what_is_not_looked_at_says_why(name: str) -> None:
    assert len({**doors.SILENT, **doors.SILENT_COMMANDS}[name].split()) >= 3


def test_the_service_lets_the_suites_own_callers_in(tmp_path: Path) -> None:
    heard = list[tuple[str, str]]()
    with company.opened_company(company.make(tmp_path)) as found:
        ask: Any = SimpleNamespace(app=found.app, hear=lambda *said: heard.append(said))
        Visitors(ask)(Call("GET", "/api/me"), {})
    assert (OPENED, "GET /api/me") in heard


def missing(said: list[Said], *, typed: bool) -> set[str]:
    """Doors that opened to nobody in a run."""
    opened = {one.text for one in said if one.stage == OPENED}
    asked = {f"POST {path}" for path in POSTS} | {str(one) for one in operations() if one.method == "GET"}
    return (asked | ({*doors.COMMANDS} if typed else set())) - opened


def test_a_door_that_opened_to_nobody_is_noticed() -> None:
    everything = [Said(OPENED, (), door) for door in [*missing([], typed=True)]]
    assert len(everything) > 80
    assert missing(everything, typed=True) == set()
    assert missing(everything[1:], typed=True) == {everything[0].text}
