"""Risks and positive voices: topics ranked by growth × share × number, a row opens its mentions, and the past cases most like the risks."""

from dataclasses import dataclass

import streamlit as st

import written
from analysis.answer import Answer
from analysis.cases import LEAST_WEEKS, cases
from analysis.filters import BY_NAME, Filters
from analysis.known_weeks import known_weeks, looked_back
from analysis.labels import label
from analysis.metrics import CASES, PRAISED, RISKS, Metric
from analysis.reach import reach
from analysis.thresholds import THRESHOLDS
from analysis.topic_runs import topic_runs
from analysis.voiced import voiced
from language import _
from ui.ask import ask
from ui.card import open_mentions, quiet_row
from ui.grid import height
from ui.keyed import keyed
from ui.mention import short
from ui.plain import plain

TALLEST = 10
# Of so many risks past cases are looked for.
FOLLOWED = 8


@dataclass(frozen=True)
class Side:
    """One of the two lists, in its own words."""

    intent: str
    metric: Metric
    title: str
    count: str
    felt: str
    nothing: str


RISK = Side("complaint", RISKS, "Risks, the gravest first", "Complaints", "Negative share", "None of these mentions complains of anything that is named.")
PRAISE = Side("praise", PRAISED, "Positive voices, the strongest first", "Praise", "Positive share", "None of these mentions praises anything that is named.")


def named_by() -> str:
    """By what mentions are named: by topics, by aspects while there are none."""
    return "topics" if any(row["topics"] for row in ask(topic_runs, Filters(), limit=1).rows) else "aspects"


def ranked(side: Side, filters: Filters, before: Filters | None, by: str) -> Answer:
    return ask(voiced, filters, intent=side.intent, by=by, before=before)


def gravest(side: Side, answer: Answer, by: str) -> tuple[str, Filters]:
    """The first of a list in a sentence, and the mentions that it is about."""
    row = answer.rows[0] if answer.rows and answer.rows[0]["points"] is not None else None
    if row is None:
        told = _("No topic is complained of by enough mentions to be ranked.") if side is RISK else _("No topic is praised by enough mentions to be ranked.")
        return told, answer.filters.narrowed(intents=(side.intent,)) or answer.filters
    values = {"name": written.quoted(label(by, row["value"])), "count": written.whole(row["count"]), "share": written.share(row["felt_share"]), "grown": grown(row)}
    text = (
        _("Gravest risk: {name}, {count} complaints, {share} negative, {grown}.", **values)
        if side is RISK
        else _("Strongest praise: {name}, {count} mentions, {share} positive, {grown}.", **values)
    )
    return text, answer.mentions(row)


def grown(row: dict) -> str:
    """How it changed against the period before, and whether that is no chance."""
    if row["before"] is None:
        return _("no period before to compare with")
    told = f"{written.whole(row['before'])} → {written.whole(row['count'])}"
    if not row["clear"]:
        return _("{change}, no clear change", change=told)
    return _("{change}, clearly more", change=told) if row["ratio"] > 1 else _("{change}, clearly less", change=told)


def voiced_card(side: Side, answer: Answer, before: Filters | None, by: str) -> None:
    key, rows = side.metric.name, answer.rows
    with st.container(border=True, key=f"card_{key}", gap="small"):
        st.markdown(f"**{_(side.title)}**")
        told = [
            _("growth × share × number"),
            _("against {window}", window=before.window()) if before else _("no period before: growth is left out"),
            _("by aspects, for topics have not been found yet") if by == "aspects" else "",
            _("choose a row to see its mentions"),
        ]
        st.caption(plain(" · ".join(filter(None, [_(side.metric.label), answer.filters.window(), *told]))))
        if not rows:
            st.caption(_(side.nothing))
        else:
            few = [row for row in rows if row["points"] is None]
            _table(side, answer, [row for row in rows if row["points"] is not None], by, key)
            if few:
                with st.expander(_("Too few to rank: {count}, each with fewer than {least} mentions of known sentiment", count=written.whole(len(few)), least=written.whole(THRESHOLDS["least_mentions"].value))):
                    _table(side, answer, few, by, f"{key}_few")
        quiet_row(answer, side.metric, key=key, columns=_columns(side, by))


def _table(side: Side, answer: Answer, rows: list[dict], by: str, key: str) -> None:
    if not rows:
        return
    event = st.dataframe(
        {
            _(BY_NAME[by].label): [label(by, row["value"]) for row in rows],
            _("Score"): [None if row["points"] is None else written.short(round(row["points"])) for row in rows],
            _(side.count): [row["count"] for row in rows],
            _("Period before"): [row["before"] for row in rows],
            _("Growth"): [row["ratio"] for row in rows],
            _("Change"): [_trend(row) for row in rows],
            _(side.felt): [row["felt_share"] for row in rows],
            _("Of known"): [row["known"] for row in rows],
            _("Most noticed"): [_noticed(row) for row in rows],
        },
        key=keyed(f"list_{key}", [row["value"] for row in rows]), hide_index=True, on_select="rerun", selection_mode="single-row", placeholder=_("Too few") if rows[0]["points"] is None else "–",
        height="content" if len(rows) <= TALLEST else height(TALLEST), alt=_(side.title),
        column_config={
            _(BY_NAME[by].label): st.column_config.TextColumn(width=170),
            _("Score"): st.column_config.TextColumn(alignment="right", width=92, help=_(side.metric.definition)),
            **dict.fromkeys((_(side.count), _("Period before"), _("Of known")), st.column_config.NumberColumn(format="localized", width=84)),
            _("Growth"): st.column_config.NumberColumn(format="×%.2f", width=80),
            _("Change"): st.column_config.TextColumn(width=88),
            _(side.felt): st.column_config.NumberColumn(format="percent", width=100),
            _("Most noticed"): st.column_config.TextColumn(width=360),
        },
    )  # fmt: skip
    for place in event.selection.rows:
        if place < len(rows):
            open_mentions(answer.mentions(rows[place]))


