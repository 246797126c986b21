"""A made-up company with notes, items and people, made once a file and copied for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from service.settings import Settings
from service.wiring import App
from tests.api import company


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return company.make(tmp_path_factory.mktemp("company"))


@pytest.fixture
def app(made: Settings, copy_of: Callable[[Settings], Settings]) -> Iterator[App]:
    with company.opened_company(copy_of(made)) as found:
        yield found.app
