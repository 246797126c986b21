"""Rules of the desk, read out of its source."""

import ast
import tomllib
from pathlib import Path

import pytest

import ui

HOME = Path(ui.__file__).parent
SOURCES = sorted(HOME.rglob("*.py"))
CACHES = {"cache_data", "cache_resource"}
MARKDOWN = {
    "markdown",
    "write",
    "write_stream",
    "success",
    "info",
    "warning",
    "caption",
    "table",
    "metric",
    "title",
    "header",
}


def called(source: Path) -> set[str]:
    """Names of everything a file calls or decorates with on `st`."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
    }


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(HOME)))
def test_nothing_of_one_visitor_is_kept_for_another(source):
    # st.cache_data is shared by every visitor: one person's rows were once shown to the next.
    assert not called(source) & CACHES


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(HOME)))
def test_words_reach_the_page_escaped_and_never_as_markdown(source):
    # Markdown turns ![](http://...) in a note into a request to the outside.
    assert not called(source) & MARKDOWN
    assert ("html" in called(source)) == (source.name in {"look.py", "frame.py"})
    assert "unsafe_allow" not in source.read_text(encoding="utf-8")


@pytest.mark.parametrize("template", sorted((HOME / "templates").iterdir()), ids=lambda path: path.name)
def test_no_template_switches_the_escape_off(template):
    text = template.read_text(encoding="utf-8")
    assert "| safe" not in text
    assert "autoescape" not in text


@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("browser", "gatherUsageStats", False),
        ("client", "toolbarMode", "viewer"),
        ("client", "showErrorDetails", "none"),
        ("runner", "magicEnabled", False),
        ("logger", "level", "warning"),
    ],
)
def test_streamlit_is_told(section, option, value):
    config = tomllib.loads((HOME / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config[section][option] == value
