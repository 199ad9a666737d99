"""Through whom a cascade went: its key spreaders and its opinion leaders, with when they came, how they feel and what they brought about."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

import written
from analysis import thresholds
from analysis.answer import Answer
from analysis.author_graph import AuthorGraph
from analysis.labels import label
from analysis.metrics import SPREADERS
from language import _
from ui.card import quiet_row
from ui.chosen import fresh
from ui.grid import height
from ui.keyed import keyed

SHOWN, TALLEST = 100, 10
# Letters of a name in an address.
LONGEST = 60
# Who is an opinion leader: by kind, or by so many followers.
KINDS, FOLLOWERS = ("kol", "media", "official", "regulator", "brand"), 100_000
LISTS = {"spreaders": "Key spreaders", "leaders": "Opinion leaders and media"}


def codes(frame: pd.DataFrame) -> list[str]:
    """What each node is called in an address: by its mention; who is only named by name, with a number where several are."""
    seen = frame["mention_id"].notna()
    name = "@" + frame["author_name"].fillna("").str[:LONGEST]
    again = name[~seen].groupby(name[~seen]).cumcount().reindex(frame.index, fill_value=0)
    return frame["mention_id"].where(seen, name + np.where(again > 0, "#" + (again + 1).astype(str), "")).tolist()


def spreaders(frame: pd.DataFrame, graph: AuthorGraph, which: str) -> pd.DataFrame:
    """The nodes that are listed, each with what its author is in the graph: of key spreaders those that caused most, of leaders the earliest."""
    authors = graph.authors.iloc[graph.wrote].reset_index(drop=True)
    followers = graph.authors["followers"].dropna()
    reach = followers.sum() if len(followers) >= thresholds.values()["least_mentions"] else 0
    told = frame.assign(
        role=np.where((frame["role"] == "ordinary") & (authors["role"] == "bridge"), "bridge", frame["role"]), code=codes(frame), pagerank=authors["pagerank"], joined=authors["joined"],
        reach=authors["followers"] / reach if reach else np.nan,
    )  # fmt: skip
    if which == "leaders":
        leads = told["author_kind"].isin(KINDS) | (told["followers"] >= FOLLOWERS)
        return told[leads].sort_values(["age", "node"]).head(SHOWN)
    return told[told["descendants"] > 0].sort_values(["descendants", "node"], ascending=[False, True]).head(SHOWN)


def spreaders_card(answer: Answer, graph: AuthorGraph) -> None:
    """A row that is chosen is the node that is looked at."""
    which = st.session_state["spreaders"]
    with st.container(border=True, key="card_spreaders", gap="small", height="stretch"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{_('Through whom it went')}**", width="content")
            st.segmented_control(_("List"), [*LISTS], default=which, format_func=lambda name: _(LISTS[name]), required=True, label_visibility="collapsed", **fresh("spreaders"))
        shown = spreaders(answer.frame, graph, which)
        st.caption(_told(which, shown))
        if len(shown):
            _choose(shown["code"].tolist(), shown)
        table = pa.Table.from_pandas(shown[list(columns())], preserve_index=False)
        quiet_row(replace(answer, table=table, opens={}), SPREADERS, key="spreaders", columns=columns())


def columns() -> dict[str, str]:
    """By the reader's names."""
    return {
        "author_name": _("Author"), "platform": _("Platform"), "role": _("Role"), "published_at": _("Published"), "followers": _("Followers"), "descendants": _("Reposts caused"),
        "soon": _("Of these within an hour"), "depth": _("Depth"), "betweenness": _("Betweenness"), "pagerank": "PageRank", "joined": _("Communities beside"),
        "reach": _("Share of reach"), "text": _("Text"),
    }  # fmt: skip


def _told(which: str, shown: pd.DataFrame) -> str:
    if which == "leaders":
        told = _("by kind of account, or from {count} followers on; the earliest first", count=written.whole(FOLLOWERS))
        return told if len(shown) else _("None is known to be one: {rule}.", rule=_("by kind of account, or from {count} followers on", count=written.whole(FOLLOWERS)))
    return _("who caused most reposts first; choose a row to see the way to it") if len(shown) else _("Nobody's repost was reposted.")


def _choose(codes: list[str], shown: pd.DataFrame) -> None:
    """The row of the node that is looked at is chosen, also where it was clicked in a picture."""
    node = st.session_state["node"]
    chosen = [codes.index(node)] if node in codes else []
    picked = [place for place in _drawn(shown, chosen) if place < len(codes)]
    if picked != chosen:
        st.session_state["node"] = codes[picked[0]] if picked else None
        st.rerun()


def _drawn(shown: pd.DataFrame, chosen: list[int]) -> Sequence[int]:
    rows = shown.astype(object).where(shown.notna(), None).to_dict("records")
    percent, count = st.column_config.NumberColumn(format="percent"), st.column_config.NumberColumn(format="localized")
    event = st.dataframe(
        {
            _("Author"): [row["author_name"] or _("Unknown") for row in rows],
            _("Role"): [label("roles", row["role"]) for row in rows],
            _("Came after"): [written.duration(None if row["age"] is None else row["age"] / 60) for row in rows],
            _("Sentiment"): [label("sentiments", None if row["sentiment"] is None else int(row["sentiment"])) for row in rows],
            _("Followers"): [row["followers"] for row in rows],
            _("Reposts caused"): [row["descendants"] for row in rows],
            _("Within an hour"): [row["soon"] for row in rows],
            _("Share of reach"): [row["reach"] for row in rows],
            _("Betweenness"): [row["betweenness"] for row in rows],
            "PageRank": [row["pagerank"] for row in rows],
            _("Text"): [row["text"] or "" for row in rows],
        },
        key=keyed("spreaders_table", (shown["node"].tolist(), st.session_state["cascade"], chosen, st.session_state["_anew"])), hide_index=True, on_select="rerun",
        selection_mode="single-row", selection_default={"selection": {"rows": chosen}}, placeholder=_("Unknown"), height="content" if len(rows) <= TALLEST else height(TALLEST), alt=_("Through whom it went"),
        column_config={
            **dict.fromkeys((_("Followers"), _("Reposts caused"), _("Within an hour"), _("Betweenness")), count),
            _("Share of reach"): percent, "PageRank": st.column_config.NumberColumn(format="%.4f"), _("Text"): st.column_config.TextColumn(width=260),
        },
    )  # fmt: skip
    return list(event.selection.rows)
