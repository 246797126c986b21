"""Answers are read and checked here whatever the server promises."""

from __future__ import annotations

from typing import Any

import pytest

from mentoring.llm.schema import fault, read

SCHEMA: dict[str, Any] = {
    "type": "object", "additionalProperties": False, "required": ["a"],
    "properties": {
        "a": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "integer", "enum": [1, 2]}},
        "b": {"type": "string", "maxLength": 3},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1]}', {"a": [1]}), ('```json\n{"a": [1]}\n```', {"a": [1]}), ('Here: {"a": [1]} Done.', {"a": [1]}),
        ("none", None), ('{"a": [1', None), ("[1]", None), ("}{", None), ('{"a":' * 100_000 + "}", None),
        ('{"a": ' + "1" * 5000 + "}", None), (r'{"b": "\ud800"}', None), (r'{"b": "\u0000"}', None),
        (r'{"b": "\ud83d\ude00"}', {"b": "\N{GRINNING FACE}"}),
    ],
    ids=[
        "plain", "fenced", "between words", "prose", "cut", "array", "backwards", "deep", "huge number", "half a sign",
        "NUL", "a whole sign",
    ],
)  # fmt: skip
def test_reading(text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"a": [1]}, None), ({"a": [1], "b": "abc"}, None), ({}, "a: missing"), ([], "the answer: not of type object"),
        ({"a": []}, "a: fewer than 1 items"), ({"a": [1, 1, 1]}, "a: more than 2 items"),
        ({"a": [3]}, "a/0: not one of the choices"), ({"a": ["1"]}, "a/0: not of type integer"),
        ({"a": [True]}, "a/0: not of type integer"), ({"a": [1], "b": "abcd"}, "b: longer than 3 characters"),
        ({"a": [1], "c": "secret"}, "the answer: has keys that are not in the schema"),
    ],
)  # fmt: skip
def test_faults_name_places_never_content(value: object, says: str | None) -> None:
    assert fault(value, SCHEMA) == says
