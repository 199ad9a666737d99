"""舆情总览: how much is said, where and by whom, and how that changed."""

from datetime import timedelta

import streamlit as st

import written
from analysis.answer import Answer
from analysis.authors import authors
from analysis.filters import Filters
from analysis.labels import label
from analysis.mentions import mentions
from analysis.metrics import AUTHORS, ENGAGEMENT, HEAT, SHARE, VOLUME
from analysis.sentences import headline
from analysis.share import share
from analysis.totals import totals
from analysis.volume import volume
from charts.authors import top_authors
from charts.volume import volume_by, volume_over_time
from language import _
from ui.ask import ask
from ui.card import card, empty, heading, kpi
from ui.filter_bar import GRAINS, fresh, span
from ui.mention import mention_list

HOURLY = timedelta(days=4)
DAILY = timedelta(days=120)


def grain_of(filters: Filters) -> str:
    """The grain that a person chose, else the one that suits the window."""
    if chosen := st.session_state.get("grain"):
        return chosen
    length = filters.until - filters.since
    return "hour" if length <= HOURLY else "day" if length <= DAILY else "week"


def numbers_row(now: Answer, before: Filters | None) -> None:
    row = now.row
    earlier = ask(totals, before).row if before else {}
    at_least = "≥ " if row["capped"] else ""
    cards = [
        ("mentions", VOLUME, written.short(row["mentions"]), _("exactly {count}", count=written.whole(row["mentions"]))),
        (
            "authors", AUTHORS, written.short(row["authors"]),
            _("{count} mentions without an author", count=written.whole(row["without_author"])),
        ),
        (
            "engagement", ENGAGEMENT, at_least + written.short(row["engagement"]),
            _("known of {count} mentions, as collected", count=written.whole(row["engagement_of"])),
        ),
        (
            "heat", HEAT, written.short(row["heat"]),
            _("all counts known of {share}, as collected", share=written.share(row["fully_counted"] / row["mentions"])),
        ),
    ]  # fmt: skip
    for place, (name, metric, value, detail) in zip(st.columns(4), cards, strict=True):
        with place:
            kpi(value, metric, now, key=name, change=written.change(row[name], earlier.get(name)), detail=detail)
    if before is None:
        st.caption(_("No change is shown: the data does not reach back over the whole period before."))
    else:
        st.caption(_("Changes are against {window}.", window=before.window()))


def choose_grain() -> None:
    names = {"hour": _("Hour"), "day": _("Day"), "week": _("Week")}
    st.segmented_control(
        _("Buckets"),
        GRAINS,
        default=st.session_state["grain"],
        format_func=names.get,
        label_visibility="collapsed",
        help=_("Without a choice: what suits the window."),
        **fresh("grain"),
    )


def trend_card(filters: Filters, total: int) -> None:
    grain = grain_of(filters)
    answer = ask(volume, filters, grain=grain)
    left_out = total - sum(row["mentions"] for row in answer.rows)
    note = _("{count} mentions without a time of day are left out", count=written.whole(left_out)) if left_out else ""
    card(
        _("How the volume moved"),
        volume_over_time(answer.frame, grain=grain),
        answer,
        VOLUME,
        key="volume",
        total=total - left_out,
        columns={"bucket": _("From"), "mentions": _("Mentions counted"), "complete": _("Whole bucket")},
        note=note,
        control=choose_grain,
    )


def mix_card(filters: Filters, total: int, by: str, title: str, axis: str) -> None:
    answer = ask(share, filters, by=by)
    frame = answer.frame.assign(label=[label(by, row["value"]) for row in answer.rows], key=answer.frame["value"])
    card(
        title,
        volume_by(frame, by=axis),
        answer,
        SHARE,
        key=by,
        total=total,
        columns={"value": axis, "mentions": _("Mentions counted"), "share": _("Share")},
    )


def authors_card(filters: Filters, total: int) -> None:
    answer = ask(authors, filters, limit=10)
    frame = answer.frame.assign(
        author_name=[row["author_name"] or _("Unknown") for row in answer.rows],
        platform_name=[label("platforms", row["platform"]) for row in answer.rows],
    )
    card(
        _("Who wrote most"),
        top_authors(frame),
        answer,
        AUTHORS,
        key="authors_top",
        total=total,
        columns={
            "author_name": _("Author"),
            "platform": _("Platform"),
            "mentions": _("Mentions counted"),
            "engagement": _("Engagement"),
        },
    )


chosen: Filters = st.session_state["filters"]
heading(_("Overview"), _("How much is said, where and by whom, and how did that change?"), chosen)
answered = ask(totals, chosen)
count = answered.row["mentions"]
if count == 0:
    empty(
        _("No mention matches these filters."),
        _("Widen the window or take a filter away."),
        icon=":material/search_off:",
    )
    st.stop()
st.markdown(f"#### {headline(answered, ask(volume, chosen))}")
known = span()
before = chosen.previous(known.last)
numbers_row(answered, before if before and before.since >= known.first else None)
trend_card(chosen, count)
left, right = st.columns(2)
with left:
    mix_card(chosen, count, "platforms", _("On which platforms"), _("Platform"))
    mix_card(chosen, count, "kinds", _("As posts, reposts or comments"), _("Kind"))
with right:
    authors_card(chosen, count)
st.subheader(_("Mentions with the most engagement"), anchor=False)
mention_list(ask(mentions, chosen, order="engagement", limit=5), key="top")
