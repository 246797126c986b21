"""A digest document as something to look at: HTML for screen and print, Markdown for everything else."""

from service.render.digest import digest_html, digest_markdown

__all__ = ["digest_html", "digest_markdown"]
