"""A number or a chart with all that stands behind it: table, definition, SQL, download, mentions."""

import re
from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from analysis.answer import Answer
from analysis.filters import Filters
from analysis.metrics import Metric
from charts.theme import on_screen
from language import _, current
from ui.download import csv_bytes
from ui.filter_bar import link_to
from ui.plain import plain
from written import whole

MENTIONS = "../pages/mentions.py"
MODEBAR = {
    "zh": {
        "Download plot as a PNG": "下载图片", "Zoom": "放大区域", "Pan": "平移", "Zoom in": "放大", "Zoom out": "缩小",
        "Autoscale": "适应", "Reset axes": "复位", "Box Select": "框选", "Lasso Select": "套索",
    },
}  # fmt: skip


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
) -> None:
    """A chart whose marks open their mentions. `columns` names the table's columns for the reader; `total` is its n."""
    with st.container(border=True, key=f"card_{key}", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{title}**", width="content")
            if control:
                control()
        told = [_(metric.label), _(metric.unit), f"n = {whole(total)}", answer.filters.window(), note]
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
        quiet_row(answer, metric, key=key, columns=columns)
        if event.selection.points:
            open_mentions(answer.mentions(answer.rows[event.selection.points[0]["customdata"][0]]))


def kpi(value: str, metric: Metric, answer: Answer, *, key: str, change: str | None, detail: str) -> None:
    """One number with its change against the period before; its direction is not judged, more is neither good nor bad."""
    with st.container(border=True, key=f"kpi_{key}", height="stretch", gap="small"):
        st.metric(
            f"{_(metric.label)} · {_(metric.unit)}",
            value,
            delta=change,
            delta_color="off",
            delta_arrow="off",
            delta_description=_("on the period before") if change else None,
        )
        st.caption(detail)
        quiet_row(answer, metric, key=key, columns={})


def quiet_row(answer: Answer, metric: Metric, *, key: str, columns: dict[str, str]) -> None:
    """数据 · 口径 · SQL · 下载 · 查看原文"""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"quiet_{key}"):
        if columns:
            frame = answer.frame[list(columns)].rename(columns=columns)
            with st.popover(_("Data"), type="tertiary"):
                st.dataframe(frame, hide_index=True, alt=_("The numbers of the chart"), key=f"data_{key}")
        with st.popover(_("Definition"), type="tertiary"):
            st.markdown(f"**{_(metric.label)}** ({_(metric.unit)})")
            st.write(_(metric.definition))
            st.caption(plain(answer.filters.sentence()))
        with st.popover("SQL", type="tertiary"):
            st.code(statement(answer), language="sql", wrap_lines=True)
        if columns:
            st.download_button(
                _("Download"),
                data=lambda: csv_bytes(
                    list(frame.columns), frame.astype(object).where(frame.notna(), None).itertuples(index=False)
                ),
                file_name=f"guanlan-{key}.csv",
                mime="text/csv",
                on_click="ignore",
                type="tertiary",
                key=f"download_{key}",
            )
        st.page_link(MENTIONS, label=_("See the mentions"), query_params=link_to(answer.filters))


def statement(answer: Answer) -> str:
    """The question's SQL with the values that were used, as comments above it."""
    values = "\n".join(f"-- ${name} = {str(value)[:200]!r}" for name, value in answer.parameters.items())
    return re.sub(r"\n{3,}", "\n\n", f"{values}\n{answer.sql}".strip())


def open_mentions(filters: Filters) -> None:
    """Go to the mentions behind a mark."""
    st.switch_page(MENTIONS, query_params=link_to(filters))


def chart_config(name: str) -> dict:
    """Plotly's own buttons, in the reader's language: zoom, reset, picture."""
    config: dict = {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": f"guanlan-{name}"},
    }
    if current() in MODEBAR:
        locale = f"{current()}-x"
        config |= {"locale": locale, "locales": {locale: {"dictionary": MODEBAR[current()], "format": {}}}}
    return config


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
