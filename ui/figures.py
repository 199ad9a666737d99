"""Figures of the business on the pages: chosen, drawn over a time chart, before and after a window, and who moves first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import written
from analysis.answer import Answer
from analysis.around import LEAST_DAYS as LEAST_KNOWN
from analysis.around import around
from analysis.figures import GRAINS, RISES, SUMMED, code, figure, figures
from analysis.filters import Filters
from analysis.labels import label
from analysis.lead_lag import LEAST_DAYS, TALKS, lead_lag, strongest
from analysis.metrics import AROUND, LEAD_LAG, Metric
from charts.figures import beside
from charts.lead_lag import lead_lag as lags
from charts.marks import mark
from language import DEFAULT, _, current
from loaders.rules import rules_or_shipped
from ui.ask import ask, shown
from ui.card import card, quiet_row
from ui.chosen import fresh
from ui.device import is_phone
from ui.kpi import JUDGED
from ui.plain import plain
from ui.targets import targeted

IMPORTS = "../pages/imports.py"
OPPOSITE = {"good": "bad", "bad": "good"}


def known(filters: Filters) -> list[dict]:
    """The figures that there are, those of the chosen brands first, then ours, then the others."""
    rows = ask(figures, Filters()).rows
    ours = {rule.name for rule in rules_or_shipped(shown()).watchlist.of_kind("brand") if rule.ours}
    return sorted(rows, key=lambda row: (row["brand"] not in filters.brands, row["brand"] not in ours))


def chosen(filters: Filters) -> dict | None:
    """The figure that the address names, where it is there."""
    return next((row for row in known(filters) if code(row["metric"], row["brand"]) == st.session_state["figure"]), None)


def time_card(title: str, drawn: go.Figure, answer: Answer, metric: Metric, *, grain: str, marks: pd.DataFrame | None = None, note: str = "", control: Callable[[], None] | None = None, **rest: object) -> None:
    """The card (ui.card.card) of a chart over time with its marks: the figure that the address names lies over it, and can be chosen there."""
    figure, told = _overlaid(drawn, answer, grain)
    card(title, mark(figure, marks), answer, metric, note=" · ".join(filter(None, [note, told])), control=partial(_choose, answer.filters, control), **rest)


def _choose(filters: Filters, control: Callable[[], None] | None) -> None:
    _choose_figure(filters)
    if control:
        control()


def _choose_figure(filters: Filters) -> None:
    """Nothing where no figures are loaded."""
    rows = known(filters)
    if not rows:
        return
    names = {code(row["metric"], row["brand"]): name_of(row) for row in rows}
    options = [None, *names]
    now = st.session_state["figure"]
    st.selectbox(
        _("Against a figure of the business"), options, options.index(now) if now in names else 0, width=190, label_visibility="collapsed",
        format_func=lambda one: names.get(one, _("No figure beside it")), **fresh("figure"),
    )  # fmt: skip


def name_of(row: dict) -> str:
    return " · ".join([label("figures", row["metric"]), *([row["brand"]] if row["brand"] else [])])


def _overlaid(drawn: go.Figure, of: Answer, grain: str) -> tuple[go.Figure, str]:
    """The chart of an answer's buckets with the chosen figure over it, and what is to be said of that."""
    row = chosen(of.filters)
    if row is None:
        return drawn, ""
    name = name_of(row)
    if grain not in GRAINS:
        return drawn, plain(_("{name} is known by the day: choose days or weeks to see it", name=name))
    answer = ask(figure, of.filters, metric=row["metric"], brand=row["brand"], grain=grain)
    if not answer.rows:
        return drawn, plain(_("{name} is not known in this window", name=name))
    summed = row["metric"] in SUMMED
    missing = sum(known["days"] < known["span"] for known in answer.rows)
    if summed and missing == len(answer.rows):
        return drawn, plain(_("{name} is known of no whole week or month in this window: choose days to see it", name=name))
    gathered = "" if grain == "day" else _(", mean of its days") if not summed else _(", sum; not drawn where days are missing") if missing else _(", sum")
    told = _("dashed, right axis: {name}{gathered}", name=name, gathered=gathered)
    return beside(drawn, answer.frame, of.frame, name=name, unit=row["unit"] or _("no unit"), grain=grain, from_zero=summed, narrow=is_phone()), plain(told)


