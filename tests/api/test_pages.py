"""A long list comes in pages that together are the list."""

from __future__ import annotations

import re
from pathlib import Path

from tests.api import company


def test_pages_together_are_the_list_and_one_after_a_row_that_is_gone_says_so(tmp_path: Path) -> None:
    with company.opened_company(company.make(tmp_path)) as found, found.as_("operator") as client:
        for path, key in (("/api/people", "person_id"), ("/api/cards", "id"), ("/api/cards?week=2026-W23", "id")):
            whole = [row[key] for row in client.get(path).json()]
            joined, address = [], f"{path}{'&' if '?' in path else '?'}limit=5"
            while address:
                reply = client.get(address)
                joined += [row[key] for row in reply.json()]
                following = re.match(r'<([^>]+)>; rel="next"', reply.headers.get("Link", ""))
                address = following[1] if following else ""
            assert joined == whole
            assert len(whole) > 5
        assert client.get("/api/cards", params={"after": "i000000000000"}).status_code == 409
        assert client.get("/api/cards", params={"limit": 501}).status_code == 422
