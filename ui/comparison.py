"""Which cascades are compared, up to four of those in the ranking."""

import streamlit as st

from analysis.answer import Answer
from analysis.filters import Filters
from charts.cascades_compared import MOST
from language import _
from ui.cascade_chosen import asked as nodes_of
from ui.cascades import named
from ui.cascades_compared import compared_card
from ui.chosen import fresh

NAME = 24


def compare(answer: Answer, filters: Filters) -> None:
    rows = {row["cascade_id"]: row for row in answer.rows}
    # By their place: several may be called the same.
    names = {one: f"{place} · {named(row)[:NAME]}" for place, (one, row) in enumerate(rows.items(), 1)}
    asked_for = st.session_state["compared"]
    picked = [one for one in asked_for if one in rows][:MOST]
    st.multiselect(
        _("Cascades to compare"), [*rows], picked, format_func=names.get, max_selections=MOST, placeholder=_("Choose up to {count} of the ranking", count=MOST), **fresh("compared"),
    )  # fmt: skip
    if gone := len([one for one in asked_for if one not in rows]):
        st.caption(_("{count} that were to be compared are not in the ranking of this view.", count=gone))
    if len(picked) > 1:
        compared_card([nodes_of(rows[one], filters) for one in picked], [names[one] for one in picked])
    elif picked:
        st.caption(_("One more, and they are compared."))