def figures_section(filters: Filters, newest: datetime) -> None:
    """Before, during and after the window, and who moves first; a way to the import where no figures are loaded."""
    rows = known(filters)
    if not rows:
        with st.container(horizontal=True, vertical_alignment="center", key="no_figures"):
            st.caption(_("With daily figures such as orders, returns or satisfaction you see here what the talk went together with."), width="content")
            st.page_link(IMPORTS, label=_("Load figures"), query_params={"lang": current()} if current() != DEFAULT else {})
        return
    st.subheader(_("Figures of the business"), anchor=False)
    _around(filters, newest)
    _lead_lag(filters, chosen(filters) or rows[0])


def _around(filters: Filters, newest: datetime) -> None:
    answer = ask(around, filters, newest=newest)
    with st.container(border=True, key="card_around", gap="small"):
        st.markdown(f"**{_('The figures before, in and after this window')}**")
        if not answer.rows:
            st.caption(_("None of the figures is known in this window, nor in the spans before and after it."))
            return
        span = answer.rows[0]["span"]
        st.caption(" · ".join([_("mean per day"), _("{count} days each", count=written.whole(span)), answer.filters.window()]))
        st.markdown(_found(answer.rows))
        goals = {place: told for place, row in enumerate(answer.rows) if (told := targeted(row, answer.filters))}
        table = _table(answer.rows, goals)
        right = {title: st.column_config.TextColumn(alignment="right") for title in list(table)[2:7]}
        st.dataframe(table, hide_index=True, column_config=right, alt=_("The mean of each figure before, in and after the window"), key="around")
        if span % 7:
            st.caption(_("These spans are no whole weeks, so that different weekdays are compared: choose 7, 14 or 28 days for a fairer view."))
        columns = {
            "metric": _("Figure"), "brand": _("Brand"), "unit": _("Unit"), "before": _("In the span before"), "before_days": _("Days known before"), "during": _("In the window"),
            "during_days": _("Days known in it"), "after": _("In the span after"), "after_days": _("Days known after"), "during_change": _("Change in the window"),
            "during_low": _("Its interval from"), "during_high": _("Its interval to"), "after_change": _("Change after"), "after_low": _("That interval from"), "after_high": _("That interval to"),
        }  # fmt: skip
        named = answer.table.set_column(0, "metric", [[label("figures", row["metric"]) for row in answer.rows]])
        quiet_row(replace(answer, table=named), AROUND, key="around", columns=columns)


def _found(rows: list[dict]) -> str:
    """Which figures differed clearly in the window, each judged by what it is to the business."""
    told = []
    for row in rows:
        if row["during_clear"]:
            rise = RISES.get(row["metric"])
            judged = rise if row["during_change"] > 0 else OPPOSITE.get(rise)
            moved = written.change(row["during"], row["before"]) if row["metric"] in SUMMED else " → ".join(written.amount(_rounded(row[part])) for part in ("before", "during"))
            told.append(f"{plain(name_of(row))} :{JUDGED[judged]}[{plain(moved)}]")
    if told:
        return _("Clearly otherwise than before: {figures}.", figures=_("; ").join(told))
    if all(row["before"] is None for row in rows):
        return _("The figures do not reach back over the span before this window: choose a shorter or later one to compare.")
    return _("No figure differs clearly from the span before.")


def _table(rows: list[dict], goals: dict[int, str]) -> dict[str, list[str]]:
    told = {
        _("Figure"): [name_of(row) for row in rows],
        _("Unit"): [row["unit"] or "" for row in rows],
        **{title: [_mean(row, part) for row in rows] for part, title in (("before", _("In the span before")), ("during", _("In the window")), ("after", _("In the span after")))},
        _("Change in the window"): [_change(row, "during") for row in rows],
        _("Change after"): [_change(row, "after") for row in rows],
    }
    return told | ({_("Target"): [goals.get(place, "") for place in range(len(rows))]} if goals else {})


