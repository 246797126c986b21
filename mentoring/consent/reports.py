"""Who may read the words by which a later note reports on an action item.

The mentor never previewed them as an item of hers, so they stay with the two who were in the room.
"""

from __future__ import annotations

from datetime import date, timedelta

from mentoring.consent.visibility import Rules, Shown


def may_read_report(shown: Shown, found_on: date, today: date, rules: Rules) -> bool:
    """The mentor at once, the mentee after the preview window, nobody else; an evaluation home shows everything."""
    if rules.everything or shown.relation == "mentor":
        return True
    return shown.relation == "mentee" and found_on + timedelta(days=rules.preview_days) <= today
