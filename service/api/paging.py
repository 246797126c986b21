"""Long lists in pages: `limit` rows after the one named `after`; the next page stands in Link (RFC 8288)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Response

from mentoring.errors import Conflict

LONGEST = 500
Limit = Annotated[int, Query(ge=1, le=LONGEST, description="rows of a page")]
After = Annotated[
    str | None, Query(max_length=200, pattern=r"^[\w.@-]+$", description="the last row of the page before")
]


def page(
    rows: list[dict[str, Any]], key: str, *, after: str | None, limit: int, path: str, response: Response
) -> list[dict[str, Any]]:
    """One page. Conflict where the row named is gone: what would follow it cannot be told any more."""
    start = 0
    if after is not None:
        start = next((number for number, row in enumerate(rows, start=1) if row[key] == after), 0)
        if start == 0:
            raise Conflict("The list has changed: begin again with its first page.")
    found = rows[start : start + limit]
    if start + limit < len(rows):
        response.headers["Link"] = f'<{path}after={found[-1][key]}&limit={limit}>; rel="next"'
    return found
