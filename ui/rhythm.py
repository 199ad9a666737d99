"""The rhythm 发布节律 of the day, as a card."""

import streamlit as st

import written
from analysis.filters import BY_NAME, Filters
from analysis.labels import label
from analysis.metrics import RHYTHM
from analysis.rhythm import TOGETHER, Busiest, busiest, rhythm
from charts.rhythm import rhythm as heat
from language import _
from ui.ask import ask
from ui.card import card
from ui.chosen import RHYTHMS, fresh
from ui.device import is_phone


def rhythm_card(filters: Filters, total: int) -> None:
    by = st.session_state["rhythm"]
    answer, name = ask(rhythm, filters, by=by), _(BY_NAME[by].label)
    if not answer.rows:
        with st.container(border=True, key="card_rhythm"):
            st.markdown(f"**{_('At which hours it is said')}**")
            st.caption(_("The time of day is known of none of these {total} mentions: their exports tell the day only.", total=written.whole(total)))
        return
    frame = answer.frame.assign(row=[label(by, row["value"]) for row in answer.rows])
    columns = {"value": name, "hour": _("Hour"), "mentions": _("Mentions counted"), "value_mentions": _("Mentions of the row"), "share": _("Share of the row")}
    timed = answer.rows[0]["timed"]
    left_out = _("{count} mentions without a time of day are left out", count=written.whole(total - timed)) if timed < total else ""
    card(
        _finding(busiest(answer)), heat(frame, rows=name, narrow=is_phone()), answer, RHYTHM, key="rhythm", total=timed, columns=columns, note=left_out, control=_choose,
    )  # fmt: skip


def _finding(told: Busiest | None) -> str:
    if told is None:
        return _("At which hours it is said")
    said = {"first": told.first, "until": (told.first + TOGETHER) % 24, "share": written.share(told.share), "even": written.share(TOGETHER / 24)}
    if told.clear:
        return _("Most is said between {first}:00 and {until}:00: {share} of the mentions, {even} of an even day", **said)
    return _("No hours are clearly busier than others; most came between {first}:00 and {until}:00 ({share}, {even} of an even day)", **said)


def _choose() -> None:
    st.segmented_control(
        _("By rows"), RHYTHMS, default=st.session_state["rhythm"], format_func=lambda name: _(BY_NAME[name].label), required=True, label_visibility="collapsed",
        **fresh("rhythm"),
    )  # fmt: skip
