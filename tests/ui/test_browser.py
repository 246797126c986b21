"""The desk in headless Chromium before the real service on the packaged example."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import ui
from service import render
from tests.ui.conftest import settle

pytestmark = pytest.mark.browser
DESK = Path(ui.__file__).with_name("desk.css")
DIGEST = Path(render.__file__).parent / "templates" / "digest.css"
PAGES = [
    *("", "review", "actions", "trends", "learning", "programme", "search", "bring", "overview"),
    *("consents", "redaction", "audit"),
]


def serious(page):
    """axe-core's serious and critical findings, as rule and place."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")]


def decisions(page, visit):
    """What the service holds, not what the page says."""
    cards = page.request.get(f"{visit.address}/api/cards").json()
    return sorted(card["decision"] for card in cards if card["decision"])


def with_keys(page):
    """The page once its card can be decided on: a cold desk draws its frame before its buttons."""
    expect(page.get_by_role("button", name="Defer")).to_be_visible()
    return page


def look_for(page, words):
    page.get_by_label("What are you looking for?").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_selector("#found, .empty h2, [role=alert]")
    settle(page)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(visit, path):
    assert visit(path).evaluate("document.documentElement.scrollWidth") == 390


UNDER_A_FINGER = """links => links.filter(link => {
    const box = link.getBoundingClientRect();
    return link.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}).length"""


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_lies_over_the_links_to_the_pages(visit, width):
    page = visit()
    page.set_viewport_size({"width": width, "height": 844})
    page.wait_for_timeout(300)
    links = page.locator('[data-testid="stPageLink"] a, a.sign-out')
    assert links.evaluate_all(UNDER_A_FINGER) == links.count() > len(PAGES)
    links.get_by_text("Review").click()
    page.wait_for_url("**/review")


ENDS_LEFT = """heading => {
    const text = heading.firstChild, range = document.createRange();
    const left = (from, to) => (range.setStart(text, from), range.setEnd(text, to), range.getBoundingClientRect().left);
    return left(text.length - 1, text.length) < left(0, 1);
}"""


@pytest.mark.parametrize("sheet", [DESK, DIGEST], ids=["desk", "digest"])
def test_words_from_right_to_left_end_on_the_left(browser, sheet):
    page = browser.new_page()
    said = [f'<div class="stHtml"><h3>{words}</h3></div>' for words in ("כתוביות עוזרות לכולם.", "Captions help.")]
    page.set_content(f"<style>{sheet.read_text(encoding='utf-8')}</style><main>{''.join(said)}</main>")
    assert [page.locator("h3").nth(at).evaluate(ENDS_LEFT) for at in range(2)] == [True, False]
    page.close()


def test_the_first_card_and_its_buttons_are_in_sight_on_a_phone(visit):
    page = visit("review")
    places = [page.locator(".card")] + [
        page.get_by_role("button", name=name) for name in ("Approve", "Reject", "Defer")
    ]
    boxes = [place.bounding_box() for place in places]
    assert all(box["y"] + box["height"] <= 844 and box["x"] + box["width"] <= 390 for box in boxes)
    assert all(box["height"] >= 44 for box in boxes[1:])


def test_the_digests_first_insight_is_in_sight_on_a_phone(visit):
    box = visit().locator(".insights h3").first.bounding_box()
    assert box["y"] + box["height"] <= 844


expect.set_options(timeout=30_000)
"""Milliseconds: what counts is that it happens; how soon is for the benches, on a quiet machine."""


def test_five_decisions_take_five_keys_and_five_take_them_back(visit):
    page = with_keys(visit("review"))
    progress = page.locator(".progress")
    for number, key in enumerate("axdax", start=2):
        settle(page)
        page.keyboard.press(key)
        expect(progress).to_have_text(re.compile(f"^{number} of "))
    assert decisions(page, visit) == ["approve", "approve", "defer", "reject", "reject"]
    for number in (5, 4, 3, 2, 1):
        settle(page)
        page.keyboard.press("u")
        expect(progress).to_have_text(re.compile(f"^{number} of "))
    assert decisions(page, visit) == []


def test_a_key_struck_three_times_decides_one_card(visit):
    page = with_keys(visit("review"))
    progress = page.locator(".progress")
    for _ in range(3):
        page.keyboard.press("d")
    expect(progress).to_have_text(re.compile("^2 of "))
    settle(page)
    assert decisions(page, visit) == ["defer"]
    settle(page)
    page.keyboard.press("u")
    expect(progress).to_have_text(re.compile("^1 of "))


def test_evidence_is_one_touch_away(visit):
    page = visit()
    drawer = page.locator("details.drawer").first
    assert not drawer.locator("blockquote").is_visible()
    drawer.locator("summary").click()
    assert drawer.locator("blockquote").first.is_visible()


def test_search_finds_and_lights_the_words(visit):
    page = visit("search")
    look_for(page, "review")
    assert page.locator(".hit mark").first.inner_text().lower().startswith("review")
    assert "review" not in page.url.removeprefix(f"{visit.address}/search")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(visit, path, scheme):
    page = visit(path, scheme=scheme)
    assert serious(page) == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_among_hits_and_filters(visit, scheme):
    page = visit("search", scheme=scheme)
    look_for(page, "meeting")
    page.get_by_text("Filters").click()
    page.wait_for_timeout(500)
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_asking_and_looking_back_keep_the_page_whole(visit, scheme):
    page = visit("search", scheme=scheme)
    page.get_by_label("What are you looking for?").fill("Does anybody know what is permitted with AI chatbots?")
    page.get_by_role("button", name="Ask for an answer").click()
    page.wait_for_selector("#answer")
    settle(page)
    page.get_by_role("button", name="Learned before?").first.click()
    page.wait_for_selector(".earlier")
    settle(page)
    assert page.locator(".cited blockquote").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.mouse.move(0, 0)
    assert serious(page) == []


def test_axe_would_find_a_fault(visit):
    page = visit()
    page.evaluate("document.querySelector('.head .lead').style.color = '#ddd'")
    assert "color-contrast" in [rule for rule, _ in serious(page)]


def test_no_page_asks_anybody_else_for_anything(visit):
    for path in PAGES:
        visit(path)
    assert visit.outside == []


def test_somebody_without_a_session_sees_the_way_in_only(browser, service):
    context = browser.new_context()
    page = context.new_page()
    page.goto(service.address)
    page.wait_for_selector("h1")
    settle(page)
    assert page.locator("h1").inner_text() == "Sign in to Upwell"
    assert page.locator(".insights, .card").count() == 0
    context.close()


def test_the_service_prints_no_address_that_was_visited(visit, service):
    visit("review")
    said = service.log.read_text()
    assert said.count("token=") == 1  # the link for the operator, printed to be clicked
    assert "GET" not in said
    assert "POST" not in said
