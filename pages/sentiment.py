"""情感分析: how people feel about it, how that changes, and who or what moved it."""

import streamlit as st

from analysis.contributions import contributions
from analysis.filters import BY_NAME, Filters
from analysis.findings import Situation, findings
from analysis.metrics import CONTRIBUTION, SENTIMENT
from analysis.sentiment import sentiment
from analysis.totals import totals
from charts.contributions import MOST_ROWS as MOST_CONTRIBUTIONS
from charts.contributions import contributions as contribution_bars
from charts.sentiment import MOST_ROWS, sentiment_by
from language import _
from ui.agreement import agreement_card
from ui.ask import ask
from ui.aspects import aspects_card
from ui.audited import audited_groups, tell_audited
from ui.card import card, heading, nothing_matches
from ui.columns import COUNTS, NET, SHARES, of_sentiment
from ui.compare import at, compared
from ui.course import course_card
from ui.figures import figures_section
from ui.grain import grain_of
from ui.hot_searches import hot_searches_card, marks
from ui.kpis import View, kpis
from ui.mention import top_mentions
from ui.mix import mix_of
from ui.plain import plain
from ui.span import span
from ui.split import labelled, split_of
from ui.telling import tell

NUMBERS = ("negative", "net", "disagreement", "complaints", "known")
TOLD = ("negative", "net", "contribution", "parts", "unknown")
GROUP = "platforms"


def groups_card(filters: Filters, by: str, total: int) -> None:
    answer = ask(sentiment, filters, by=by)
    title = _("How it is felt, by {field}", field=_(BY_NAME[by].label))
    columns = {"value": _(BY_NAME[by].label), **of_sentiment(*COUNTS, *SHARES, *NET, "disagreement")}
    figure = sentiment_by(labelled(answer, by), by=_(BY_NAME[by].label))
    card(title, figure, answer, SENTIMENT, key="groups", total=total, columns=columns, note=plain(audited_groups(answer, by)), most=MOST_ROWS)


def contributions_card(filters: Filters, before: Filters, by: str, polar: int) -> None:
    title = _("What moved net sentiment, by {field}", field=_(BY_NAME[by].label))
    answer = ask(contributions, filters, before=before, by=by)
    columns = {
        "value": _(BY_NAME[by].label), "contribution": _("Contribution"), "within": _("By its own sentiment"), "mix": _("By its weight"),
        "net_now": _("Net sentiment"), "net_before": _("Net sentiment before"), "polar_now": _("Positive or negative"),
        "polar_before": _("Positive or negative before"),
    }  # fmt: skip
    figure = contribution_bars(labelled(answer, by), by=_(BY_NAME[by].label))
    note = _("against {window}", window=before.window())
    card(title, figure, answer, CONTRIBUTION, key="contributions", total=polar, columns=columns, note=note, most=MOST_CONTRIBUTIONS)


chosen: Filters = st.session_state["filters"]
heading(_("Sentiment analysis"), _("How do people feel about it, how does that change, and what moved it?"), chosen)
count = ask(totals, chosen).row["mentions"]
if count == 0:
    nothing_matches()
periods, by = compared(chosen), split_of()
view = View(chosen, periods, grain_of(chosen))
tell(findings(Situation(ask, chosen, periods.previous, at(chosen)), TOLD, most=3), key="sentiment")
tell_audited(view.audited)
kpis(view, NUMBERS)
course_card(view, by, marks=marks(chosen))
if periods.previous:
    left, right = st.columns(2)
    with left:
        groups_card(chosen, by or GROUP, count)
    with right:
        contributions_card(chosen, periods.previous, by or GROUP, view.sentiment.row["polar"])
else:
    groups_card(chosen, by or GROUP, count)
left, right = st.columns(2)
with left:
    aspects_card(chosen, periods.previous)
with right:
    mix_of("emotions", _("Which emotions are in it"), chosen)
    mix_of("intents", _("What people want with it"), chosen)
figures_section(chosen, span().last)
hot_searches_card(chosen)
agreement_card(chosen)
top_mentions(_("Most noticed negative mentions"), chosen.narrowed(sentiments=(-1,)), "heat", key="negative", nothing=_("None of these mentions is negative."))
top_mentions(_("Most noticed positive mentions"), chosen.narrowed(sentiments=(1,)), "heat", key="positive", nothing=_("None of these mentions is positive."))
