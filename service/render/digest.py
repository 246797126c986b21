"""The weekly digest in two forms, from the digest document alone.

A digest is read away from the service: the HTML carries its style, holds no script and asks for
nothing from outside. Every expression is escaped by the environment, never by a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mentoring.records import words
from mentoring.redaction.render import humanise
from service.render.outline import is_quiet

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~])")


def digest_html(document: dict[str, Any]) -> str:
    """One self-contained page: light, dark, phone and print."""
    return page_templates().get_template("digest.html").render(digest=document, quiet=is_quiet(document))


def digest_markdown(document: dict[str, Any]) -> str:
    """The same content as CommonMark; what comes from notes can form no link, image or tag."""
    text = page_templates(escape_markdown).get_template("digest.md").render(digest=document, quiet=is_quiet(document))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def escape_markdown(value: Any) -> Any:
    """Text on one line with Markdown's own signs made plain; what a macro rendered is escaped already."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup(_MARKDOWN.sub(r"\\\1", " ".join(value.split())))  # noqa: S704 - escaped for Markdown in this line


@lru_cache
def page_templates(finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The package's templates with the words as filters; every expression is escaped."""
    environment = Environment(
        loader=PackageLoader("service.render"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = (
        "theme direction confidence owner status decision day due days week band count standing held_back lead "
        "pattern_title trend quiet"
    )
    environment.filters.update({name: getattr(words, name) for name in names.split()}, readable=humanise)
    return environment
