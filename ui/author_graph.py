"""Who reposted whom in a cascade, as a card."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import streamlit as st

import written
from analysis.answer import Answer
from analysis.author_graph import AuthorGraph, author_graph
from analysis.author_layout import AuthorLayout, author_layout
from analysis.filters import Filters
from analysis.graph_files import of_authors
from analysis.labels import label
from analysis.metrics import COMMUNITIES
from charts.author_graph import DESK, PHONE, felt
from charts.author_graph import author_graph as network
from language import _
from ui.ask import shown
from ui.card import card
from ui.device import is_phone
from ui.graph_files import graph_files

LISTED = 500


def authors_of(answer: Answer) -> AuthorGraph:
    """Of the nodes of a cascade, kept as long as the answer."""
    return _graph(*_of(answer), answer)


def _of(answer: Answer) -> tuple[str, int, str, str]:
    opened = shown()
    return opened.url, opened.data_version, answer.sql, repr(answer.parameters)


def author_graph_card(answer: Answer, filters: Filters, *, colour: str = "community", control: Callable[[], None] | None = None) -> None:
    """`answer`: the nodes of a cascade; `filters` show its mentions; `colour` is community, sentiment, platform or role."""
    graph, layout = authors_of(answer), _layout(*_of(answer), answer)
    title = _("Who reposted whom")
    if graph.edges.empty:
        with st.container(border=True, key="card_author_graph"):
            st.markdown(f"**{title}**")
            st.caption(_("Nobody reposted anybody else here."))
        return
    marks = layout.marks.assign(platform_name=[label("platforms", None if pd.isna(one) else one) for one in layout.marks["platform"]])
    figure = network(marks, edges=layout.lines, colour=colour, size=PHONE if is_phone() else DESK)

    def files() -> None:
        graph_files(lambda: of_authors(graph, filters.sentence()), lambda: figure, key="author_graph", title=title, sentence=filters.sentence(), at=filters.as_of or filters.until)

    card(
        title, figure, replace(answer, table=table(graph), filters=filters, opens={}), COMMUNITIES, key="author_graph", total=len(graph.authors),
        columns=columns(), note=note(graph, layout), control=control, opens=lambda _told, mark: opened(marks.iloc[mark[0]], filters), source=files,
    )  # fmt: skip


def columns() -> dict[str, str]:
    """Of the table of authors, by the reader's names."""
    return {
        "author_name": _("Author"), "platform": _("Platform"), "role": _("Role"), "community": _("Community"), "followers": _("Followers"), "posts": _("Posts here"),
        "received": _("Reposts received"), "made": _("Reposts made"), "caused": _("Reposts caused in all"), "joined": _("Communities beside"),
        "pagerank": "PageRank", "sentiment": _("Sentiment"),
    }  # fmt: skip


@st.cache_data(max_entries=20, max_size="256MB", show_spinner=False)
def _graph(url: str, version: int, sql: str, parameters: str, _answer: Answer) -> AuthorGraph:
    return author_graph(_answer.frame)


@st.cache_data(max_entries=20, max_size="256MB", show_spinner=False)
def _layout(url: str, version: int, sql: str, parameters: str, _answer: Answer) -> AuthorLayout:
    return author_layout(_graph(url, version, sql, parameters, _answer))


def table(graph: AuthorGraph) -> pa.Table:
    """The authors who caused most, first; communities counted from 1."""
    rows = graph.authors.sort_values(["caused", "received", "pagerank"], ascending=False, kind="stable").head(LISTED)
    told = {"community": rows["community"] + 1, "role": [label("roles", one) for one in rows["role"]], "sentiment": [felt(one) for one in rows["sentiment"]]}
    return pa.Table.from_pandas(rows[list(columns())].assign(**told), preserve_index=False)


def note(graph: AuthorGraph, layout: AuthorLayout) -> str:
    communities = len(graph.communities)
    told = [
        _("{count} communities, modularity {modularity}", count=written.whole(communities), modularity=written.coefficient(graph.modularity)),
        _("{count} reposts of oneself left out", count=written.whole(graph.own)) if graph.own else "",
        _("{count} authors stand for themselves, the others in hollow circles", count=written.whole((layout.marks["authors"] == 1).sum()))
        if (layout.marks["authors"] > 1).any()
        else "",
    ]
    return " · ".join(filter(None, told))


def opened(mark: pd.Series, filters: Filters) -> Filters:
    """The author's mentions; of several, or of one whose posts are not in the data, all of the cascade."""
    return filters if pd.isna(mark["author"]) else replace(filters, authors=(mark["author"],))
