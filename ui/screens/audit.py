"""Audit: what was done when, and whether the log is whole; never to what or to whom."""

from __future__ import annotations

from ui import client
from ui.components.address import choice
from ui.components.look import show


def screen() -> None:
    """The last two hundred events."""
    view = client.get("/api/audit")
    show("audit_head.html", view=view)
    names = sorted({one["event"] for one in view["events"]})
    chosen = choice("Event", "event", {name: name.replace("-", " ") for name in names})
    show("audit.html", events=[one for one in view["events"] if chosen in (None, one["event"])])


screen()
