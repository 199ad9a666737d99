"""The top issues of a view as a table: what, how large, how negative, where it goes. Choosing one opens its mentions."""

from dataclasses import replace

import streamlit as st

import written
from analysis.filters import Filters
from analysis.issues import issues
from analysis.metrics import ISSUES
from analysis.volume import volume
from language import _
from ui.ask import ask
from ui.card import open_mentions, quiet_row

SETTINGS = "../pages/settings.py"
MOST = 8


def top_issues(filters: Filters, before: Filters | None, grain: str) -> None:
    answer = ask(issues, filters, before=before, most=MOST)
    with st.container(border=True, key="card_issues", gap="small", height="stretch"):
        st.markdown(f"**{_('Top issues')}**")
        st.caption(f"{_(ISSUES.label)} · {_(ISSUES.unit)} · {filters.window()}")
        if not answer.rows:
            st.caption(_("None of the problems and topics of the watchlist occurs here. They are defined in the settings."))
            st.page_link(SETTINGS, label=_("Define problems and topics"), icon=":material/tune:")
            return
        named = tuple(row["value"] for row in answer.rows)
        courses: dict[str, list[int]] = {name: [] for name in named}
        for row in ask(volume, replace(filters, keyword_sets=named), grain=grain, by="keyword_sets").rows:
            courses[row["value"]].append(row["mentions"])
        event = st.dataframe(
            {
                _("Issue"): named,
                _("Mentions counted"): [row["mentions"] for row in answer.rows],
                **({_("Change"): [written.change(row["mentions"], row["before"]) for row in answer.rows]} if before else {}),
                _("Negative"): [row["negative_share"] for row in answer.rows],
                _("Course"): list(courses.values()),
            },
            key="list_issues",
            hide_index=True,
            on_select="rerun",
            selection_mode="single-cell",
            placeholder=_("Too few"),
            column_config={
                _("Mentions counted"): st.column_config.NumberColumn(format="localized"),
                _("Negative"): st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1, width=90),
                _("Course"): st.column_config.LineChartColumn(width=110, y_min=0),
            },
            alt=_("Top issues"),
        )
        quiet_row(answer, ISSUES, key="issues", columns={
            "value": _("Issue"), "mentions": _("Mentions counted"), "before": _("Period before"), "negative": _("Negative"),
            "known": _("Sentiment known"), "negative_share": _("Negative share"),
        })  # fmt: skip
        if event.selection.cells:
            open_mentions(answer.mentions(answer.rows[event.selection.cells[0][0]]))
