"""Nothing that one person may see, or that a consent covers, sits in a cache that others meet.

Streamlit's caches are shared by all visitors (measured: one reader's rows were shown to another), and so is a
memoised function: what is cached may depend on nothing but the program, or on a single word.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("mentoring", "extractor", "retrieval", "service", "ui")
CACHES = {"cache", "lru_cache", "cached", "ttl_cache", "cache_data", "cache_resource"}
SCOPED = {"app", "caller", "person", "reader", "session", "store", "gate", "consent", "note", "row", "item", "request"}


def cached(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in CACHES:
                    yield node  # type: ignore[misc]  # either kind of function


def takes(function: ast.FunctionDef) -> set[str]:
    arguments = function.args
    return {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}


def faults(source: str, *, near_people: bool) -> list[str]:
    """Cached functions that take what belongs to somebody; near people (service, desk) that take anything."""
    return [
        f"{one.name}({', '.join(sorted(takes(one)))})"
        for one in cached(ast.parse(source))
        if takes(one) & SCOPED or (near_people and takes(one) - {"finalize"})  # which of our own ways of writing
    ]


FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def test_no_cache_holds_what_belongs_to_somebody() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): wrong
        for path in FILES
        if (wrong := faults(path.read_text("utf-8"), near_people=path.relative_to(ROOT).parts[0] in ("service", "ui")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "@st.cache_data\ndef mine(): return st.session_state.rows\n".replace("mine()", "mine(person)"),
        "@lru_cache\ndef seen(app, caller): ...\n",
        "@functools.cache\ndef rows(store): ...\n",
        "@lru_cache(maxsize=9)\ndef answer(question): ...\n",
    ],
)
def test_a_cache_of_what_somebody_may_see_is_found(source: str) -> None:
    assert faults(source, near_people=True)


def test_a_cache_of_the_programs_own_parts_is_none_of_them() -> None:
    assert not faults("@lru_cache\ndef templates(): ...\n", near_people=True)
    assert not faults("@lru_cache(maxsize=64)\ndef stem(word): ...\n", near_people=False)
