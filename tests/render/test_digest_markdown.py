"""The digest as Markdown: the same content; what comes from notes can form no link, image or tag."""

import pytest
from markdown_it import MarkdownIt

from service.render import digest_markdown
from tests.render.documents import full, insight, quiet


@pytest.mark.parametrize(
    "payload",
    [
        "![x](http://outside.example/?leak=1)",
        "[click](http://outside.example)",
        "<img src=x onerror=alert(1)>",
        "a\n\n# Heading\n\n[ref]: http://outside.example",
        "`` `code` ``",
        "<http://outside.example>",
        "a\\[b](http://outside.example)",
    ],
)
def test_what_a_note_says_forms_no_markup(payload):
    document = {**full(), "insights": [insight(1, payload, [payload], program=payload)]}
    tokens = [
        child for token in MarkdownIt().parse(digest_markdown(document)) for child in (token, *(token.children or ()))
    ]
    kinds = {token.type for token in tokens}
    assert not kinds & {"image", "link_open", "html_block", "html_inline", "code_inline", "definition"}
    assert [token.tag for token in tokens].count("h1") // 2 == 1


def test_evidence_is_a_quotation_under_its_line():
    text = digest_markdown(full())
    assert "   > The mentor said that nobody in her intake has opened the handbook" in text
    assert (
        "**Open the next town hall with one thing the board got wrong.**\n   Mentee. By Friday 30 October 2026." in text
    )


def test_a_quiet_week_is_a_heading_and_a_line():
    lines = [line for line in digest_markdown(quiet()).splitlines() if line]
    assert len(lines) == 2
    assert lines[1].startswith("A quiet week: nothing new to report.")
