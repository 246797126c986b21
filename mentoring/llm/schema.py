"""Reads a model's answer and checks it against the JSON schema it was asked to keep.

Checked here although most servers enforce it: some ignore `response_format`, others enforce half of it. The subset:
type, enum, properties, required, additionalProperties false, items, minItems, maxItems, maxLength.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
_TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def read(text: str) -> Any:
    """The JSON object in `text`, also inside a code fence or between words; None when there is none.

    None too where it holds what no store can keep: half a surrogate pair, a NUL, a number of thousands of digits.
    """
    start, end = text.find("{"), text.rfind("}")
    try:
        value = json.loads(text[start : end + 1]) if 0 <= start < end else None
        said = json.dumps(value, ensure_ascii=False)
        said.encode()
    except (ValueError, RecursionError):
        return None
    return None if "\\u0000" in said else value


def fault(value: Any, schema: Schema) -> str | None:
    """The first place that breaks the schema and how, for example `actions/0/owner: not one of the choices`."""
    return next(_faults(value, schema, ""), None)


def _faults(value: Any, schema: Schema, at: str) -> Iterator[str]:
    kind = _TYPES.get(schema.get("type", ""))
    place = at or "the answer"
    if kind and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        yield f"{place}: not of type {schema['type']}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{place}: not one of the choices"
    elif isinstance(value, dict):
        yield from _object(value, schema, at)
    elif isinstance(value, list):
        yield from _array(value, schema, at)
    elif isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        yield f"{place}: longer than {schema['maxLength']} characters"


def _object(value: dict[str, Any], schema: Schema, at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{_join(at, name)}: missing"
    if schema.get("additionalProperties") is False and set(value) - set(known):
        yield f"{at or 'the answer'}: has keys that are not in the schema"
    for name, inner in known.items():
        if name in value:
            yield from _faults(value[name], inner, _join(at, name))


def _array(value: list[Any], schema: Schema, at: str) -> Iterator[str]:
    if len(value) < schema.get("minItems", 0):
        yield f"{at}: fewer than {schema['minItems']} items"
    if len(value) > schema.get("maxItems", len(value)):
        yield f"{at}: more than {schema['maxItems']} items"
    for number, item in enumerate(value):
        yield from _faults(item, schema.get("items", {}), _join(at, str(number)))


def _join(at: str, name: str) -> str:
    return f"{at}/{name}" if at else name
