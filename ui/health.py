"""数据体检: what may be wrong with the data that every page counts, what it means, and what to do."""

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.missing import missing
from analysis.thresholds import THRESHOLDS
from analysis.totals import totals
from language import _
from ui.address import link_to
from ui.ask import ask, is_demo
from ui.card import MENTIONS, open_mentions, statement
from ui.checks import CHECKS, FIELDS, Check, without
from ui.download import csv_bytes, spoken
from ui.plain import plain

SHOWN = 3
MOST_SHOWN = 50
# A link that names more files than this is too long for an address.
MOST_FILES = 40


def health() -> None:
    """Nothing where the store is empty."""
    if is_demo() or not (count := ask(totals, Filters()).row["mentions"]):
        return
    st.subheader(_("Health of the data"), anchor=False)
    st.caption(
        _("How far can the figures be trusted? Checked over the whole store, n = {count}.", count=written.whole(count))
    )
    answers = [(check, ask(check.question, Filters())) for check in CHECKS]
    findings = [(check, answer, check.found(answer.rows)) for check, answer in answers]
    for urgent, title in ((True, _("To look at")), (False, _("To know"))):
        group = [finding for finding in findings if finding[0].urgent == urgent and finding[2]]
        if group:
            st.markdown(f"**{title} · {len(group)}**")
        elif urgent:
            st.markdown(f":material/check_circle: **{_('Nothing needs to be looked at.')}**")
        for check, answer, rows in group:
            _finding(check, answer, rows)
    if fine := [_(check.metric.label) for check, _answer, rows in findings if not rows]:
        st.caption(_("Checked, nothing found: {checks}.", checks=written.listed(fine)))
    _matrix(ask(missing, Filters()))


def _finding(check: Check, answer: Answer, rows: list[dict]) -> None:
    with st.container(border=True, key=f"health_{check.metric.name}", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            icon = ":material/error:" if check.urgent else ":material/info:"
            st.markdown(f"{icon} **{_(check.metric.label)}**", width="content")
            _behind(check, answer, rows)
        _lines(check, answer, rows[:SHOWN])
        if more := rows[SHOWN:]:
            with st.expander(_("{count} more", count=written.whole(len(more)))):
                _lines(check, answer, more[:MOST_SHOWN])
        st.caption(_(check.advice))


def _behind(check: Check, answer: Answer, rows: list[dict]) -> None:
    """口径 · SQL · 下载"""
    key = f"health_{check.metric.name}"
    with st.container(horizontal=True, gap="small", width="content", key=f"quiet_{key}"):
        with st.popover(_("Definition"), type="tertiary"):
            st.markdown(f"**{_(check.metric.label)}** ({_(check.metric.unit)})")
            st.write(_(check.metric.definition))
        with st.popover("SQL", type="tertiary"):
            st.code(statement(answer), language="sql", wrap_lines=True)
        st.download_button(
            _("Download"), data=spoken(lambda: csv_bytes(list(rows[0]), [list(row.values()) for row in rows])),
            file_name=f"guanlan-{check.metric.name}.csv", mime="text/csv", on_click="ignore", type="tertiary", key=f"download_{key}",
        )  # fmt: skip


def _lines(check: Check, answer: Answer, rows: list[dict]) -> None:
    for row in rows:
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(plain(_(check.sentence, **check.told(row))), width="content")
            if check.link and (filters := _narrowed(check.opens(answer, row))):
                st.page_link(MENTIONS, label=_(check.link), query_params=link_to(filters))


def _narrowed(filters: Filters | None) -> Filters | None:
    return filters if filters and len(filters.imports) <= MOST_FILES else None


def _matrix(answer: Answer) -> None:
    """The share of mentions without a field, a row a format; a cell opens its mentions where a filter can say them."""
    st.markdown(f"**{_('Missing fields by format')}**")
    st.caption(
        _(
            "Share of mentions without the field, n beside it; under {least} mentions their number. Choose a cell of author, time "
            "of day or region to see them.",
            least=int(THRESHOLDS["least_mentions"].value),
        )
    )
    rows = answer.rows
    event = st.dataframe(
        table(rows), hide_index=True, on_select="rerun", selection_mode="single-cell", key="missing", alt=_("Missing fields by format"),
        column_config={name: st.column_config.TextColumn(alignment="right") for name in ("n", *map(_, FIELDS.values()))},
    )  # fmt: skip
    for place, column in event.selection.cells[:1]:
        named = {_(title): name for name, title in FIELDS.items()}
        filters = column in named and _narrowed(without(answer, {**rows[place], "field": named[column]}))
        if filters:
            open_mentions(filters)


def table(rows: list[dict]) -> Styler:
    """The more is missing, the darker the cell, in the light and in the dark."""
    frame = pd.DataFrame(
        {
            _("Format"): [row["export"] for row in rows],
            "n": [written.whole(row["mentions"]) for row in rows],
            **{_(title): [_share(row[name], row["mentions"]) for row in rows] for name, title in FIELDS.items()},
        }
    )
    shades = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for name, title in FIELDS.items():
        shades[_(title)] = [f"background-color: rgba(127, 135, 144, {0.6 * row[name] / row['mentions']:.2f})" for row in rows]
    return frame.style.apply(lambda _frame: shades, axis=None)


def _share(missing: int, mentions: int) -> str:
    if mentions < THRESHOLDS["least_mentions"].value:
        return f"{missing}/{mentions}"
    return written.share(missing / mentions) if missing else "0"
