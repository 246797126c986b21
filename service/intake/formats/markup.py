"""HTML as text: paragraphs as lines, lists and tables as a person would type them. Nothing is fetched or run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from mentoring.errors import BadInput
from service.intake.formats.text import as_told, refuse_endless
from service.intake.found import Found
from service.intake.note_file import decode

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "div", "dl", "dt", "dd", "figure", "footer", "form", "h1",
     "h2",     "h3", "h4", "h5", "h6", "header", "hr",
     "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
     "tbody", "thead", "tr", "ul")
)  # fmt: skip
_SILENT = frozenset({"head", "script", "style", "template", "title", "noscript"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})
_DEEPEST = 2_000


def read_html(raw: bytes, file: str) -> list[Found]:
    """A page as Google Docs or Notion export it."""
    text = html_to_text(decode(raw, file))
    refuse_endless(text, file)
    if not text.strip():
        raise BadInput(f"{file} holds no text.", code="empty", file=file)
    return [as_told(text)]


def html_to_text(markup: str) -> str:
    """The words a reader would see, one block a line; quoted mail as `> ` lines."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in "".join(reader.out).split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
    return re.sub(r"(?<=\|)\n\n(?=\|)", "\n", text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent: list[str] = []
        self.depth = 0
        self.cells = 0
        self.quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        if tag in _SILENT:
            self.silent.append(tag)
            return
        if tag not in _VOID:
            self.depth += 1
        if self.depth > _DEEPEST:
            raise RecursionError
        self.quotes += tag == "blockquote"
        if tag in {"td", "th"}:
            self.out.append("| " if self.cells == 0 else " | ")
            self.cells += 1
        elif tag == "br" or (tag in _BLOCKS and not self.cells):
            self.out.append("\n" + "> " * self.quotes)
        if tag == "li":
            self.out.append("- ")
        elif tag in {"h1", "h2", "h3"}:
            self.out.append("#" * int(tag[1]) + " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            if tag in self.silent:
                self.silent.remove(tag)
            return
        self.depth = max(0, self.depth - 1)
        if tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        if tag == "tr":
            self.out.append(" |\n" if self.cells else "\n")
            self.cells = 0
        elif tag in _BLOCKS and not self.cells:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))
