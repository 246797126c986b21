"""A digest document as something to look at or to hand out; the formats are in forms.py."""

from service.render.digest import digest_html, digest_markdown
from service.render.signin import signin_html

__all__ = ["digest_html", "digest_markdown", "signin_html"]
