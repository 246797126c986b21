"""Digest mail is stopped by one click without signing in, never by looking, and taken back at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mentoring.errors import NotAllowed
from service import access_requests, access_workflows, requests, workflows
from service.api.door import people_api
from service.api.guard import Guard
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.render.forms import FORMS
from service.stages.handing_out import envelope_of
from tests.api import company
from tests.api.company import Company

WEEK = "2026-W23"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    settings = company.make(tmp_path).model_copy(update={"public_url": "https://upwell.example"})
    with company.opened_company(settings) as made:
        yield made


def raw(found: Company, reader: str | None = "exe1") -> bytes:
    asked = requests.HandOutDigest(WEEK, "eml", reader)
    handed = workflows.hand_out_digest(found.app, OPERATOR, asked, silent)
    return FORMS["eml"].make(handed["digest"], envelope_of(handed["envelope"]))


def mail(found: Company, reader: str | None = "exe1"):
    return message_from_bytes(raw(found, reader), policy=default)


def address(found: Company, reader: str = "exe1") -> str:
    made = raw(found, reader).decode()
    return re.search(r"^List-Unsubscribe: <https://upwell.example(/unsubscribe[?]token=[0-9a-f]{40})>", made, re.M)[1]


def events(found: Company) -> list[str]:
    return [row.event for row in found.app.store.audit.latest(5)]


def test_a_mail_says_where_one_click_ends_it_and_by_mail_besides(found: Company) -> None:
    made = mail(found)
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert made["List-Unsubscribe"].count("<") == 2
    assert "exe1" not in made["List-Unsubscribe"]
    assert address(found) != address(found, "exe2")
    assert address(found) == address(found), "an old mail can still stop them"


def test_without_https_or_a_reader_a_mail_program_is_offered_no_click(found: Company) -> None:
    assert mail(found, None)["List-Unsubscribe-Post"] is None
    found.app.settings = found.app.settings.model_copy(update={"public_url": None})
    assert mail(found)["List-Unsubscribe-Post"] is None
    assert "mailto:" in mail(found)["List-Unsubscribe"]


def test_looking_changes_nothing_and_one_click_stops_the_mails_once(found: Company) -> None:
    way_out = address(found)
    with found.as_(None) as anybody:
        for _ in range(3):
            page = anybody.get(way_out)
            assert page.status_code == 200
            assert "Stop these mails" in page.text
        assert mail(found)
        before = found.app.store.audit.count()
        for _ in range(2):
            assert anybody.post(way_out, data=ONE_CLICK).status_code == 200
        assert found.app.store.audit.count() == before + 1
        assert events(found)[0] == "mail-stop"
    with pytest.raises(NotAllowed, match="no more digests"):
        mail(found)
    assert mail(found, "exe2")
    with found.as_("executive") as executive:
        own = executive.post("/api/digest/download", json={"week": WEEK, "format": "eml"})
        assert own.status_code == 200, "what she takes along herself is no mail to her"


@pytest.mark.parametrize("token", ["0" * 40, "exe1", "", "x" * 5000])
def test_a_made_up_token_stops_nobody(found: Company, token: str) -> None:
    with found.as_(None) as anybody:
        assert anybody.post("/unsubscribe", params={"token": token}, data=ONE_CLICK).status_code in (404, 422)
    assert mail(found)


def test_no_page_elsewhere_stops_somebodys_mail(found: Company) -> None:
    door = Guard(people_api(found.app, found.sessions), host="upwell.example")
    way_out = address(found)
    with TestClient(door, base_url="https://upwell.example") as anybody:
        refused = anybody.post(way_out, data=ONE_CLICK, headers={"Origin": "https://elsewhere.example"})
        assert refused.status_code == 403
        assert mail(found)
        assert anybody.post(way_out, data=ONE_CLICK).status_code == 200, "a mail program comes from no page"
    with pytest.raises(NotAllowed, match="no more digests"):
        mail(found)


def test_she_takes_it_back_at_the_desk_and_nobody_else_does(found: Company) -> None:
    with found.as_(None) as anybody:
        anybody.post(address(found), data=ONE_CLICK)
    with found.as_("executive") as executive:
        assert executive.get("/api/mail").json() == {"wanted": False}
        with pytest.raises(NotAllowed, match="herself"):
            access_workflows.choose_mail(found.app, OPERATOR, access_requests.ChooseMail(True, "exe1"), silent)
        assert executive.post("/api/mail", json={"want": True}).json() == {"wanted": True}
    assert mail(found)


def test_who_answers_the_mail_instead_is_noted_by_the_lead_and_by_no_mentor(found: Company) -> None:
    stop = access_requests.ChooseMail(False, "exe1")
    with pytest.raises(NotAllowed):
        access_workflows.choose_mail(found.app, caller_for(found.app, "men2"), stop, silent)
    access_workflows.choose_mail(found.app, OPERATOR, stop, silent)
    with pytest.raises(NotAllowed, match="no more digests"):
        mail(found)
