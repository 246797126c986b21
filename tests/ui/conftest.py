"""The desk on canned answers (`desk`, `standin`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.standin import StandIn
from ui import client

APP = Path(client.__file__).with_name("app.py")


@pytest.fixture
def standin(monkeypatch) -> StandIn:
    answers = StandIn()
    monkeypatch.setattr(client, "get", answers.get)
    monkeypatch.setattr(client, "post", answers.post)
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

    def press(self, label: str) -> None:
        next(button for button in self.test.button if button.label == label).click().run()
        assert not self.test.exception


@pytest.fixture
def desk(standin) -> Desk:  # noqa: ARG001 - the answers must be in place before the desk is opened
    return Desk()
