"""The page behind a sign-in link: one button. Opening the link changes nothing, pressing the button does."""

from __future__ import annotations

from service.render.digest import page_templates


def signin_html(token: str) -> str:
    """A page whose button posts the one-time token to /signin."""
    return page_templates().get_template("signin.html").render(token=token)


def unsubscribe_html(token: str) -> str:
    """A page whose button ends the digest mails of whoever the token was made for."""
    return page_templates().get_template("unsubscribe.html").render(token=token)


def page_html(name: str) -> str:
    """One of the pages around signing in and out that say the same to everybody."""
    return page_templates().get_template(name).render()
