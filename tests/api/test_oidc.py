"""Signing in with a real OpenID provider on loopback: whoever it vouches for and the roster knows, and nobody else."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient

from mentoring.errors import Misconfigured, NotAllowed
from mentoring.records import Person
from service.api.door import people_api
from service.api.oidc import Provider, ProviderConfig, check_address
from service.api.oidc_routes import BACK, BROWSER
from tests.api import company
from tests.api.company import Company

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider uses an older half of its library
    import oidc_provider_mock

# The provider still uses the older half of its own library.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
MAIL = "exe1@example.com"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        one = made.app.store.people.find("exe1")
        assert one is not None
        made.app.store.people.import_people([replace(one, email=MAIL), Person("x9", MAIL.replace("1", "9"))])
        yield made


@pytest.fixture
def config(issuer: str) -> ProviderConfig:
    return ProviderConfig(issuer, "upwell", "secret", "http://testserver" + BACK)


@pytest.fixture
def visitor(found: Company, config: ProviderConfig) -> Iterator[TestClient]:
    api = people_api(found.app, found.sessions, provider=Provider(config))
    with TestClient(api, follow_redirects=False) as client:
        yield client


def vouch(issuer: str, url: str, email: str, **claims: object) -> str:
    """What the provider sends back once somebody signed in there."""
    told = {"email": email, "email_verified": True, **claims}
    httpx.put(f"{issuer}/users/{email}", json=told).raise_for_status()
    reply = httpx.post(url, data={"sub": email})
    where = urlsplit(reply.headers["location"])
    return f"{where.path}?{where.query}"


def test_somebody_on_the_roster_signs_in_and_keeps_her_own_roles(visitor: TestClient, issuer: str) -> None:
    assert visitor.get("/signin").headers["location"] == "/signin/oidc"
    begun = visitor.get("/signin/oidc")
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid email"]
    back = vouch(issuer, begun.headers["location"], MAIL, roles=["admin"])
    done = visitor.get(back)
    assert done.status_code == 200, done.text
    cookie = next(one for one in done.headers.get_list("set-cookie") if one.startswith("upwell_session="))
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    me = visitor.get("/api/me").json()
    assert (me["person_id"], me["roles"]) == ("exe1", ["executive"])
    assert visitor.get(back).status_code == 403  # what was used is used


def test_a_way_back_that_this_browser_did_not_begin_leads_nowhere(
    visitor: TestClient, found: Company, config: ProviderConfig, issuer: str
) -> None:
    begun = visitor.get("/signin/oidc")
    back = vouch(issuer, begun.headers["location"], MAIL)
    provider = Provider(config)
    visitor.cookies.clear()
    assert visitor.get(back).status_code == 403
    visitor.cookies.set(BROWSER, "of-another-browser")
    assert visitor.get(back).status_code == 403
    assert visitor.get(BACK).status_code == 403
    url, browser = provider.begin()
    query = parse_qs(urlsplit(vouch(issuer, url, MAIL)).query)
    with pytest.raises(NotAllowed):
        provider.finish(browser, "another-state", query["code"][0])
    with pytest.raises(NotAllowed):
        provider.finish(browser, query["state"][0], "another-code")
    assert visitor.get("/api/me").status_code == 401
    assert found.app.store.audit.verify() == []


@pytest.mark.parametrize(
    ("email", "verified"), [(MAIL, False), (MAIL, None), ("stranger@example.com", True), ("exe9@example.com", True)]
)
def test_who_is_not_verified_or_not_on_the_roster_by_e_mail_is_refused(
    visitor: TestClient, issuer: str, email: str, verified: bool | None
) -> None:
    begun = visitor.get("/signin/oidc")
    reply = visitor.get(vouch(issuer, begun.headers["location"], email, email_verified=verified))
    assert (reply.status_code, reply.json()["code"]) == (403, "sign-in")
    assert email not in reply.text
    assert visitor.get("/api/me").status_code == 401


def test_a_session_ends_with_the_providers_word(found: Company, config: ProviderConfig, issuer: str) -> None:
    clock = [time.monotonic()]
    found.sessions._clock = lambda: clock[0]
    with TestClient(people_api(found.app, found.sessions, provider=Provider(config)), follow_redirects=False) as client:
        client.get(vouch(issuer, client.get("/signin/oidc").headers["location"], MAIL))
        assert client.get("/api/me").status_code == 200
        clock[0] += 3601  # this provider's ID tokens hold an hour
        assert client.get("/api/me").status_code == 401


@pytest.mark.parametrize("wrong", ["client_id", "clock", "issuer"])
def test_a_token_for_somebody_else_or_of_another_time_signs_nobody_in(
    config: ProviderConfig, issuer: str, wrong: str
) -> None:
    shift = [0.0]
    provider = Provider(config, clock=lambda: time.time() + shift[0])
    url, browser = provider.begin()
    query = parse_qs(urlsplit(vouch(issuer, url, MAIL)).query)
    if wrong == "clock":
        shift[0] = 500.0
        provider._waiting = {key: replace(one, until=9e12) for key, one in provider._waiting.items()}
        shift[0] = 4000.0
    elif wrong == "client_id":
        provider._config = replace(config, client_id="another")
    else:
        provider._config = replace(config, issuer=issuer + "/")
    with pytest.raises((NotAllowed, Misconfigured)):
        provider.finish(browser, query["state"][0], query["code"][0])


@pytest.mark.parametrize(
    ("issuer_", "offline"), [("http://login.example.com", False), ("https://login.example.com", True)]
)
def test_a_provider_in_the_clear_or_against_offline_is_refused(issuer_: str, offline: bool) -> None:
    with pytest.raises(Misconfigured):
        check_address(issuer_, offline=offline)
    check_address("http://127.0.0.1:9400", offline=True)
