"""Long lists in pages: `limit` rows after the one named `after`; the next page stands in Link (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence
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
    """One page of rows that `key` names."""
    found = set(page_of([row[key] for row in rows], after=after, limit=limit, path=path, response=response))
    return [row for row in rows if row[key] in found]


def page_of(names: Sequence[str], *, after: str | None, limit: int, path: str, response: Response) -> Sequence[str]:
    """One page. Conflict where the row named is gone: what would follow it cannot be told any more."""
    if after is not None and after not in names:
        raise Conflict("The list has changed: begin again with its first page.")
    start = 0 if after is None else names.index(after) + 1
    found = names[start : start + limit]
    if start + limit < len(names):
        response.headers["Link"] = f'<{path}after={found[-1]}&limit={limit}>; rel="next"'
    return found
