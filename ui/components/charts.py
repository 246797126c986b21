"""Charts of the desk: one quiet colour that holds against both themes, a title, words for whoever does not see it.

Altair comes with Streamlit. Each chart says in `alt` what it shows, and its figures stand beneath as a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from ui.components.look import show

if TYPE_CHECKING:
    import altair as alt

_COLOUR = "#2a7b74"
"""4.9:1 on the light ground, 3.6:1 on the dark one."""
_HEIGHT = 200
BANDS = ("1-2", "3-5", "6-10", "more")
STANDINGS = {"late": "Late", "due": "Due soon", "open": "Open", "done": "Done"}


def bars(rows: list[dict[str, Any]], x: str, y: str, *, labels: list[str], most: float | None = None) -> alt.Chart:
    """Upright bars; `labels`: the values of x in their order."""
    import altair as alt

    chart: alt.Chart = alt.Chart(alt.Data(values=rows)).mark_bar(color=_COLOUR, cornerRadiusEnd=3, size=44).encode(
        alt.X(f"{x}:N", sort=labels, title=None, axis=alt.Axis(labelAngle=0, labelLimit=90)),
        _upright(rows, y, most),
    ).properties(height=_HEIGHT)  # fmt: skip
    return chart


def steps(rows: list[dict[str, Any]], y: str) -> alt.Chart:
    """A line over days, its points marked."""
    import altair as alt

    dots = {"color": _COLOUR, "size": 50}
    chart: alt.Chart = alt.Chart(alt.Data(values=rows)).mark_line(color=_COLOUR, point=dots).encode(
        alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=4, labelOverlap=True)),
        _upright(rows, y, None),
    ).properties(height=_HEIGHT)  # fmt: skip
    return chart


def grid(rows: list[dict[str, Any]], *, days: list[str]) -> alt.Chart:
    """One numbered row a pattern, one dot a week, larger the wider its band."""
    import altair as alt

    size = alt.Size("band:O", sort=BANDS, scale=alt.Scale(domain=BANDS, range=[50, 130, 260, 420]), legend=None)
    chart: alt.Chart = alt.Chart(alt.Data(values=rows)).mark_circle(color=_COLOUR, opacity=1).encode(
        alt.X("day:O", sort=days, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, grid=False)),
        alt.Y("number:O", title=None, axis=alt.Axis(grid=True, ticks=False)),
        size,
    ).properties(height=40 + 30 * len({row["number"] for row in rows}))  # fmt: skip
    return chart


def _upright(rows: list[dict[str, Any]], y: str, most: float | None) -> alt.Y:
    """An axis of whole numbers from nought to a little above the highest."""
    import altair as alt

    scale = alt.Scale(domain=[0, most or 1.15 * max(row[y] for row in rows)])
    return alt.Y(f"{y}:Q", title=None, scale=scale, axis=alt.Axis(tickMinStep=1, tickCount=4, format="d"))


def draw(chart: alt.Chart, title: str, description: str, key: str) -> None:
    """Title, words and chart."""
    show("chart_head.html", title=title, description=description, key=key)
    st.altair_chart(chart, key=f"chart-{key}", alt=f"{title}. {description}")


def figures(title: str, head: list[str], body: list[list[str]]) -> None:
    """The same as a table, for whoever would rather read it."""
    show("chart_figures.html", title=title, head=head, body=body)
