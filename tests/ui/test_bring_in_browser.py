"""A lead brings a handful of files in and answers what they leave open, in a browser, before the real service."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ui.conftest import Visitor, settle, signed_in
from tests.ui.running import command, running

pytestmark = pytest.mark.browser
FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = [
    "teams/aster-1 2026-06-01 two voices.vtt", "asked/Sven 2026-06-11.txt", "asked/no hint at all.txt",
    "forms/Ambiguous dates.csv", "refused/old.doc",
]  # fmt: skip


@pytest.fixture
def lead(browser, tmp_path):
    """The operator on a phone, at a home that knows the fixtures' people and has no notes yet."""
    home = tmp_path / "home"
    command(home, "people", "import", str(FIXTURES / "people.csv"))
    command(home, "consent", "import", str(FIXTURES / "consents.json"))
    with running(home) as service:
        context = signed_in(browser, service)
        visitor = Visitor(browser, service.address, context.storage_state())
        yield visitor
        visitor.close()
        context.close()


def choose(page, label, number, option):
    """Take an option of the list with this label, in the row of this number."""
    field = page.get_by_role("combobox", name=label).nth(number)
    offered = page.get_by_role("option", name=option)
    for _ in range(20):  # a key struck while the page is drawn anew is lost
        field.press("ArrowDown")
        page.wait_for_timeout(500)
        if offered.count():
            break
    offered.click()
    expect(field).to_have_value(re.compile(option))
    settle(page)


def test_files_are_taken_questions_answered_and_the_rest_refused(lead, tmp_path):
    for name in FILES:
        shutil.copy(FIXTURES / "mixed" / name, tmp_path)
    page = lead("bring")
    expect.set_options(timeout=60_000)
    page.locator('input[type="file"]').set_input_files([tmp_path / Path(name).name for name in FILES])
    page.get_by_role("button", name="Take them in").click()
    expect(page.get_by_text("3 need one answer")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    settle(page)
    assert not [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    choose(page, "Pair", 0, "aster-3")
    choose(page, "Pair", 1, "aster-2")
    page.get_by_role("spinbutton", name="year, Session of").click()
    page.keyboard.type("20260630")
    settle(page)
    choose(page, "Its dates are", 0, "day first")
    page.get_by_role("button", name="Take these in").click()
    expect(page.get_by_text("need one answer")).to_have_count(0)
    expect(page.get_by_text("Is of a kind that is not read: save it as .docx.")).to_be_visible()
    page.get_by_role("button", name="Bring in more").click()
    expect(page.get_by_text("old.doc")).to_have_count(0)
