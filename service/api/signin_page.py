"""The page behind a sign-in link: one button, so that a scanner that opens the link does not use it up."""

from __future__ import annotations

from html import escape

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to Upwell</title><style>
:root {{ color-scheme: light dark; }}
body {{ font: 17px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 0 1.5rem; }}
main {{ max-width: 26rem; text-align: center; }}
h1 {{ font: 600 2rem/1.2 Georgia, serif; margin: 0 0 .5rem; }}
button {{ font: inherit; font-weight: 600; padding: .7rem 1.6rem; border: 0; border-radius: .5rem;
  background: #1f5f5b; color: #fff; cursor: pointer; }}
button:focus-visible {{ outline: 3px solid #e0a526; outline-offset: 2px; }}
</style></head><body><main>
<h1>Upwell</h1><p>This link signs you in on this machine, once.</p>
<form method="post" action="/signin"><input type="hidden" name="token" value="{token}">
<button autofocus>Sign in</button></form>
</main></body></html>
"""


def signin_html(token: str) -> str:
    """The page for one token."""
    return _PAGE.format(token=escape(token, quote=True))
