"""Top authors 活跃作者: who speaks most or reaches most, how they feel and since when they have been heard, as a card."""

import streamlit as st

import written
from analysis.author_ranking import ORDERS, WEEKS, author_ranking
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import AUTHOR_RANKING
from language import _
from ui.ask import ask
from ui.card import quiet_row
from ui.chosen import fresh
from ui.device import is_phone
from ui.kpi import share_of
from ui.opening import opening
from ui.plain import plain

# Among so few the ten most active are no selection.
MANY = 10
NAMED = {"mentions": "Most mentions", "reach": "Most followers", "engagement": "Most engagement", "negative": "Most negative"}


def top_authors_card(filters: Filters, total: int) -> None:
    answer = ask(author_ranking, filters, order=st.session_state["authors_by"])
    rows = answer.rows
    with st.container(border=True, key="card_author_ranking", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{_('Top authors')}**", width="content")
            st.segmented_control(
                _("Order"), [*ORDERS], default=st.session_state["authors_by"], format_func=lambda name: _(NAMED[name]), required=True, label_visibility="collapsed", **fresh("authors_by"),
            )  # fmt: skip
        if not rows:
            st.caption(_("Of none of these {total} mentions the author is known.", total=written.whole(total)))
            return
        st.markdown(plain(_finding(rows[0])))
        st.caption(" · ".join(filter(None, _told(rows))))
        opening("author_ranking", _table(rows), lambda place: answer.mentions(rows[place]), alt=_("Top authors"), config=_configured())
        quiet_row(answer, AUTHOR_RANKING, key="author_ranking", columns=_columns())


def _finding(row: dict) -> str:
    """On how few it rests."""
    counts = {"authors": written.whole(row["authors"]), "mentions": written.whole(row["by_authors"])}
    if row["ten_share"] is None or row["authors"] <= MANY:
        return _("{authors} authors wrote {mentions} mentions.", **counts)
    return _("{authors} authors wrote {mentions} mentions; the ten most active wrote {share} of them.", share=written.share(row["ten_share"]), **counts)


def _told(rows: list[dict]) -> list[str]:
    first = rows[0]
    return [
        _("followers and engagement as collected"),
        _("{count} without an author", count=written.whole(first["unknown"])) if first["unknown"] else "",
        _("the first {count} are shown", count=written.whole(len(rows))) if first["authors"] > len(rows) else "",
        _("choose a row to see what they said"),
    ]


def _table(rows: list[dict]) -> dict[str, list]:
    author = {_("Author"): [row["author_name"] or row["author"] for row in rows]}
    who = {
        _("Platform"): [label("platforms", row["platform"]) for row in rows],
        _("Kind"): [label("author_kinds", row["author_kind"]) for row in rows],
        _("Segment"): [label("segments", row["segment"]) if row["segment"] else "–" for row in rows],
    }
    told = {
        _("Mentions counted"): [row["mentions"] for row in rows],
        _("Negative"): [row["negative"] for row in rows],
        _("Positive"): [row["positive"] for row in rows],
        _("Net sentiment"): [share_of(row["net"]) for row in rows],
        _("Followers"): [row["followers"] for row in rows],
        _("Engagement"): [("≥ " if row["capped"] else "") + written.whole(row["engagement"]) for row in rows],
        _("Per week"): [row["course"] for row in rows],
    }
    if rows[0]["before"] is not None:
        told[_("Earlier")] = [row["before"] for row in rows]
    told |= {_("First heard"): [row["first"] for row in rows], _("Last heard"): [row["last"] for row in rows]}
    return author | (told | who if is_phone() else who | told)


def _configured() -> dict[str, object]:
    count, day = st.column_config.NumberColumn(format="localized", width=72), st.column_config.DatetimeColumn(format="YYYY-MM-DD", width=84)
    return {
        _("Followers"): count,
        _("Engagement"): st.column_config.TextColumn(alignment="right", width=72),
        **dict.fromkeys((_("Mentions counted"), _("Negative"), _("Positive")), st.column_config.NumberColumn(format="localized", width=50)),
        **dict.fromkeys((_("First heard"), _("Last heard")), day),
        **dict.fromkeys((_("Platform"), _("Segment")), st.column_config.TextColumn(width=66)),
        _("Kind"): st.column_config.TextColumn(width=50),
        _("Earlier"): st.column_config.NumberColumn(format="localized", width=48, help=_("What they said before the window, whatever else is filtered.")),
        _("Author"): st.column_config.TextColumn(width=100),
        _("Net sentiment"): st.column_config.TextColumn(alignment="right", width=68),
        _("Per week"): st.column_config.BarChartColumn(width=84, y_min=0, help=_("Mentions per week of all data, the latest {weeks} weeks at most.", weeks=WEEKS)),
    }


def _columns() -> dict[str, str]:
    return {
        "author_name": _("Author"), "platform": _("Platform"), "author_kind": _("Kind"), "segment": _("Segment"), "mentions": _("Mentions counted"),
        "followers": _("Followers"), "engagement": _("Engagement"), "capped": _("Lower bounds among them"), "known": _("With known sentiment"), "negative": _("Negative"),
        "positive": _("Positive"), "negative_share": _("Negative share"), "net": _("Net sentiment"), "ever": _("In all"), "before": _("Earlier"), "first": _("First heard"),
        "last": _("Last heard"),
    }  # fmt: skip
