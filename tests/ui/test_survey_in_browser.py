"""A mentor answers her survey on a phone, and a lead brings goals in, before the real service."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import settle, signed_in
from tests.ui.running import command, copy_of, running
from tests.ui.test_browser import serious

pytestmark = pytest.mark.browser
MENTOR = "lk-011"


@pytest.fixture(scope="module")
def begun(demo_home, tmp_path_factory):
    """The packaged example, in which its first mentor has not answered the second survey yet."""
    home = copy_of(demo_home.with_name("copy"), tmp_path_factory.mktemp("survey") / "home")
    back = ("programme", "surveys", "back", "ride-01", "mid", "--program", "ride-2026")
    command(home, "--as", MENTOR, *back)
    with running(home) as service:
        yield service


def opened(browser, service, path, *person):
    context = signed_in(browser, service, *person)
    page = context.new_page()
    page.goto(f"{service.address}/{path}")
    page.wait_for_selector("h1")
    settle(page)
    return page


def must_fit(page):
    """On a phone without scrolling sideways, and without a serious fault once all is drawn and has opened."""
    page.mouse.move(0, 0)
    settle(page)  # what is about to be drawn anew fades meanwhile
    page.wait_for_timeout(600)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert serious(page) == []


def test_a_survey_is_answered_changed_and_taken_back_on_a_phone(browser, begun):
    expect.set_options(timeout=60_000)
    page = opened(browser, begun, "pair", MENTOR)
    page.get_by_text("Answer the survey: ").click()
    group = page.get_by_role("radiogroup", name="I can say what I think in our sessions.")
    group.get_by_text("4", exact=True).click()
    expect(group.get_by_role("radio", name="4")).to_be_checked()
    page.get_by_label("A word more").fill("We talk more openly.")
    must_fit(page)
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_text("trust 4.")).to_be_visible()
    expect(page.locator(".comment", has_text="We talk more openly.")).to_be_visible()
    must_fit(page)
    page.get_by_role("button", name="Take back: in the middle").click()
    expect(page.get_by_text("trust 4.")).to_have_count(0)
    page.context.close()


def test_a_lead_brings_goals_in_and_reads_why_a_row_was_refused(browser, begun, tmp_path):
    file = tmp_path / "goals.csv"
    file.write_text("program,pair,goal\nride-2026,ride-01,Captions by default\nride-2026,ride-99,Polls\n")
    page = opened(browser, begun, "programme")
    page.get_by_text("Bring in a table").click()
    page.locator('input[type="file"]').first.set_input_files(file)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("Goals of pairs: 1 taken")).to_be_visible()
    expect(page.get_by_text("There is no such pair of yours")).to_be_visible()
    must_fit(page)
    page.context.close()
