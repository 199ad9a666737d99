"""When what is complained of, as a card: aspects by month or weekday, one of them with its intervals and the year before."""

import pandas as pd
import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters, code
from analysis.labels import label
from analysis.metrics import SEASONS as METRIC
from analysis.seasons import SEASONS, seasons
from charts.seasons import seasons as heat
from language import _
from ui.ask import ask
from ui.card import card, open_mentions
from ui.chosen import fresh
from ui.device import is_phone
from ui.keyed import keyed
from ui.plain import plain

# Aspects and months at most in the picture; a phone has room for fewer months.
MOST, MONTHS, NARROW = 12, 13, 6
NAMES = {"month": "By month", "weekday": "By weekday"}


def seasons_card(filters: Filters) -> None:
    season = st.session_state["season"]
    answer = ask(seasons, filters, season=season)
    title = _("When what is complained of")
    if not answer.rows:
        with st.container(border=True, key="card_seasons", gap="small"):
            _choose()
            st.markdown(f"**{title}**")
            st.caption(_("No complaint of known day names an aspect."))
        return
    named = tuple(dict.fromkeys(row["value"] for row in answer.rows))
    drawn = _drawn(answer, season)
    total = sum({row.get("since") or row.get("weekday"): row["complaints"] for row in answer.rows}.values())
    card(
        title, heat(drawn, rows=_("Aspect"), columns=_("Month") if season == "month" else _("Weekday"), narrow=is_phone()), answer, METRIC, key="seasons", total=total,
        columns=_columns(season), control=_choose, note=" · ".join(_told(answer, season, len(named))), opens=lambda told, mark: told.mentions(told.rows[drawn["place"].iloc[mark[0]]]),
    )  # fmt: skip
    _one(answer, season, named)


def finding(answer: Answer, season: str) -> str:
    """The largest of the clear differences in a sentence."""
    clear = [row for row in answer.rows if row["clear"]]
    if not clear:
        return _("no aspect is complained of clearly more or less in some months than in the others") if season == "month" else _("no aspect is complained of clearly more or less on some weekdays than on the others")
    row = max(clear, key=lambda row: abs(row["change"]))
    values = {"when": _when(row, season), "aspect": label("aspects", row["value"]), "share": written.share(row["share"]), "others": written.share(row["elsewhere"])}
    return _("largest clear difference: {when} {share} of the complaints name {aspect}, {others} in all others", **values)


def _told(answer: Answer, season: str, aspects: int) -> list[str]:
    months = len({row["since"] for row in answer.rows}) if season == "month" else 0
    return [
        plain(finding(answer, season)),
        _("complaints of all time, whatever the window; % of those of the month") if season == "month" else _("complaints of all time, whatever the window; % of those of the weekday"),
        _("framed: clearly different from the others"),
        *([_("the {count} largest aspects", count=MOST)] if aspects > MOST else []),
        *([_("the latest {count} of {all} months; the others under Data", count=_months(), all=written.whole(months))] if months > _months() else []),
    ]


def _months() -> int:
    return NARROW if is_phone() else MONTHS


def _drawn(answer: Answer, season: str) -> pd.DataFrame:
    """The rows of the picture, with their heads in words."""
    frame = answer.frame
    frame = frame.assign(
        place=range(len(frame)), row_key=frame["value"], row=[label("aspects", value) for value in frame["value"]], column_key=frame["since"] if season == "month" else frame["weekday"],
        column=[_when(row, season) for row in answer.rows],
    )  # fmt: skip
    frame = frame[frame["value"].isin(frame["value"].drop_duplicates().head(MOST))]
    if season == "month":
        frame = frame[frame["since"].isin(sorted(frame["since"].unique())[-_months() :])]
    return frame.reset_index(drop=True)


def _when(row: dict, season: str) -> str:
    return written.bucket(row["since"], "month") if season == "month" else label("weekdays", row["weekday"])


def _choose() -> None:
    st.segmented_control(_("Season"), SEASONS, default=st.session_state["season"], format_func=lambda name: _(NAMES[name]), required=True, label_visibility="collapsed", **fresh("season"))


