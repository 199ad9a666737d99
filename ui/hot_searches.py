"""Exported hot searches on the pages: marked on time charts, and told in a table."""

import pandas as pd
import streamlit as st

import written
from analysis.annotations import annotations
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.hot_searches import MOST, hot_searches, mentions_of
from analysis.metrics import HOT_SEARCHES
from language import _
from loaders.rules import rules_or_shipped
from ui.ask import ask, shown
from ui.card import open_mentions, quiet_row
from ui.grid import height
from ui.keyed import keyed
from ui.plain import plain

# Words that are marked on a chart at most, those of the best rank.
MARKED = 8


def asked(filters: Filters) -> Answer:
    """Those that hold a word of the chosen brands, or of all that are watched, or that the keyword finds."""
    watched = [rule for rule in rules_or_shipped(shown()).watchlist.of_kind("brand") if not filters.brands or rule.name in filters.brands]
    words = dict.fromkeys(word for rule in watched for word in (rule.name, *rule.words))
    return ask(hot_searches, filters, words=tuple(words))


def marks(filters: Filters) -> pd.DataFrame:
    """The annotations of the window and its hot searches, as charts want them: at, until, kind, title."""
    noted = ask(annotations, filters).frame[["at", "until", "kind", "title"]]
    rows: dict[str, dict] = {}
    for row in asked(filters).rows:
        rows.setdefault(row["word"], row)
    hot = [{"at": row["at"], "until": pd.NaT, "kind": "hot", "title": _title(row)} for row in list(rows.values())[:MARKED]]
    if not hot:
        return noted
    return pd.concat([noted, pd.DataFrame(hot)], ignore_index=True) if len(noted) else pd.DataFrame(hot)


def hot_searches_card(filters: Filters) -> None:
    """Nothing where no list holds such a word."""
    answer = asked(filters)
    if not answer.rows:
        return
    rows = answer.rows
    with st.container(border=True, key="card_hot_searches", gap="small"):
        st.markdown(f"**{_('On the hot-search lists')}**")
        told = [_("{count} words", count=written.whole(len(rows))), filters.window(), _("the first {count} are shown", count=written.whole(MOST)) if len(rows) == MOST else ""]
        st.caption(" · ".join(filter(None, told)))
        st.markdown(_found(rows[0]))
        columns = {
            "word": _("Hot search"), "board": _("Board"), "best": _("Best rank"), "at": _("At that time"), "heat": _("Highest heat"), "minutes": _("Minutes on the board, at least"),
            "first": _("First on a board"), "last": _("Last on a board"), "times": _("Times seen"),
        }  # fmt: skip
        frame = answer.frame[list(columns)].rename(columns=columns)
        times = {columns[name]: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm") for name in ("at", "first", "last")}
        wholes = {columns[name]: st.column_config.NumberColumn(format="localized") for name in ("heat", "minutes")}
        event = st.dataframe(
            frame, hide_index=True, key=keyed("hot_searches", frame.to_csv()), on_select="rerun", selection_mode="single-row", column_config=times | wholes, placeholder="–",
            height=height(min(len(rows), 8)), alt=_("Words of hot-search lists that concern us"),
        )  # fmt: skip
        quiet_row(answer, HOT_SEARCHES, key="hot_searches", columns=columns)
        for place in event.selection.rows:
            if place < len(rows):
                open_mentions(mentions_of(answer, rows[place]))


def _found(row: dict) -> str:
    told = {"word": plain(row["word"]), "board": plain(row["board"] or _("a board")), "minutes": written.whole(row["minutes"]), "when": written.minute(row["at"])}
    if row["best"] is None:
        return _("“{word}” was seen on {board}, for {minutes} minutes at least.", **{name: told[name] for name in ("word", "board", "minutes")})
    return _("Highest: “{word}”, no. {rank} of {board} at {when}, on it for {minutes} minutes at least.", rank=row["best"], **told)


def _title(row: dict) -> str:
    return _("Hot search no. {rank}: {word}", rank=row["best"], word=row["word"]) if row["best"] is not None else _("Hot search: {word}", word=row["word"])