def _mean(row: dict, part: str) -> str:
    """With how many days it rests on, where not on all."""
    days = row[f"{part}_days"]
    if not days:
        return written.UNKNOWN
    value = written.amount(_rounded(row[part]))
    return value if days == row["span"] else _("{value} ({days}/{span} days)", value=value, days=days, span=row["span"])


def _change(row: dict, part: str) -> str:
    """With its interval; a word says whether it is clear."""
    value, low, high = (row[f"{part}_{name}"] for name in ("change", "low", "high"))
    if value is None:
        return written.UNKNOWN
    told = _signed(value)
    if low is None:
        few = min(row["before_days"], row[f"{part}_days"]) < LEAST_KNOWN
        return _("{change}, too few days", change=told) if few else _("{change}, days too alike for an interval", change=told)
    told = _("{change} ({low} to {high})", change=told, low=_signed(low), high=_signed(high))
    return _("{change} clear", change=told) if row[f"{part}_clear"] else told


def _rounded(value: float) -> float:
    """To three digits or so: 4.52, 41.6, 1,067."""
    return round(value, 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0)


def _signed(value: float) -> str:
    value = _rounded(value)
    return f"+{written.amount(value)}" if value > 0 else written.amount(value)


def _lead_lag(filters: Filters, row: dict) -> None:
    talk = st.session_state["talk"]
    name, said = name_of(row), talks()[talk]
    answer = ask(lead_lag, filters, metric=row["metric"], brand=row["brand"], talk=talk)
    title = plain(_("Which moves first: {talk} or {name}", talk=said, name=name))
    if not answer.rows:
        with st.container(border=True, key="card_lead_lag", gap="small"):
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.markdown(f"**{title}**", width="content")
                _choose_talk()
            st.caption(_("Too little data: it takes {count} days on which both are known.", count=LEAST_DAYS))
        return
    columns = {
        "lag": _("Days that the figure comes after"), "pairs": _("Pairs of days"), "effective": _("Independent pairs"), "r": _("Correlation"), "r_low": _("From"), "r_high": _("To"),
        "clear": _("Interval excludes 0"),
    }  # fmt: skip
    note = plain(_sentence(answer, name, said))
    card(
        title, lags(answer.frame, name=name, talk=said), answer, LEAD_LAG, key="lead_lag", total=answer.rows[0]["common"], columns=columns, note=note,
        control=_choose_talk, opens=lambda answer, _mark: answer.filters,
    )  # fmt: skip


def _sentence(answer: Answer, name: str, said: str) -> str:
    row = strongest(answer.rows)
    if row is None:
        return _("{count} days on which both are known; at no lag up to 14 days is a correlation told from chance.", count=written.whole(answer.rows[0]["common"]))
    told = {"r": written.coefficient(row["r"]), "low": written.coefficient(row["r_low"]), "high": written.coefficient(row["r_high"]), "name": name, "talk": said, "days": abs(row["lag"])}
    if row["lag"] == 0:
        found = _("{name} goes most with {talk} on the same day: r = {r} ({low} – {high}).", **told)
    elif row["lag"] > 0:
        found = _("{name} goes most with {talk} at a lag of +{days} d: r = {r} ({low} – {high}).", **told)
    else:
        found = _("{name} goes most with {talk} at a lag of −{days} d: r = {r} ({low} – {high}).", **told)
    return f"{found} {_('This is a correlation and no cause: something else may move both.')}"


def talks() -> dict[str, str]:
    return {"net": _("Net sentiment"), "negative_share": _("Negative share"), "complaints": _("Complaining mentions")}


def _choose_talk() -> None:
    names = talks()
    st.segmented_control(_("Compared with"), TALKS, default=st.session_state["talk"], format_func=names.get, required=True, label_visibility="collapsed", **fresh("talk"))
