"""People and what they may do, as text for a terminal."""

from __future__ import annotations

from typing import Any

from service.cli.show_text import line


def imported(result: dict[str, Any]) -> None:
    """How many stand on the roster."""
    line(f"{result['people']} people on the roster")


def listed(result: list[dict[str, Any]]) -> None:
    """One line a person."""
    for one in result:
        roles = ", ".join(one["roles"]) or "no role"
        line(f"{one['person_id']:12}  {one['name']:30}  {roles:20}  {_programs(one)}")


def delegation(result: dict[str, Any]) -> None:
    """What was settled."""
    if not result["given"]:
        line(f"{result['delegate']} no longer acts for {result['executive']}.")
        return
    line(f"{result['delegate']} acts for {result['executive']} {_until(result)}.")


def delegations(result: list[dict[str, Any]]) -> None:
    """One line a delegation."""
    for one in result:
        over = "  (over)" if one["over"] else ""
        line(f"{one['delegate']} for {one['executive']} {_until(one)}{over}")


def _programs(one: dict[str, Any]) -> str:
    if one["programs"] is None:
        return "every programme"
    return ", ".join(one["programs"]) or "no programme"


def _until(one: dict[str, Any]) -> str:
    return f"until {one['until']}" if one["until"] else "until it is taken back"


def mail(result: dict[str, Any]) -> None:
    """What holds from now on."""
    line("Digests go out by mail." if result["wanted"] else "No more digests by mail.")
