"""The cascades of a view as a table, in which one is chosen, and up to four for a comparison."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.cascade_ranking import EDGES, MOST, ORDERS, cascade_ranking
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import CASCADES
from language import _
from ui.ask import ask
from ui.card import quiet_row
from ui.chosen import fresh
from ui.device import is_phone
from ui.grid import height
from ui.keyed import keyed
from ui.kpi import share_of
from ui.mention import short

SHOWN, TALLEST = 50, 8
NAMED = {"size": "Largest", "speed": "Fastest", "virality": "Most viral", "negativity": "Most negative"}


def asked(filters: Filters) -> Answer:
    return ask(cascade_ranking, filters, order=st.session_state["spread_by"], limit=SHOWN)


def columns() -> dict[str, str]:
    """By the reader's names."""
    return {
        "author_name": _("Author"), "platform": _("Platform"), "published_at": _("Published"), "title": _("Title"), "text": _("Text"),
        "size": _("Nodes"), "mentions": _("Mentions counted"), "in_view": _("Of these in the view"), "depth": _("Depth"), "breadth": _("Max breadth"),
        "virality": _("Structural virality"), "lower_bound": _("Lower bound"), "half": _("Seconds to half"), "most": _("Seconds to 90 %"), "peak": _("Most in an hour"),
        "known": _("With known sentiment"), "negative": _("Negative"), "negative_share": _("Negative share"),
        **{edge: label("edges", edge) for edge in EDGES}, "cut": _("Parents cut off"),
    }  # fmt: skip


def cascades_card(answer: Answer) -> dict:
    """All that the view has, the largest first or as chosen; the row of the one that is looked at: by a click, by the address, else the first."""
    rows = answer.rows
    ids = [row["cascade_id"] for row in rows]
    asked_for = st.session_state["cascade"]
    looked_at = ids.index(asked_for) if asked_for in ids else 0
    with st.container(border=True, key="card_cascades", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{_('Cascades in this view')}**", width="content")
            st.segmented_control(_("Order"), [*ORDERS], default=st.session_state["spread_by"], format_func=lambda name: _(NAMED[name]), required=True, label_visibility="collapsed", **fresh("spread_by"))
        st.caption(" · ".join(filter(None, _told(rows))))
        event = st.dataframe(
            _table(rows), key=keyed("cascades", (ids, looked_at, st.session_state["_anew"])), hide_index=True, on_select="rerun", selection_mode="single-row",
            selection_default={"selection": {"rows": [looked_at]}}, height="content" if len(rows) <= TALLEST else height(TALLEST), placeholder=_("Too few"), column_config=_configured(),
            alt=_("Cascades with their numbers"),
        )  # fmt: skip
        quiet_row(answer, CASCADES, key="cascades", columns=columns())
    picked = [place for place in event.selection.rows if place < len(rows) and place != looked_at]
    if picked:
        # The address is written before the page is drawn.
        st.session_state["cascade"], st.session_state["node"] = ids[picked[0]], None
        st.rerun()
    if asked_for and asked_for not in ids:
        st.caption(_("The cascade that was chosen is not among these; the first is shown."))
    return rows[looked_at]


def named(row: dict) -> str:
    """A cascade in one line: by whom and how it begins."""
    return f"{row['author_name'] or _('Unknown')}{_(': ')}{short(row) if row['text'] or row['title'] else _('its root was not exported')}"


def edges(rows: list[dict]) -> str:
    """How the parents of these cascades are known; always told."""
    counts = {edge: sum(row[edge] for row in rows) for edge in EDGES}
    whole = sum(counts.values())
    told = [f"{label('edges', edge)} {written.share(count / whole)}" for edge, count in counts.items() if count]
    cut = sum(row["cut"] for row in rows)
    return _("Whose words are passed on: {told}", told=written.listed(told)) + (_("; {count} impossible parents cut off", count=written.whole(cut)) if cut else "")


def _told(rows: list[dict]) -> list[str]:
    first = rows[0]["cascades"]
    return [
        _("{count} cascades", count=written.whole(first)),
        _("of the {count} largest", count=written.whole(MOST)) if first > MOST and st.session_state["spread_by"] != "size" else "",
        _("the first {count} are shown", count=written.whole(len(rows))) if first > len(rows) else "",
        edges(rows),
        _("choose a row to look at one"),
    ]


def _table(rows: list[dict]) -> dict[str, list]:
    return {
        _("Root"): [named(row) for row in rows],
        _("Nodes"): [row["size"] for row in rows],
        _("Depth"): [row["depth"] for row in rows],
        _("Structural virality"): [row["virality"] for row in rows],
        **({_("Lower bound"): [_("depth, virality") if row["lower_bound"] else "" for row in rows]} if any(row["lower_bound"] for row in rows) else {}),
        _("Hours to half"): [None if row["half"] is None else row["half"] / 3600 for row in rows],
        _("Most in an hour"): [row["peak"] for row in rows],
        _("Negative share"): [share_of(row["negative_share"]) for row in rows],
        _("Published"): [row["published_at"] for row in rows],
    }


def _configured() -> dict[str, object]:
    count = st.column_config.NumberColumn(format="localized")
    return {
        _("Root"): st.column_config.TextColumn(width=220 if is_phone() else 460),
        **dict.fromkeys((_("Nodes"), _("Most in an hour")), count),
        _("Depth"): st.column_config.NumberColumn(help=_("Edges from the root to the deepest node.")),
        _("Lower bound"): st.column_config.TextColumn(help=_("Of more than a fifth of the nodes the parent is guessed or not known; it is of the others.")),
        _("Structural virality"): st.column_config.NumberColumn(format="%.2f", help=_("The mean distance of two nodes: 2 where all repost the root, more the longer the chains. It does not tell the size.")),
        _("Hours to half"): st.column_config.NumberColumn(format="%.1f", help=_("How long it took until half of its nodes had come.")),
        _("Published"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=128),
    }
