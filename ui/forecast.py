"""What the next hours may bring, as a card: how far such a forecast was off in the hours before stands beside it."""

from dataclasses import replace

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.forecast import backtest, forecast
from analysis.labels import label
from analysis.metrics import FORECAST
from analysis.projection import LEAST
from analysis.totals import totals
from charts.forecast import forecast as hours_ahead
from language import _
from ui.ask import ask
from ui.card import card
from ui.chosen import AHEAD, fresh
from ui.compare import at
from ui.plain import plain

METHODS = {
    "last": "the last hour goes on", "seasonal": "the same hours of yesterday", "decay": "back to the usual", "holt": "Holt's trend, damped",
}  # fmt: skip


def forecast_card(filters: Filters) -> None:
    now, hours = at(filters), int(st.session_state["ahead"])
    tested = ask(backtest, filters, at=now)
    chosen = next((row for row in tested.rows if row["chosen"] and row["hours"] == hours), None)
    if chosen is None:
        _refused(tested)
        return
    answer = ask(forecast, filters, at=now, hours=hours)
    names = {
        "bucket": _("Hour"), "mentions": _("Volume"), "forecast": _("Forecast"), "least": _("80% interval from"), "most": _("80% interval to"),
    }  # fmt: skip
    count = sum(row["mentions"] or 0 for row in answer.rows)
    card(
        told(filters, chosen), hours_ahead(answer.frame), answer, FORECAST, key="forecast", total=count, columns=names,
        note=" · ".join([*off(chosen), *_left_out(answer, filters, count)]), control=_choose, source=lambda: _tests(tested),
    )  # fmt: skip


def told(filters: Filters, row: dict) -> str:
    count = written.whole(row["forecast"])
    if row["least"] is None:
        claim = _("about {count} mentions", count=count)
    else:
        claim = _("about {count} mentions (80% interval {least} – {most})", count=count, least=written.whole(row["least"]), most=written.whole(row["most"]))
    if len(filters.topics) == 1:
        return _("{topic}, the next {hours} hours: {claim}", topic=plain(label("topics", filters.topics[0])), hours=row["hours"], claim=claim)
    return _("The next {hours} hours: {claim}", hours=row["hours"], claim=claim)


def off(row: dict) -> list[str]:
    """By which method, how far it was off, and why there is no interval."""
    values = {"method": _(METHODS[row["method"]]), "error": written.short(row["error"])}
    if not row["enough"]:
        said = _("method: {method}, for want of enough hours like these to choose by; in all hours before off by {error} mentions on average", **values)
    elif row["method"] in ("last", "seasonal"):
        said = _("method: {method}; nothing did better in the backtest, where it was off by {error} mentions on average", **values)
    else:
        relative = written.coefficient(row["relative"])
        said = _("method: {method}; in the backtest off by {error} mentions on average, {relative} × the error of the same hours of yesterday", relative=relative, **values)
    none = [_("no interval: too few hours like these, or too far off in them")] if row["least"] is None else []
    return [said, *none, _("a projection of these hours, it knows no causes")]


def _left_out(answer: Answer, filters: Filters, count: int) -> list[str]:
    """How many mentions of these hours are not counted because only their day is known."""
    window = replace(filters, since=answer.filters.since, until=answer.filters.until)
    missing = ask(totals, window).row["mentions"] - count
    return [_("{count} mentions without a time of day are left out", count=written.whole(missing))] if missing else []


def _refused(tested: Answer) -> None:
    with st.container(border=True, key="card_forecast", height="stretch"):
        st.markdown(f"**{_('What the next hours may bring')}**")
        st.caption(
            _("Too little for a forecast: it takes {least} whole hours from the first mention on; within the four weeks up to {until} there are {count}.",
              least=LEAST, until=written.minute(tested.filters.until), count=tested.rows[0]["bins"])
        )  # fmt: skip


def _choose() -> None:
    st.segmented_control(
        _("Hours ahead"), AHEAD, default=st.session_state["ahead"], format_func=lambda hours: _("{count} h", count=hours), required=True,
        label_visibility="collapsed", **fresh("ahead"),
    )  # fmt: skip


def _tests(tested: Answer) -> None:
    heads = (_("Hours ahead"), _("Method"), _("Error (mentions)"), _("× the same hours of yesterday"), _("Times"))
    lines = [heads, ("--:", ":--", "--:", "--:", "--:"), *map(_line, tested.rows)]
    with st.popover(_("Backtest"), type="tertiary"):
        st.caption(_("How far the total of the hours ahead was off, on average, had it been forecast at each of the hours before from what was known then. Bold: taken."))
        st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _line(row: dict) -> list[str]:
    told = [written.whole(row["hours"]), _(METHODS[row["method"]]), written.short(row["error"]), written.coefficient(row["relative"]), written.whole(row["origins"])]
    return [f"**{cell}**" for cell in told] if row["chosen"] else told
