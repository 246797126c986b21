"""What became of an earlier promise stands under "You said, we did", with the later words where they may be read."""

from __future__ import annotations

from service.render import digest_html, digest_markdown
from tests.render.documents import full

WORDS = "[MENTEE] sat with support for <b>four</b> hours."


def reported(evidence: list[dict[str, object]]) -> dict[str, object]:
    document = full()
    first = document["follow_up"]["items"][0]
    document["follow_up"]["items"][0] = {
        **first, "report": {"note_id": "n9", "session_date": "2026-10-20", "evidence": evidence}
    }  # fmt: skip
    return document


def test_the_words_of_a_report_stand_under_its_promise_as_text():
    document = reported([{"text": WORDS, "start": 0, "end": len(WORDS), "readable": WORDS}])
    page, mail = digest_html(document), digest_markdown(document)
    assert (
        "<blockquote>the mentee sat with support for &lt;b&gt;four&lt;/b&gt; hours.</blockquote>".lower()
        in page.lower()
    )
    assert "reported in the session of" in page
    assert "> the mentee sat with support" in mail.lower()
    assert "<b>" not in mail


def test_a_report_whose_words_may_not_be_read_names_its_session_alone():
    page = digest_html(reported([]))
    assert "reported in the session of" in page
    assert "sat with support" not in page
