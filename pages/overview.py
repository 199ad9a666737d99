"""舆情总览: the light and one sentence, the numbers and how they changed, what happened when, and what is worst."""

import streamlit as st

from analysis.authors import authors
from analysis.filters import Filters
from analysis.findings import Situation, findings
from analysis.labels import label
from analysis.light import light
from analysis.metrics import AUTHORS, SENTIMENT, SHARE
from analysis.share import share
from analysis.totals import totals
from analysis.trend import trend
from charts.authors import top_authors
from charts.sentiment import volume_and_negative
from charts.volume import MOST_RANKS, volume_by
from language import _
from ui.ask import ask
from ui.audited import tell_audited
from ui.card import card, heading, nothing_matches
from ui.columns import COUNTS, SHARES, of_sentiment
from ui.compare import at, compared
from ui.figures import time_card
from ui.grain import choose_grain, grain_of, left_out
from ui.hot_searches import marks
from ui.issues import top_issues
from ui.kpis import View, kpis
from ui.light import light as draw_light
from ui.mention import top_mentions
from ui.telling import tell

NUMBERS = ("volume", "negative", "net", "engagement", "heat")
TOLD = ("volume", "negative", "issues", "parts", "contribution", "trend", "peak", "story", "place", "unknown")


def trend_card(view: View) -> None:
    answer = view.course
    total = view.totals.row["mentions"]
    time_card(
        _("How volume and negative share moved"),
        volume_and_negative(answer.frame, grain=view.grain),
        answer,
        SENTIMENT,
        grain=view.grain,
        marks=marks(view.filters),
        key="volume",
        total=total,
        columns=of_sentiment("bucket", *COUNTS, *SHARES, "complete"),
        note=left_out(total, answer.rows),
        control=choose_grain,
    )  # fmt: skip


def mix_card(filters: Filters, total: int, by: str, title: str, axis: str) -> None:
    answer = ask(share, filters, by=by)
    frame = answer.frame.assign(label=[label(by, row["value"]) for row in answer.rows], key=answer.frame["value"])
    columns = {"value": axis, "mentions": _("Mentions counted"), "share": _("Share")}
    card(title, volume_by(frame, by=axis), answer, SHARE, key=by, total=total, columns=columns, most=MOST_RANKS)


def authors_card(filters: Filters, total: int) -> None:
    answer = ask(authors, filters, limit=10)
    frame = answer.frame.assign(
        author_name=[row["author_name"] or _("Unknown") for row in answer.rows],
        platform_name=[label("platforms", row["platform"]) for row in answer.rows],
    )
    columns = {"author_name": _("Author"), "platform": _("Platform"), "mentions": _("Mentions counted"), "engagement": _("Engagement")}
    card(_("Who wrote most"), top_authors(frame), answer, AUTHORS, key="authors_top", total=total, columns=columns)


chosen: Filters = st.session_state["filters"]
heading(_("Overview"), _("Is anything wrong, how large is it, and what is it about?"), chosen)
count = ask(totals, chosen).row["mentions"]
if count == 0:
    nothing_matches()
periods, moment = compared(chosen), at(chosen)
view = View(chosen, periods, grain_of(chosen))
with st.container(border=True, gap="small", key="verdict"):
    draw_light(ask(light, chosen, at=moment), ask(trend, chosen, at=moment))
    tell(findings(Situation(ask, chosen, periods.previous, moment), TOLD, most=4), key="overview")
    tell_audited(view.audited)
kpis(view, NUMBERS)
trend_card(view)
left, right = st.columns(2)
with left:
    top_issues(chosen, periods.previous, view.grain)
with right:
    mix_card(chosen, count, "platforms", _("On which platforms"), _("Platform"))
left, right = st.columns(2)
with left:
    mix_card(chosen, count, "kinds", _("As posts, reposts or comments"), _("Kind"))
with right:
    authors_card(chosen, count)
top_mentions(_("Most noticed negative mentions"), chosen.narrowed(sentiments=(-1,)), "heat", key="negative", nothing=_("None of these mentions is negative."))
top_mentions(_("Most spread mentions"), chosen, "spread", key="spread", nothing=_("No mention was reposted."))
