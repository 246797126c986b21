"""The desk as different people see it at once, in headless Chromium before the real service."""

import csv
import re
from contextlib import closing

import pytest

from mentoring.store import Store
from mentoring.store.keys import Keys
from service.demo import EXAMPLE
from tests.render.payloads import XSS
from tests.ui.conftest import settle, signed_in
from tests.ui.running import keys_of, running
from tests.ui.test_browser import PAGES, serious

pytestmark = pytest.mark.browser
MENTORS = ("lk-011", "lk-012")
MENTOR_PAGES = ["", "notes", "preview", "pair", "mine"]


@pytest.fixture(scope="module")
def people(browser, service):
    """Two mentors and an executive, signed in at once, each in a browser of her own."""
    contexts = {person: signed_in(browser, service, person) for person in (*MENTORS, "lk-003")}
    yield contexts
    for context in contexts.values():
        context.close()


def opened(context, address, path):
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}/{path}")
    page.wait_for_selector("h1")
    settle(page)
    return page


def test_two_people_at_once_never_see_each_others_rows(people, service):
    said = {
        person: {one["text"] for one in people[person].request.get(f"{service.address}/api/preview").json()}
        for person in MENTORS
    }
    for person in MENTORS:
        other = said[MENTORS[1 - MENTORS.index(person)]] - said[person]
        assert other
    for turn in range(3):
        for person, other in (MENTORS, MENTORS[::-1]):
            page = opened(people[person], service.address, ["preview", "notes", "mine"][turn])
            text = page.content()
            if turn == 0:
                assert any(one in page.inner_text("body") for one in said[person])
            assert [one for one in said[other] - said[person] if len(one) > 20 and one in text] == []
            page.close()


@pytest.mark.parametrize("path", MENTOR_PAGES)
def test_a_mentors_pages_fit_a_phone_and_hold_no_serious_fault(people, service, path):
    page = opened(people["lk-011"], service.address, path)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.reload()
        page.wait_for_selector("h1")
        settle(page)
        assert serious(page) == []
    page.close()


def surnames():
    with (EXAMPLE / "people.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [name for row in rows for name in (row["name"], *row["aliases"].split(";"), row["email"])]
    found = {name.strip() for name in names} | {row["name"].split()[-1] for row in rows}
    return {name for name in found if len(name) > 3}


def test_no_name_of_the_roster_stands_in_any_page(people, visit, service):
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(surnames())), re.IGNORECASE)
    pages = [(visit(path).content(), path) for path in PAGES]
    pages += [(opened(people["lk-011"], service.address, path).content(), path) for path in MENTOR_PAGES]
    pages += [(opened(people["lk-003"], service.address, path).content(), path) for path in ("", "review", "actions")]
    assert [(path, names.findall(html)) for html, path in pages if names.search(html)] == []
    assert names.search("seen by Frank Lemieux")


@pytest.fixture(scope="module")
def hostile(demo_home):
    """A service whose items say what a hundred attackers would write."""
    home = demo_home.with_name("copy")
    keys = Keys.open(keys_of(home), (home / "home-id").read_text().strip())
    with closing(Store.open(f"sqlite:///{home / 'upwell.db'}", keys, scratch=True)) as store:
        rows = [row.insight.id for row in store.items.insights()] + [row.action.id for row in store.items.actions()]
        for number, item in enumerate(rows):
            day = next(iter(store.notes.rows())).session_date
            store.items.set_words(item, " ".join(XSS[number :: len(rows)]), previewed_on=day)
    with running(home) as service:
        yield service


def test_a_hundred_scripts_in_items_stay_words(browser, hostile):
    context, ran, outside = signed_in(browser, hostile), [], []
    for path in ("", "review", "actions"):
        page = context.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: outside.append(asked.url))
        page.goto(f"{hostile.address}/{path}")
        page.wait_for_selector("h1")
        settle(page)
        if path == "review":
            page.get_by_text("at once").click()
            shown = " ".join(page.inner_text(".rows.small").split())
            assert sum(" ".join(one.split()) in shown for one in XSS) > 80
            assert "<script>alert(1)</script>" in shown
        page.wait_for_timeout(300)
        made = page.locator(".stHtml").locator(
            "script, iframe, img, svg, object, form, a:not(.sign-out), [onerror], [onload]"
        )
        assert made.evaluate_all("found => found.map(one => one.outerHTML.slice(0, 200))") == []
    context.close()
    assert ran == []
    assert [url for url in outside if not url.startswith((hostile.address, "data:", "blob:", "ws:"))] == []


@pytest.mark.parametrize("form", ["PDF", "Calendar"])
def test_the_digest_can_be_taken_along(visit, form):
    page = visit()
    page.get_by_text("Take it along").click()
    with page.expect_download(timeout=30_000) as waiting:
        page.get_by_role("button", name=form).click()
    assert waiting.value.suggested_filename.startswith("upwell-2026-W44.")


def test_an_edit_with_its_key_shows_the_difference_and_letters_typed_decide_nothing(visit):
    page = visit("review")
    page.keyboard.press("e")
    box = page.get_by_label("In your words")
    box.fill("A plain sentence with axdu in it.")
    box.press("a")
    page.get_by_role("button", name="Keep these words").click()
    page.wait_for_selector(".difference ins")
    assert page.locator(".card h2").inner_text() == "A plain sentence with axdu in it.a"
    assert page.locator(".progress").inner_text().startswith("1 of ")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(".difference", state="detached")
