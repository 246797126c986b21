"""For somebody whose roles have no screen at the desk."""

from ui.components.look import show

show(
    "empty.html",
    title="Nothing for you here yet",
    text="Your role has no pages at the desk. Whoever runs your programme can give you one. "
    "Evaluations are run at the command line: upwell evals run privacy quality.",
)
