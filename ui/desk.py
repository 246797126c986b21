"""The desk as an application to be mounted: `api.mount("/", desk(address))`, one of them per process."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
from streamlit.starlette import App

log = logging.getLogger(__name__)


def desk(service: str) -> App:
    """The Streamlit desk, calling the service at this address (scheme, host, port; no path).

    The address is the service's own word: one taken from the visitor could point the desk anywhere.
    """
    return App(Path(__file__).with_name("app.py"), secrets={"service": service}, on_script_error=_failed)


def _failed(error: Exception) -> bool:
    """Log the kind of an error, never its text; show a sentence in its place."""
    log.error("desk: %s", type(error).__name__)
    st.error("This page could not be shown. Reload it; if that does not help, tell whoever runs this home.")
    return True