def _trend(row: dict) -> str:
    if row["ratio"] is None:
        return ""
    if not row["clear"]:
        return _("not clear")
    return _("clearly more") if row["ratio"] > 1 else _("clearly less")


def _noticed(row: dict) -> str:
    return f"{label('platforms', row['top_platform'])} · {row['top_author'] or _('Unknown')}{_(': ')}{short({'title': None, 'text': row['top_text']})}"


def _columns(side: Side, by: str) -> dict[str, str]:
    return {
        "value": _(BY_NAME[by].label), "points": _("Score"), "count": _(side.count), "before": _("Period before"), "ratio": _("Growth"), "ratio_low": _("From (growth)"), "ratio_high": _("To (growth)"),
        "clear": _("Clear change"), "mentions": _("Mentions counted"), "known": _("Sentiment known"), "felt": _("Of these felt so"), "felt_share": _(side.felt), "top_author": _("Author of the most noticed"),
        "top_text": _("Most noticed"),
    }  # fmt: skip


def cases_card(risks: Answer, by: str) -> None:
    """The past cases of the first risks; where there are none, how far the data reach back."""
    filters, among = risks.filters, tuple(row["value"] for row in risks.rows if row["points"] is not None)[:FOLLOWED]
    if not among:
        return
    answer = ask(cases, filters, by=by, among=among)
    with st.container(border=True, key="card_cases", gap="small"):
        st.markdown(f"**{_('Past cases like these risks')}**")
        told = [_("weeks with clearly more complaints than usual, and recorded events"), *_reaches(filters, bool(answer.rows))]
        st.caption(plain(" · ".join(filter(None, told))))
        if answer.rows:
            _cases(answer, by)
        quiet_row(answer, CASES, key="cases", columns={
            "value": _(BY_NAME[by].label), "name": _("Event"), "since": _("From"), "until": _("To (exclusive)"), "count": _("Complaints"), "expected": _("Usual"), "cosine": _("Likeness (cosine)"), "complaints": _("All complaints then"),
        })  # fmt: skip


def _reaches(filters: Filters, found: bool) -> list[str]:
    """How many weeks of data lie before the window, and whether anything was found in them."""
    if filters.since is None:
        return [_("the window holds everything: choose a later one to look back from")]
    start = ask(reach, looked_back(filters)).row["since"]
    held = [row["mentions"] > 0 for row in ask(known_weeks, filters).rows]
    weeks, lacking = sum(held), len(held) - sum(held)
    values = {"day": written.iso_day(start), "weeks": written.whole(weeks)}
    gap = [_("{count} more without any data are left out", count=written.whole(lacking))] if lacking else []
    if weeks <= LEAST_WEEKS:
        told = _("the data reach back to {day}, {weeks} whole weeks before the window: too little, a case takes {least} weeks before it", **values, least=written.whole(LEAST_WEEKS))
        return [told, *gap, *([_("choose a row to see its complaints then")] if found else [])]
    return [_("the data reach back to {day}, {weeks} whole weeks before the window", **values), *gap, _("choose a row to see its complaints then") if found else _("nothing found")]


def _cases(answer: Answer, by: str) -> None:
    rows = answer.rows
    event = st.dataframe(
        {
            _(BY_NAME[by].label): [label(by, row["value"]) for row in rows],
            _("When"): [(f"{row['name']} · " if row["name"] else "") + Filters(since=row["since"], until=row["until"]).window() for row in rows],
            _("Complaints"): [row["count"] for row in rows],
            _("Usual"): [row["expected"] for row in rows],
            _("Likeness (cosine)"): [row["cosine"] for row in rows],
            _("All complaints then"): [row["complaints"] for row in rows],
        },
        key=keyed("list_cases", [(row["value"], row["since"]) for row in rows]), hide_index=True, on_select="rerun", selection_mode="single-row", placeholder="–",
        height="content" if len(rows) <= TALLEST else height(TALLEST), alt=_("Past cases like these risks"),
        column_config={
            _("When"): st.column_config.TextColumn(width=240), _("Usual"): st.column_config.NumberColumn(format="%.1f"), _("Likeness (cosine)"): st.column_config.NumberColumn(format="%.2f"),
            **dict.fromkeys((_("Complaints"), _("All complaints then")), st.column_config.NumberColumn(format="localized")),
        },
    )  # fmt: skip
    for place in event.selection.rows:
        if place < len(rows):
            open_mentions(answer.mentions(rows[place]))
