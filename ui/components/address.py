"""Choices that stand in the page's address, so that a view can be shared: closed values, never free text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st


def pair_key(one: Mapping[str, Any]) -> str:
    """A name for a pair's own parts of a page: unlike any other's, also where names hold hyphens or run together."""
    return f"{one['program']}-{one['pair']}-{len(one['program'])}"


def choice(label: str, key: str, options: Mapping[str, str], **look: Any) -> str | None:
    """One of `options` (value -> words) or None for any; the value, not the words, stands in the address."""
    values = list(options)
    named = st.query_params.get(key, "")
    at = values.index(named) if named in options else None
    chosen: str | None = st.selectbox(
        label, values, at, format_func=lambda one: options.get(one, one), key=key, placeholder="Any", **look
    )
    _keep(key, chosen)
    return chosen


def first_choice(label: str, key: str, options: Mapping[str, str], **look: Any) -> str:
    """Like `choice`, but the first value stands for itself and needs no word in the address."""
    values = list(options)
    named = st.query_params.get(key, "")
    at = values.index(named) if named in options else 0
    chosen: str = st.selectbox(label, values, at, format_func=lambda one: options.get(one, one), key=key, **look)
    _keep(key, None if chosen == values[0] else chosen)
    return chosen


def day(label: str, key: str) -> str | None:
    """An ISO date or None for any."""
    chosen: Any = st.date_input(label, _date(st.query_params.get(key)), key=key, format="YYYY-MM-DD", width=160)
    said = chosen.isoformat() if isinstance(chosen, date) else None
    _keep(key, said)
    return said


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _keep(key: str, value: str | None) -> None:
    if value is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value
