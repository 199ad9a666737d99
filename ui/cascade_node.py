"""One node of a cascade: who it is, the way to it from the origin, and how large the cascade is without what it brought about."""

from datetime import timedelta

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from charts.cascade_layout import way
from language import _
from ui.address import link_to
from ui.card import MENTIONS, open_mentions
from ui.spreaders import codes

# Of a long way so many steps at either end are told.
ENDS = 4
SECOND = timedelta(seconds=1)


def node_of(answer: Answer, code: str | None) -> dict | None:
    """The node that an address names."""
    known = codes(answer.frame) if code else []
    return row_of(answer, known.index(code)) if code in known else None


def row_of(answer: Answer, place: int) -> dict:
    """A node, unknown as None."""
    return answer.table.slice(place, 1).to_pylist()[0]


def draw_node(answer: Answer, row: dict) -> None:
    frame = answer.frame
    names = [frame["author_name"].iat[step] for step in way(frame["above"].to_numpy(), row["node"])]
    with st.container(border=True, key="card_cascade_node", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.text(f"{row['author_name'] or _('Unknown')} · {label('roles', row['role'])}")
            if st.button(_("Close"), key="close_node", type="tertiary", icon=":material/close:"):
                st.session_state["node"] = None
                st.session_state["_anew"] += 1
                st.rerun()
        if row["text"]:
            st.text(row["text"])
        st.caption(" · ".join(_facts(row)))
        st.text(_("The way from the origin: {way}", way=_shown(names)))
        size = len(frame)
        if row["above"] >= 0:
            st.caption(
                _(
                    "Without it and what descends from it the cascade has {rest} of {size} nodes. That is a count, not a prediction: some would have seen it elsewhere.",
                    rest=written.whole(size - 1 - row["descendants"]), size=written.whole(size),
                )
            )  # fmt: skip
        if row["mention_id"]:
            _ways(answer.filters, row)
        else:
            st.caption(_("No mention of theirs is in the data: others name them as the one whose words they pass on."))


def _facts(row: dict) -> list[str]:
    return [
        written.minute(row["published_at"]) if row["published_at"] else _("time unknown"),
        _("{duration} after the root", duration=written.duration(row["age"] / 60)) if row["age"] is not None and row["above"] >= 0 else "",
        label("sentiments", row["sentiment"]),
        _("{count} followers", count=written.whole(row["followers"])) if row["followers"] is not None else _("followers unknown"),
        _("{count} reposts caused", count=written.whole(row["descendants"])),
        _("{count} of them within an hour", count=written.whole(row["soon"])) if row["soon"] is not None and row["descendants"] else "",
        _("its parent is known {how}", how=label("edges", row["edge"])) if row["edge"] else "",
    ]


def _shown(names: list[str | None]) -> str:
    names = [name or _("Unknown") for name in names]
    if len(names) > 2 * ENDS + 1:
        names = [*names[:ENDS], _("… {count} more …", count=written.whole(len(names) - 2 * ENDS)), *names[-ENDS:]]
    return " → ".join(names)


def _ways(filters: Filters, row: dict) -> None:
    with st.container(horizontal=True, key="node_ways"):
        at = row["published_at"]
        alone = Filters(authors=(row["author"],), since=at, until=at + SECOND, as_of=filters.as_of)
        st.page_link(MENTIONS, label=_("Open the mention"), query_params=link_to(alone))
        if row["author"] and st.button(_("All mentions of the author"), key="node_author", type="tertiary"):
            open_mentions(Filters(authors=(row["author"],), as_of=filters.as_of))
