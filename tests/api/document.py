"""The OpenAPI document of the service, read as the tests need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from service.api.door import people_api
from service.api.sessions import Sessions


def _document() -> dict[str, Any]:
    # The document depends on the routes alone: no home is opened for it.
    return people_api(None, Sessions()).openapi()  # type: ignore[arg-type]


DOCUMENT = _document()


@dataclass(frozen=True)
class Operation:
    """One address and method."""

    method: str
    path: str
    spec: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def roles(self) -> dict[str, str]:
        """Role -> how far it reaches."""
        found: dict[str, str] = self.spec.get("x-roles", {})
        return found

    @property
    def body(self) -> dict[str, Any] | None:
        """The schema of its JSON body."""
        content = self.spec.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            return None
        name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
        schema: dict[str, Any] = DOCUMENT["components"]["schemas"][name]
        return schema


def operations() -> Iterator[Operation]:
    """Every address and method there is."""
    for path, methods in DOCUMENT["paths"].items():
        for method, spec in methods.items():
            yield Operation(method.upper(), path, spec)
