"""Files on their way to the desk: of somebody who is signed in, as large as is promised; its figures go nowhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from service.api.asking import COOKIE
from service.api.door import people_api
from service.api.guard import MAX_BODY_BYTES, MAX_UPLOAD_BYTES, Guard
from service.api.pages import Pages
from tests.api import company

FILE = "/_stcore/upload_file/a-session/a-file"
PROMISED = tomllib.loads((Path(__file__).parents[2] / "ui/.streamlit/config.toml").read_text())["server"]


async def _length(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def found(tmp_path: Path) -> Iterator[company.Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


@pytest.fixture
def stranger(found: company.Company) -> Iterator[TestClient]:
    """Somebody before a desk that says how much it was sent."""
    api = people_api(found.app, found.sessions)
    desk = Starlette(routes=[Route("/{path:path}", _length, methods=["GET", "PUT", "POST"])])
    api.mount("/", Pages(desk, found.app, found.sessions))
    with TestClient(Guard(api, host="testserver"), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def lead(stranger: TestClient, found: company.Company) -> TestClient:
    """The same, signed in."""
    stranger.cookies.set(COOKIE, found.sessions.sign_in(found.sessions.invite("lead")) or "")
    return stranger


def test_nobody_sends_a_file_before_signing_in_or_after_signing_out(stranger: TestClient, lead: TestClient) -> None:
    assert lead.put(FILE, content=b"notes").text == "5"
    lead.post("/signout")
    lead.cookies.clear()
    refused = stranger.put(FILE, content=b"notes")
    assert (refused.status_code, refused.json()["code"]) == (401, "sign-in")
    assert stranger.get("/").status_code == 200


def test_a_file_may_be_as_large_as_is_promised_and_nothing_else_may(lead: TestClient) -> None:
    file = b"x" * (PROMISED["maxUploadSize"] << 20)
    assert lead.put(FILE, content=file).text == str(len(file))
    assert lead.put(FILE, content=b"x" * (MAX_UPLOAD_BYTES + 1)).status_code == 413
    assert lead.put(FILE, content=iter([b"x" * (MAX_UPLOAD_BYTES + 1)])).status_code == 413  # its length is not said
    assert lead.post("/elsewhere", content=b"x" * (MAX_BODY_BYTES + 1)).status_code == 413


def test_the_desks_own_figures_are_told_to_nobody(lead: TestClient) -> None:
    for method in ("GET", "HEAD", "OPTIONS"):
        assert lead.request(method, "/_stcore/metrics").status_code == 404
