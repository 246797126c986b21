"""The desk on canned answers (`desk`, `standin`), and in a browser before a running service (`visit`)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from tests.ui.running import FLAGS, chromium, copy_of, demo, running
from tests.ui.standin import StandIn
from ui import client

APP = Path(client.__file__).with_name("app.py")


@pytest.fixture
def standin(monkeypatch) -> StandIn:
    answers = StandIn()
    monkeypatch.setattr(client, "get", answers.get)
    monkeypatch.setattr(client, "post", answers.post)
    monkeypatch.setattr(client, "work", answers.post)
    return answers


class Desk:
    """A visitor at the desk: what stands on the page, and the hands to move on."""

    def __init__(self) -> None:
        self.test = AppTest.from_file(str(APP), default_timeout=20)

    def open(self, screen: str = "week", **address: str) -> Desk:
        for key, value in address.items():
            self.test.query_params[key] = value
        self.test.run()
        if screen != "week":
            self.test.switch_page(f"screens/{screen}.py").run()
        assert not self.test.exception
        return self

    @property
    def page(self) -> str:
        """All HTML of the page but the style."""
        return "\n".join(one.value for one in self.test.get("html") if "<style>" not in one.value)

    @property
    def text(self) -> str:
        """What the page says, without its tags."""
        return " ".join(re.sub(r"<[^>]+>", "", self.page).split())

    def press(self, label: str) -> None:
        next(button for button in self.test.button if button.label == label).click().run()
        assert not self.test.exception


@pytest.fixture
def desk(standin) -> Desk:  # noqa: ARG001 - the answers must be in place before the desk is opened
    return Desk()


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory):
    """The packaged example, and an untouched copy of it beside: `demo_home.with_name("copy")`."""
    home = demo(tmp_path_factory.mktemp("desk") / "home")
    copy_of(home, home.with_name("copy"))
    return home


@pytest.fixture(scope="session")
def service(demo_home):
    """The packaged example, served by `upwell up`."""
    with running(demo_home) as service:
        yield service


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium; skipped where none is installed, unless UPWELL_REQUIRE_BROWSER says that it must be."""
    file = chromium()
    if file is None:
        missing = pytest.fail if os.environ.get("UPWELL_REQUIRE_BROWSER") == "1" else pytest.skip
        missing("no Chromium is installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=file, args=FLAGS)
        yield browser
        browser.close()


def signed_in(browser, service, *person):
    """A context of its own for the operator or one person, signed in by the link and its button."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(service.link(*person))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("h1")
    page.close()
    return context


@pytest.fixture(scope="session")
def session_state(browser, service):
    """Cookies of the operator."""
    context = signed_in(browser, service)
    yield context.storage_state()
    context.close()


@pytest.fixture(scope="session")
def visitor(browser, service, session_state):
    visitor = Visitor(browser, service.address, session_state)
    yield visitor
    visitor.close()


@pytest.fixture
def visit(visitor):
    """visit(path, scheme=...) -> a signed-in page on a phone; `visit.outside` holds requests to anywhere else."""
    visitor.outside.clear()
    yield visitor
    visitor.leave()


class Visitor:
    """Opens pages of the desk as the operator on a phone of 390 x 844; one browser cache for each scheme."""

    def __init__(self, browser, address, state) -> None:
        self.address = address
        self.outside: list[str] = []
        phone = {"width": 390, "height": 844}
        self._contexts = {
            scheme: browser.new_context(storage_state=state, viewport=phone, color_scheme=scheme)
            for scheme in ("light", "dark")
        }

    def __call__(self, path="", scheme="light"):
        page = self._contexts[scheme].new_page()
        page.set_default_timeout(30_000)
        page.on("request", self._note)
        page.goto(f"{self.address}/{path}")
        page.wait_for_selector("h1")
        settle(page)
        return page

    def _note(self, request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(request.url)

    def leave(self) -> None:
        for context in self._contexts.values():
            for page in context.pages:
                page.close()

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()


def settle(page) -> None:
    """Until Streamlit has drawn what it was asked for."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(150)
