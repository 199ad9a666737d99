"""未覆盖渠道 as a card: which channels the data lacks, in this window or at all, and what would bring them."""

import streamlit as st

import written
from analysis.coverage import coverage, mentions_of
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import COVERAGE
from language import _
from loaders.brings import monitors, tools
from loaders.platforms import platforms
from ui.ask import ask
from ui.card import quiet_row
from ui.opening import opening
from ui.plain import plain

IMPORTS = "../pages/imports.py"
# The only tool whose name is no proper one.
TICKETS = "customer-service tickets"
# In which order the gaps are told, and how.
GAPS = {"ended": "Ended before the others: {platforms}.", "elsewhere": "None in this window: {platforms}.", "never": "Not in the data: {platforms}."}


def coverage_card(filters: Filters) -> None:
    answer = ask(coverage, filters, channels=tuple(platforms()))
    rows = answer.rows
    with st.container(border=True, key="card_coverage", gap="small"):
        st.markdown(f"**{_('Channels that are not covered')}**")
        for gap, sentence in GAPS.items():
            if names := [label("platforms", row["platform"]) for row in rows if row["coverage"] == gap]:
                st.markdown(plain(_(sentence, platforms=written.listed(names))))
        st.caption(_("Not in the data is not: nothing was said there. Shares of platforms are shares among those that are here."))
        table = {
            _("Platform"): [label("platforms", row["platform"]) for row in rows],
            _("Coverage"): [label("coverages", row["coverage"]) for row in rows],
            _("In this window"): [row["mentions"] for row in rows],
            _("In all"): [row["ever"] for row in rows],
            _("First day"): [row["first"] for row in rows],
            _("Last day"): [row["last"] for row in rows],
            _("Expected since"): [row["expected"] for row in rows],
            _("Exports that bring it"): [_brought(row["platform"]) for row in rows],
        }
        day, count = st.column_config.DateColumn(format="YYYY-MM-DD", width=90), st.column_config.NumberColumn(format="localized")
        opening(
            "coverage", table, lambda place: mentions_of(answer, rows[place]), alt=_("Channels that are not covered"),
            config={
                **dict.fromkeys((_("First day"), _("Last day")), day), **dict.fromkeys((_("In this window"), _("In all")), count),
                _("Expected since"): st.column_config.NumberColumn(format="%.0f", help=_("Mentions of usual days since its last day; from 10 on it ended early.")),
                _("Exports that bring it"): st.column_config.TextColumn(width=320),
            },
        )  # fmt: skip
        st.caption(_("Exports of {tools} hold many platforms at once; so does any table with a column that names them.", tools=written.listed(monitors())))
        st.page_link(IMPORTS, label=_("Import an export"), icon=":material/upload_file:")
        quiet_row(answer, COVERAGE, key="coverage", columns=_columns())


def _brought(platform: str) -> str:
    names = [_("customer-service tickets") if tool == TICKETS else tool for tool in tools(platform)]
    return written.listed(names) or _("any table with its platform")


def _columns() -> dict[str, str]:
    return {
        "platform": _("Platform"), "coverage": _("Coverage"), "mentions": _("In this window"), "ever": _("In all"), "first": _("First day"), "last": _("Last day"),
        "silent": _("Days since"), "usual_day": _("Usual day"), "expected": _("Expected since"),
    }  # fmt: skip
