"""What each screen shows, and what it says when there is nothing to show."""

import pytest

from tests.ui.standin import quiet
from ui.client import Problem


def test_the_week_shows_the_digest_with_its_evidence(desk):
    page = desk.open().page
    assert "19–25 October 2026" in page
    assert "<blockquote>The mentor said that nobody" in page
    assert "What we do not know" in page
    assert [button.label for button in desk.test.button] == ["Decide on 8 items"]


def test_the_week_in_the_address_is_the_week_shown(desk):
    page = desk.open(week="2026-W42").page
    assert "12–18 October 2026" in page
    assert "A quiet week: nothing new to report." in page
    assert "<section" not in page


def test_no_week_yet_says_what_to_do(desk, standin):
    standin.weeks = []
    assert "upwell ingest NOTES, then upwell extract" in desk.open().page


@pytest.mark.parametrize("screen", ["week", "review", "actions", "search", "overview", "consents", "audit"])
def test_somebody_signed_out_is_told_how_to_sign_in(desk, standin, screen):
    standin.refusals["/api/me"] = Problem("You are not signed in: ask for a link.", "sign-in")
    desk.test.run()
    assert "You are not signed in: ask for a link." in desk.page
    assert "<h1>Sign in to Upwell</h1>" in desk.page
    assert not desk.test.button, screen


@pytest.mark.parametrize(
    ("screen", "path"), [("week", "/api/digest"), ("review", "/api/review"), ("overview", "/api/overview")]
)
def test_a_refusal_is_shown_as_the_services_own_sentence(desk, standin, screen, path):
    standin.refusals[path] = Problem("This programme is not yours to read.", "not-allowed")
    assert 'role="alert">This programme is not yours to read.' in desk.open(screen).page


def test_overview_counts_and_names_reasons(desk):
    page = desk.open("overview").page
    assert "Its words were not in the note" in page
    assert "New rule" in page


@pytest.mark.parametrize(
    ("roles", "pages"),
    [
        (["executive"], ["This week", "My pair", "Review", "Actions", "Trends", "Learning", "My consent"]),
        (
            ["lead"],
            [
                *("This week", "Review", "Actions", "Trends", "Learning", "Programme", "Search", "Import", "Overview"),
                *("Consents", "Redaction", "Audit"),
            ],
        ),
        (["mentor"], ["This week", "My notes", "My words", "My pair", "My consent"]),
        (
            ["mentor", "executive"],
            ["This week", "My notes", "My words", "My pair", "Review", "Actions", "Trends", "Learning", "My consent"],
        ),
        (["admin"], ["Audit"]),
    ],
)
def test_a_role_sees_its_pages_only(desk, standin, roles, pages):
    standin.me |= {"operator": False, "roles": roles}
    desk.open()
    assert [link.proto.label for link in desk.test.get("page_link")] == pages


def test_somebody_without_a_page_is_told_so(desk, standin):
    standin.me |= {"operator": False, "roles": []}
    assert "Nothing for you here yet" in desk.open().page


def test_nobody_is_sent_to_a_review_that_is_not_theirs(desk, standin):
    standin.me |= {"operator": False, "roles": ["mentor"]}
    assert not desk.open().test.button


def test_an_evaluation_home_says_so(desk, standin):
    standin.me["scratch"] = True
    assert "Evaluation home" in desk.open().page


def test_a_quiet_week_is_one_line_in_the_desk_too(desk, standin):
    standin.weeks = [quiet()]
    assert desk.open().page.count("<p") == 2  # the week's number and the line
