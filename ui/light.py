"""The light of the overview: a word, a shape and a colour, the trend, and the rule that gave them."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.metrics import LIGHT, TREND
from language import _
from ui.card import mentions_link, statement

LEVELS = {
    None: (":material/help:", "gray", "Not enough data"),
    0: (":material/check_circle:", "gray", "As usual"),
    1: (":material/warning:", "orange", "Raised"),
    2: (":material/report:", "red", "Far raised"),
}
TRENDS = {
    None: (":material/help:", "Not enough data"), "rising": (":material/trending_up:", "Heating up"),
    "falling": (":material/trending_down:", "Cooling down"), "steady": (":material/trending_flat:", "Steady"),
}  # fmt: skip
REASONS = {
    "few": "The 24 hours up to {until} hold too few mentions of known sentiment ({known}) to judge.",
    "history": "Before {until} there are too few mentions of four usual weeks to compare with ({known} in 24 hours).",
}


def light(answer: Answer, trend: Answer) -> None:
    row, pace = answer.row, trend.row
    shape, colour, word = LEVELS[row["level"]]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="light"):
        st.badge(_(word), icon=shape, color=colour)
        icon, word = TRENDS[pace["word"]]
        st.badge(_("Trend: {word}", word=_(word)), icon=icon, color="gray")
        st.caption(_told(row), width="content")
        with st.popover(_("Definition"), type="tertiary"):
            for metric, of in ((LIGHT, answer), (TREND, trend)):
                st.markdown(f"**{_(metric.label)}**")
                st.write(_(metric.definition))
                st.code(statement(of), language="sql", wrap_lines=True)
        mentions_link(answer.mentions(row))


def _told(row: dict) -> str:
    """What the light rests on."""
    if row["level"] is None:
        return _(REASONS[row["reason"]], known=written.whole(row["known"]), until=written.minute(row["until"]))
    return _(
        "Negative share of the 24 hours up to {until}: {share}; usual band of the 28 days before: {low} – {high} (interim rule)",
        until=written.minute(row["until"]), share=written.share(row["negative_share"]), low=written.share(row["low"]), high=written.share(row["high"]),
    )  # fmt: skip
