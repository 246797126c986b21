"""What was found, as people read it in a terminal."""

from __future__ import annotations

from typing import Any

from service.cli.show_text import counts, line

__all__ = ["counts"]

NOTHING = "Nothing found. A session can be found once its mentor's days for looking it over have passed."
"""Said whenever nothing is found, so that it tells of no session."""


def hits(result: list[dict[str, Any]]) -> None:
    """Search hits, best first."""
    if not result:
        line(NOTHING)
    for hit in result:
        line(f"{hit['note_id']}  {hit['session_date']}  {hit['score']:.2f}  {hit['theme'] or '-'}")
        line(f"    {' '.join(hit['snippet'].split())}")
        for one in hit["insights"]:
            line(f"    {one['id']}  {one['statement']}")


def patterns(result: list[dict[str, Any]]) -> None:
    """Patterns, best first, with how many pairs stand behind each."""
    if not result:
        line("No pattern bears on it: a pattern is shown once enough pairs stand behind it.")
    for one in result:
        line(f"{one['id']}  {one['score']:.2f}  {one['theme']}  {one['support_band']} people on either side")
        line(f"    {one['title']}")


def facets(result: dict[str, Any]) -> None:
    """Each filter's values with the people behind them."""
    for name, values in result.items():
        if name == "pair":
            line(f"pair: {', '.join(values) or '-'}")
        else:
            line(f"{name}: {', '.join(f'{value} {count}+' for value, count in values.items()) or 'too few people'}")


def cited_answer(result: dict[str, Any]) -> None:
    """An answer, each sentence with the numbers of those that it stands on, and these."""
    for one in result["sentences"]:
        line(f"{one['text']} {''.join(f'[{place + 1}]' for place in one['citations'])}")
    if not result["sentences"]:
        line(result["answer"])
    for number, citation in enumerate(result["citations"], 1):
        line(f"  [{number}] {citation['note_id']}, {citation['session_date']}: {' '.join(citation['text'].split())}")


def near(result: list[dict[str, Any]]) -> None:
    """Earlier insights, nearest first."""
    if not result:
        line("Nothing like it was learned before, as far as you may see.")
    for one in result:
        line(f"{one['similarity']:.2f}  {one['id']}  {one['session_date']}  {one['statement']}")


def silence(result: list[dict[str, Any]]) -> None:
    """Goals, the silent ones first."""
    for one in result:
        line(f"{'silent ' if one['silent'] else 'spoken '} {one['program']}  {one['goal']}")
        if one["nearest"]:
            line(f"    {one['nearest']['similarity']:.2f}  {one['nearest']['statement']}")


def kept(result: list[dict[str, Any]]) -> None:
    """Kept searches, one a line."""
    for one in result:
        closed = {
            name: value for name, value in one["search"].items() if value is not None and name not in ("query", "k")
        }
        line(f"{one['id']}  {one['name']}: {one['search']['query']}  {closed or ''}".rstrip())
