"""Pictures of every page, in light and dark, on a desk and on a phone: `python -m docs.screenshots [FOLDER]`.

Made from the packaged example alone, by the same service and browser as the tests. The digest's file and
the sign-in page are among them. Pictures are cut to a palette, so that they stay small in the repository.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.ui.running import FLAGS, Running, chromium, demo, running

LEAD = {
    "week": "", "review": "review", "actions": "actions", "trends": "trends", "programme": "programme",
    "search": "search", "import": "bring",
    "overview": "overview", "consents": "consents", "redaction": "redaction", "audit": "audit",
}  # fmt: skip
MENTOR = {"notes": "notes", "words": "preview", "pair": "pair", "consent": "mine"}
"""Pages by the name of their picture: as the operator sees them, and as the example's first mentor does."""
A_MENTOR = "lk-011"
WEEKS = ("2026-W42", "2026-W43", "2026-W44")
SIZES = {"phone": (390, 844), "desktop": (1200, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUESTION = "Does anybody know what is permitted with AI chatbots?"
NOTE = (
    "Anders asked how I would announce the new shift plan. I said: the reason first, then the date. "
    "He told me off the record that his knee is being operated on. I send him two examples by Friday."
)


def main(folder: Path) -> None:
    """Write every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        running(demo(Path(place) / "home")) as service,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        _signin_page(browser, service, folder)
        for who, pages in (((), LEAD), ((A_MENTOR,), MENTOR)):
            context = _sign_in(browser, service, *who)
            _desk(context, service, pages, folder)
            if not who:
                _digest(context, service, folder)
            context.close()
        browser.close()


def _signin_page(browser: Browser, service: Running, folder: Path) -> None:
    page = browser.new_page(viewport=_viewport("phone"))
    page.goto(service.link())
    _keep(page, folder / "signin-light-phone.png")
    page.close()


def _sign_in(browser: Browser, service: Running, *person: str) -> BrowserContext:
    context = browser.new_context()
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(service.link(*person))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".head")
    page.close()
    return context


def _desk(context: BrowserContext, service: Running, pages: dict[str, str], folder: Path) -> None:
    page = context.new_page()
    for week in WEEKS:  # a chart of patterns draws what digests told
        page.request.get(f"{service.address}/api/digest", params={"week": week})
    for name, path in pages.items():
        page.goto(f"{service.address}/{path}")
        page.wait_for_selector("h1")
        _drawn(page)
        if name == "search":
            page.get_by_label("What are you looking for?").fill(QUESTION)
            page.get_by_role("button", name="Ask for an answer").click()
            page.wait_for_selector("#found, .empty h2, [role=alert]")
            _drawn(page)
        if name == "notes":
            _write(page)
        if name == "redaction":
            _look_into(page)
        if name == "trends":
            page.wait_for_timeout(1_500)
        _looks(page, folder, name)


def _look_into(page: Page) -> None:
    """The first note with something hidden."""
    page.get_by_role("combobox").click()
    page.get_by_role("option").first.click()
    _drawn(page)


def _write(page: Page) -> None:
    """A note as its writer sees it redacted."""
    page.get_by_label("What you spoke about").fill(NOTE)
    page.get_by_role("button", name="See it redacted").click()
    page.wait_for_selector("#looked, [role=alert]")
    _drawn(page)


def _digest(context: BrowserContext, service: Running, folder: Path) -> None:
    page = context.new_page()
    page.goto(next(service.home.glob("digest-*.html")).as_uri())
    page.locator("summary").first.click()
    _looks(page, folder, "digest")


def _looks(page: Page, folder: Path, name: str) -> None:
    """The page as it stands in either theme and size; the desk follows both without loading again."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for size in SIZES:
            page.set_viewport_size(_viewport(size))
            page.wait_for_timeout(600)
            _keep(page, folder / f"{name}-{scheme}-{size}.png")


def _drawn(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(700)


def _keep(page: Page, file: Path) -> None:
    page.screenshot(path=file)
    Image.open(file).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)


def _viewport(size: str) -> ViewportSize:
    width, height = SIZES[size]
    return {"width": width, "height": height}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("screenshots"))
