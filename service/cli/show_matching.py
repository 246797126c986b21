"""Proposals and accepted pairs as text for a terminal."""

from __future__ import annotations

from typing import Any

from service.cli.show_programme import charter
from service.cli.show_text import line

_NAMES = {"proposed": "as proposed", "greedy": "best first", "random": "by chance"}


def proposal(result: dict[str, Any]) -> None:
    """Each pair with its reasons and alternatives, then who is left, then what it is compared with."""
    for one in result["pairs"]:
        line(f"{one['mentor']} = {one['mentee']}  fit {one['fit']:.2f}, {one['met']} of {one['wishes']} wishes met"
             f"{'  (set by you)' if one['fixed'] else ''}")  # fmt: skip
        for reason in one["reasons"]:
            line(f"  {reason}")
        for other in one["alternatives"]:
            now = f", now with {other['now_with']}" if other["now_with"] else ", free"
            line(f"  or {other['mentor']} = {one['mentee']}  fit {other['fit']:.2f}{now}"
                 f"{'' if other['swap'] else '; an exchange would break a rule'}")  # fmt: skip
    for one in result["unmatched"]:
        line(f"{one['person']} ({one['side']}) has nobody: {one['reason']}")
    line(f"{len(result['pairs'])} pairs of {result['people']} people, {len(result['unmatched'])} left over")
    for name, label in _NAMES.items():
        one = result["compared"][name]
        line(f"  {label:12} {one['pairs']:g} pairs, mean fit {one['fit']:.2f}, {100 * one['wishes_met']:.0f} % of "
             f"wishes met, {one['broken']:g} break a rule")  # fmt: skip
    if not result["clocks"]:
        line("Clocks were not looked at: the file has no column time_zone.")
    line("Nothing is kept. Change it with --pair MENTOR=MENTEE or --swap MENTOR=MENTOR, keep it with --accept.")


def accepted(result: dict[str, Any]) -> None:
    """The names under which consents are now asked for."""
    for one in result["accepted"]:
        line(f"{one['pair']}  {one['mentor']} with {one['mentee']}")
    line(f"{len(result['accepted'])} pairs accepted. Ask both of each pair for their consent under these names, then "
         "`upwell programme begin PAIR`.")  # fmt: skip


def waiting(result: list[dict[str, Any]]) -> None:
    """Who of each pair agreed by now."""
    for one in result:
        missing = [side for side in ("mentor", "mentee") if side not in one["agreed"]]
        state = (
            f"waits for the {' and the '.join(missing)} until {one['until']}" if missing else "both agreed: begin it"
        )
        line(f"{one['pair']} ({one['program']})  {one['mentor']} with {one['mentee']}: {state}")
        if one["rationale"]:
            line(f"  {one['rationale']}")
    if not result:
        line("No accepted pair waits: `upwell match PEOPLE.csv --program NAME` proposes some.")


def begun(result: dict[str, Any]) -> None:
    """The charter as both read it."""
    charter(result)


def dropped(result: dict[str, Any]) -> None:
    """Which one went."""
    line(f"{result['dropped']} is dropped.")
