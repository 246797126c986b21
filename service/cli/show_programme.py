"""Pairs, goals, rhythm and surveys as text for a terminal."""

from __future__ import annotations

from typing import Any

from service.cli.show_text import counts, line

__all__ = ["counts"]


def pairs(result: list[dict[str, Any]]) -> None:
    """Each pair with its goals under it."""
    if not result:
        line("No pair yet: `upwell programme goals import FILE` or `upwell programme charter PAIR` begins one.")
    for one in result:
        kept = one["rhythm"]
        of = "" if kept["expected"] is None else f", {kept['missed']} of {kept['expected']} missed"
        line(f"{one['pair']} ({one['program']})  {one['mentor']} with {one['mentee']}: {len(kept['held'])} held{of}")
        for name, label in (("project", "project"), ("ground_rules", "rules"), ("rationale", "why these two")):
            if one["charter"][name]:
                line(f"  {label}: {one['charter'][name]}")
        for earlier in one["earlier"]:
            line(f"  before: {earlier['pair']} ({earlier['program']}), since {earlier['starts']}")
        for each in one["goals"]:
            goal(each)
        if kept["reminder"]:
            line(f"  to pass on: {kept['reminder']}")


def charter(result: dict[str, Any]) -> None:
    """What stands now."""
    line(f"{result['pair']} ({result['program']})")
    counts({name: value for name, value in result["charter"].items() if value})


def goal(one: dict[str, Any]) -> None:
    """One goal on one line, what bears on it below."""
    way = " -> ".join(value for value in (one["baseline"], one["target"]) if value)
    line(f"  {one['id']}  [{one['status']}] {one['text']}{f' ({way})' if way else ''}")
    for item in one.get("items", []):
        line(f"    {item['kind']} {item['id']}: {item['text']}")


def goals_taken(result: dict[str, Any]) -> None:
    """How many are in, and what was wrong with the others."""
    line(f"{len(result['goals'])} goals taken, {len(result['refused'])} refused")
    for one in result["refused"]:
        line(f"  line {one['line']}, {one['pair']}: {one['reason']}")


def near(result: list[dict[str, Any]]) -> None:
    """Proposals, best first within a goal."""
    for one in result:
        line(f"{one['goal_id']}  {one['similarity']:.2f}  {one['kind']} {one['id']}: {one['text']}")
    if not result:
        line("Nothing of your sessions is near to a goal.")


def surveys_taken(result: dict[str, Any]) -> None:
    """How many are in, and what was wrong with the others."""
    line(
        f"{result['taken']} answers taken, {result['unchanged']} there already, {len(result['refused'])} refused; "
        f"{result['comments_withheld']} comments withheld"
    )
    for one in result["refused"]:
        line(f"  line {one['line']}, {one['pair']}: {one['reason']}")


def page(result: dict[str, Any]) -> None:
    """Presence pair by pair, then the figures as the report says them."""
    from service.render.outline import plain
    from service.render.report import report_sections

    for one in result["pairs"]:
        kept, goals = one["rhythm"], ", ".join(f"{count} {name}" for name, count in one["goals"].items())
        of = "" if kept["expected"] is None else f", {kept['missed']} of {kept['expected']} missed"
        talk = "  speak with both" if one["talk"] else ""
        line(f"{one['pair']:10} {one['program']:24} {len(kept['held'])} held{of}; goals: {goals or 'none'}{talk}")
    line(plain(report_sections(result)))
    for one in result["comments"]:
        line(f"\nComments, {one['wave']} survey ({one['n']})")
        for said in one["words"]:
            line(f"  {said}")
