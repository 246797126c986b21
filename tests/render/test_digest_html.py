"""The digest as a page: everything the document says, inert, whole in itself."""

import itertools
import re
from html.parser import HTMLParser

import pytest

from service.render import digest_html
from tests.render.documents import full, insight, quiet

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "![x](http://outside.example/?leak=1)",
    "{{ 7*7 }}",
    "</style><style>body{background:url(http://outside.example)}",
]


class Tags(HTMLParser):
    """Names of the tags of a page, and every attribute that could ask for something or run."""

    def __init__(self, page: str):
        super().__init__()
        self.names: set[str] = set()
        self.risky: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.risky += [
            name for name, _ in attrs if name in {"src", "href", "srcset", "action"} or name.startswith("on")
        ]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("field", ["statement", "program"])
def test_what_a_note_says_stays_text(payload, field):
    page = digest_html({**full(), "insights": [insight(1, "A", [payload]) | {field: payload}]})
    assert not {"script", "img", "link", "iframe"} & Tags(page).names
    assert page.count("<style>") == 1
    assert "49" not in re.sub(r"<style>.*</style>", "", page, flags=re.S)


def test_a_page_asks_for_nothing_and_runs_nothing():
    page = digest_html(full())
    assert Tags(page).risky == []
    assert not re.search(r"url\(|@import|https?://", page)
    assert "default-src 'none'" in page


def test_placeholders_become_words():
    page = digest_html(full())
    assert "The mentor said that nobody in her intake" in page
    assert not re.search(r"\[[A-Z]+(_\d+)?\]", page)


@pytest.mark.parametrize(
    "words",
    [
        "19–25 October 2026",
        "By Friday 30 October 2026",
        "No owner named",
        "No date agreed",
        "3–5 pairs",
        "4 more insights",
        "Approved",
        "2 done, 3 open, 1 done late, 1 missed",
        "5 of 9 insights, 3 actions, 2 patterns.",
        "Something from this week is held back",
        "Two pairs did not meet this week.",
        "may not be quoted here",
    ],
)
def test_the_page_says(words):
    assert words in digest_html(full())


def test_evidence_stands_in_a_drawer_of_its_own_line():
    drawers = re.findall(r"<details>.*?</details>", digest_html(full()), re.S)
    assert len(drawers) == 7  # of eight items, the words of one may not be quoted
    assert all("<blockquote>" in drawer for drawer in drawers)


def test_a_quiet_week_is_one_paragraph():
    page = digest_html(quiet())
    body = page[page.index("<main>") : page.index("<footer>")]
    assert "A quiet week: nothing new to report." in body
    assert "<section" not in body


def test_headings_have_no_gap():
    levels = [int(level) for level in re.findall(r"<h([1-6])", digest_html(full()))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_page_stays_below_what_mail_programs_clip():
    assert len(digest_html(full()).encode()) < 80_000
