"""A number or a chart with all that stands behind it: table, definition, SQL, download, mentions."""

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import Metric
from charts.figures import BUCKET
from charts.theme import on_screen
from language import _, current
from ui.address import link_to
from ui.download import csv_bytes, spoken
from ui.plain import plain
from written import whole

MENTIONS = "../pages/mentions.py"
# Columns of answers that hold codes, and by which field of filters or of labels these are named.
CODED = {"platform": "platforms", "quality": "qualities", "role": "roles", "edge": "edges", "sentiment": "sentiments", "precision": "precisions", "level": "levels", "coverage": "coverages", "author_kind": "author_kinds", "segment": "segments"}
# Columns of answers that hold shares of a whole.
SHARES = {
    "share", "negative_share", "negative_low", "negative_high", "neutral_share", "positive_share", "net", "net_low", "net_high",
    "disagreement", "contribution", "within", "mix", "net_now", "net_before", "low", "high", "agreement", "agreement_low", "agreement_high",
    "negative_share_then", "growth", "share_there", "usual", "share_before", "change", "change_low", "change_high", "share_elsewhere",
    "felt_share", "open_share", "elsewhere", "share_then", "against_then", "then_low", "then_high",
    "difference", "difference_low", "difference_high", "net_alone", "engagement_rate", "score", "part_impressions", "part_mentions", "part_net", "part_rate",
}  # fmt: skip
# What Plotly says itself.
MODEBAR = (
    "Download plot as a PNG", "Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes", "Double-click to zoom back out",
    "Preparing image - this may take a few seconds", "Image download succeeded", "Sorry, there was a problem downloading your image!",
)  # fmt: skip


def card(
    title: str,
    figure: go.Figure,
    answer: Answer,
    metric: Metric,
    *,
    key: str,
    total: int,
    columns: dict[str, str],
    note: str = "",
    control: Callable[[], None] | None = None,
    opens: Callable[[Answer, list], Filters | None] | None = None,
    source: Callable[[], None] | None = None,
    most: int | None = None,
) -> None:
    """A chart whose marks open their mentions, `opens` those of a mark's customdata, where it leads anywhere. `columns` names the table's columns for the
    reader; `total` is its n; `source` draws the way to what its numbers come from; `most` is how many
    rows the chart shows at most.
    """
    with st.container(border=True, key=f"card_{key}", gap="small", height="stretch"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{title}**", width="content")
            if control:
                control()
        told = [_(metric.label), _(metric.unit), f"n = {whole(total)}", answer.filters.window(), note, _cut(answer, most)]
        st.caption(" · ".join(part for part in told if part))
        event = st.plotly_chart(
            on_screen(figure),
            key=f"chart_{key}",
            theme="streamlit",
            on_select="rerun",
            selection_mode="points",
            config=chart_config(key),
            alt=f"{title}. {_('n = {count}, {window}', count=whole(total), window=answer.filters.window())}",
        )
        quiet_row(answer, metric, key=key, columns=columns, source=source)
        if event.selection.points and (found := (opens or marked)(answer, event.selection.points[0]["customdata"])):
            open_mentions(found)


def _cut(answer: Answer, most: int | None) -> str:
    """What a chart does not show of its answer's rows."""
    count = len(answer.rows)
    return _("the first {most} of {count}; the others under Data", most=most, count=whole(count)) if most and count > most else ""


def marked(answer: Answer, mark: list) -> Filters:
    """The mentions behind a mark: those of its row, of one sentiment where it tells one after the row's place, or of all groups of the row's bucket."""
    row = answer.rows[mark[0]]
    if mark[1:] == [BUCKET]:
        return replace(answer.filters.steady(), since=row["since"], until=row["until"])
    filters = answer.mentions(row)
    return replace(filters, sentiments=(mark[1],)) if len(mark) > 1 else filters


def quiet_row(
    answer: Answer, metric: Metric, *, key: str, columns: dict[str, str], source: Callable[[], None] | None = None
) -> None:
    """数据 · 口径 · SQL · 下载 · 查看原文"""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"quiet_{key}"):
        if columns:
            frame = named(answer, columns)
            with st.popover(_("Data"), type="tertiary"):
                shares = {name: st.column_config.NumberColumn(format="percent") for column, name in columns.items() if column in SHARES}
                st.dataframe(frame, hide_index=True, column_config=shares, alt=_("The numbers of the chart"), key=f"data_{key}")
        with st.popover(_("Definition"), type="tertiary"):
            st.markdown(f"**{_(metric.label)}** ({_(metric.unit)})")
            st.write(_(metric.definition))
            st.caption(plain(answer.filters.sentence()))
        with st.popover("SQL", type="tertiary"):
            st.code(statement(answer), language="sql", wrap_lines=True)
        if columns:
            st.download_button(
                _("Download"),
                data=spoken(
                    lambda: csv_bytes(list(frame.columns), frame.astype(object).where(frame.notna(), None).itertuples(index=False))
                ),
                file_name=f"guanlan-{key}.csv",
                mime="text/csv",
                on_click="ignore",
                type="tertiary",
                key=f"download_{key}",
            )
        mentions_link(answer.filters)
        if source:
            source()


def named(answer: Answer, columns: dict[str, str]) -> pd.DataFrame:
    """The answer's columns by the reader's names, and so what codes stand in them."""
    fields = CODED | answer.opens
    labels = {column: [label(fields[column], row[column]) for row in answer.rows] for column in columns if column in fields}
    return answer.frame[list(columns)].assign(**labels).rename(columns=columns)


def mentions_link(filters: Filters, told: str = "") -> None:
    st.page_link(MENTIONS, label=told or _("See the mentions"), query_params=link_to(filters))


def statement(answer: Answer) -> str:
    """The question's SQL with the values that were used, as comments above it."""
    values = "\n".join(f"-- ${name} = {str(value)[:200]!r}" for name, value in answer.parameters.items())
    return re.sub(r"\n{3,}", "\n\n", f"{values}\n{answer.sql}".strip())


def open_mentions(filters: Filters) -> None:
    """Go to the mentions behind a mark."""
    st.switch_page(MENTIONS, query_params=link_to(filters))


def chart_config(name: str) -> dict:
    """Plotly's own buttons, in the reader's language: zoom, reset, picture."""
    locale = f"{current()}-x"
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": f"guanlan-{name}"},
        "locale": locale,
        "locales": {locale: {"dictionary": {text: _(text) for text in MODEBAR}, "format": {}}},
    }


def heading(title: str, question: str, filters: Filters | None = None) -> None:
    """A page's title with the question it answers in one line, and what is looked at."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.title(title, width="content", anchor=False)
        st.caption(question, width="content")
    if filters:
        st.caption(plain(filters.sentence()))


def empty(title: str, help_: str, *, icon: str) -> None:
    """A page or card with nothing to show says what to do."""
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown(f"### {icon}")
        st.markdown(f"**{title}**")
        st.caption(help_)


def nothing_matches() -> None:
    """The page ends here: the filters leave no mention."""
    empty(
        _("No mention matches these filters."),
        _("Widen the window or take a filter away."),
        icon=":material/search_off:",
    )
    st.stop()
