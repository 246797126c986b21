"""How quick the desk is with 10,000 insights in the store: `python -m tests.ui.bench_desk`. Printed, not asserted.

100 pairs, 1,000 sessions of ten insights and one action each, in an evaluation home, so that all wait. First the
service alone (no network), then a headless Chromium on the same machine: seconds from an address to the first words of
the page, and from a key to the next card.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from mentoring.records import PURPOSES, ConsentedNote, Evidence, Insight, Note, RedactedText, Vault
from mentoring.store import Store
from service import desk_workflows, home, requests, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.settings import Settings, load
from service.wiring import opened
from tests.store.sessions import AT, Session, action, consents, refs, session
from tests.ui.running import FLAGS, chromium, running

PAIRS, SESSIONS, A_SESSION = 100, 10, 10
TODAY = date(2026, 6, 8)
THEMES = ("ways-of-working", "digital-fluency", "culture-and-inclusion", "market-and-trends")


def main() -> None:
    """Fill, ask the service, look with a browser."""
    with tempfile.TemporaryDirectory() as place:
        settings = _home(Path(place))
        start = time.perf_counter()
        with home.owned(settings.home), opened(settings) as app:
            with app.store.transaction():
                for number in range(PAIRS):
                    _pair(app.store, session(number))
            _say(f"filled with {len(app.store.items.insights()):,} insights", [time.perf_counter() - start])
            _service(app)
        with running(settings.home) as service, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.set_default_timeout(120_000)
            page.goto(service.link())
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_selector("h1")
            _browser(page, service.address)
            browser.close()


def _home(place: Path) -> Settings:
    folder, keys = place / "home", place / "keys"
    home.prepare(folder)
    toml = f'today = {TODAY.isoformat()}\nscratch = true\nkey_dir = "{keys}"\n'
    (folder / "upwell.toml").write_text(toml, encoding="utf-8")
    return load(home=folder, today=TODAY, scratch=True, key_dir=keys)


def _pair(store: Store, one: Session) -> None:
    mentor, mentee = refs(store, one)
    store.consents.record(consents(store, one), AT)
    for number in range(SESSIONS):
        day = TODAY - timedelta(days=7 * number + 1)
        held = replace(one, note_id=f"{one.note_id}{number:x}")
        note = Note(held.note_id, one.program, one.pair, day, one.mentor, one.mentee, "prose", f"{one.body} {number}")
        store.notes.add(
            ConsentedNote(note, frozenset(PURPOSES)),
            RedactedText(held.note_id, day, "prose", one.text),
            Vault((), ()),
            mentor_ref=mentor, mentee_ref=mentee, content_ref=f"{held.note_id}-content", at=AT,
        )  # fmt: skip
        found = [_insight(held, n) for n in range(A_SESSION)]
        promise = replace(action(one), id=f"a{held.note_id[2:]}", note_id=held.note_id)
        store.items.replace(held.note_id, found, [promise], [], at=AT)
        store.notes.set_stage(held.note_id, "extracted")


def _insight(one: Session, number: int) -> Insight:
    evidence = Evidence(one.text[:40], 0, 40)
    return Insight(
        f"i{one.note_id[3:]}{number:x}", one.note_id, f"Short polls beat long surveys on shift {number}.",
        THEMES[number % len(THEMES)], "junior_to_senior", 0.5 + number / 25, (evidence,), "test",
    )  # fmt: skip


def _service(app) -> None:  # type: ignore[no-untyped-def]
    week = workflows.weeks(app, OPERATOR, requests.Weeks(), silent)[0]["week"]
    _timed("service: digest", lambda: workflows.digest(app, OPERATOR, requests.MakeDigest(week), silent), 3)
    _timed("service: next card", lambda: desk_workflows.review_queue(app, OPERATOR, requests.Queue(), silent), 3)
    _timed("service: board", lambda: desk_workflows.board(app, OPERATOR, requests.Board(), silent), 3)


def _browser(page: Page, address: str) -> None:
    for path, words in (("", ".insights h3"), ("review", ".card"), ("actions", ".tracked")):
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            page.goto(f"{address}/{path}")
            page.wait_for_selector(words)
            taken.append(time.perf_counter() - start)
        _say(f"browser: useful paint of /{path}", taken)
    page.goto(f"{address}/review")
    page.wait_for_selector(".card")
    page.wait_for_timeout(4_000)
    taken, progress = [], page.locator(".progress")
    for number in range(2, 7):
        start = time.perf_counter()
        page.keyboard.press("a")
        expect(progress).to_have_text(re.compile(f"^{number} of "), timeout=120_000)
        taken.append(time.perf_counter() - start)
    _say("browser: a decision, key to next card", taken)


def _timed(name: str, act: Callable[[], object], rounds: int) -> None:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    _say(name, taken)


def _say(name: str, seconds: list[float]) -> None:
    sys.stdout.write(f"{name:45} {statistics.median(seconds):7.2f} s (median of {len(seconds)})\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