def _one(answer: Answer, season: str, named: tuple[str, ...]) -> None:
    """One aspect with its intervals, by months beside the same month of the year before."""
    codes = {code(value): value for value in named}
    with st.container(border=True, key="season_of", gap="small"):
        chosen = st.session_state["season_of"]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{_('One aspect in detail')}**", width="content")
            st.selectbox(
                _("Choose an aspect"), list(codes), list(codes).index(chosen) if chosen in codes else None, format_func=lambda one: label("aspects", codes.get(one, one)), placeholder=_("Choose an aspect"),
                label_visibility="collapsed", width=220, **fresh("season_of"),
            )  # fmt: skip
        if chosen not in codes:
            st.caption(_("No complaint names the aspect that was chosen.") if chosen else _("Each month or weekday with its interval; by months against the same month of the year before."))
            return
        rows = [row for row in answer.rows if row["value"] == codes[chosen]]
        if season == "month":
            st.caption(plain(_year(rows)))
        _detail(answer, rows, season)


def _year(rows: list[dict]) -> str:
    """What differs from the same month of the year before."""
    compared = [row for row in rows if row["against_then"] is not None]
    if not compared:
        return _("No month can be compared with that of the year before: it takes 13 months of data and 30 complaints in both.")
    clear = [row for row in compared if row["clear_then"]]
    if not clear:
        return _("None of the {count} months that can be compared clearly differs from that of the year before.", count=written.whole(len(compared)))
    told = [_("{month} {change}", month=_when(row, "month"), change=written.points(row["against_then"])) for row in clear]
    return _("Clearly different from the same month of the year before: {months}.", months=written.listed(told))


def _detail(answer: Answer, rows: list[dict], season: str) -> None:
    percent, count = st.column_config.NumberColumn(format="percent"), st.column_config.NumberColumn(format="localized")
    year = {
        _("Year before"): [row["share_then"] for row in rows],
        _("Against it"): [written.points(row["against_then"]) for row in rows],
        _("Interval (pp)"): [_ends(row, "then_low", "then_high") for row in rows],
    } if season == "month" else {}  # fmt: skip
    event = st.dataframe(
        {
            (_("Month") if season == "month" else _("Weekday")): [_when(row, season) for row in rows],
            _("Share"): [row["share"] for row in rows],
            _("Interval"): [written.interval(row["low"], row["high"]) for row in rows],
            _("Complaints that name it"): [row["count"] for row in rows],
            _("All complaints"): [row["complaints"] for row in rows],
            _("In all others"): [row["elsewhere"] for row in rows],
            _("Difference"): [_difference(row) for row in rows],
            **year,
        },
        key=keyed("list_season", [(row["value"], row.get("since"), row.get("weekday")) for row in rows]), hide_index=True, on_select="rerun", selection_mode="single-row", placeholder=_("Too few"),
        column_config={**dict.fromkeys((_("Share"), _("In all others"), _("Year before")), percent), **dict.fromkeys((_("Complaints that name it"), _("All complaints")), count)},
        alt=_("One aspect in detail"),
    )  # fmt: skip
    for place in event.selection.rows:
        if place < len(rows):
            open_mentions(answer.mentions(rows[place]))


def _difference(row: dict) -> str | None:
    told = written.points(row["change"])
    return f"{told} · {_('clear')}" if row["clear"] else told


def _ends(row: dict, low: str, high: str) -> str | None:
    return None if row[low] is None else f"{written.points(row[low])} – {written.points(row[high])}"


def _columns(season: str) -> dict[str, str]:
    when = {"since": _("Month")} if season == "month" else {"weekday": _("Weekday")}
    year = {"share_then": _("Year before"), "against_then": _("Against it"), "then_low": _("From (year before)"), "then_high": _("To (year before)"), "clear_then": _("Clear against the year before")}
    return {
        "value": _("Aspect"), **when, "count": _("Complaints that name it"), "complaints": _("All complaints"), "share": _("Share"), "low": _("From (interval)"), "high": _("To (interval)"),
        "elsewhere": _("In all others"), "change": _("Difference"), "change_low": _("From (change)"), "change_high": _("To (change)"), "clear": _("Clear change"), **(year if season == "month" else {}),
    }  # fmt: skip
