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

from tests.ui.running import FLAGS, Running, chromium, running

PAGES = {"week": "", "review": "review", "search": "search", "overview": "overview"}
SIZES = {"phone": (390, 844), "desktop": (1200, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUESTION = "how do people like to get feedback"


def main(folder: Path) -> None:
    """Write every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running(Path(place) / "home") as service, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        cookies = _sign_in(browser, service, folder)
        for scheme in SCHEMES:
            for size in SIZES:
                context = browser.new_context(storage_state=cookies, color_scheme=scheme, viewport=_viewport(size))
                _desk(context, service, folder, f"{scheme}-{size}")
                _digest(context, service, folder, f"{scheme}-{size}")
                context.close()
        browser.close()


def _sign_in(browser: Browser, service: Running, folder: Path) -> Path:
    context = browser.new_context(viewport=_viewport("phone"))
    page = context.new_page()
    page.goto(service.link())
    _keep(page, folder / "signin-light-phone.png")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".head")
    cookies = service.home.with_name("cookies.json")
    context.storage_state(path=cookies)
    context.close()
    return cookies


def _desk(context: BrowserContext, service: Running, folder: Path, look: str) -> None:
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(f"{service.address}/{path}")
        page.wait_for_selector("h1")
        _drawn(page)
        if name == "search":
            page.get_by_label("What are you looking for?").fill(QUESTION)
            page.keyboard.press("Enter")
            _drawn(page)
        _keep(page, folder / f"{name}-{look}.png")


def _digest(context: BrowserContext, service: Running, folder: Path, look: str) -> None:
    page = context.new_page()
    page.goto(next(service.home.glob("digest-*.html")).as_uri())
    page.locator("summary").first.click()
    _keep(page, folder / f"digest-{look}.png")


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
