"""The picture of a cascade as somebody looks at it: the way that it took, or who reposted whom; coloured by what they choose."""

import numpy as np
import streamlit as st

from analysis.answer import Answer
from analysis.filters import Filters
from analysis.graph_files import of_cascade
from charts.cascade import cascade
from language import _
from ui.author_graph import author_graph_card, authors_of
from ui.cascade_picture import cascade_picture, labelled
from ui.chosen import fresh
from ui.graph_files import graph_files

PICTURES = {"tree": "The way it took", "authors": "Who reposted whom"}
PAINTED = {"sentiment": "Sentiment", "platform": "Platform", "role": "Role", "community": "Community", "edge": "How it is known"}
# How a parent is known is told of posts, not of authors.
OF_AUTHORS = tuple(name for name in PAINTED if name != "edge")


def draw_picture(answer: Answer, filters: Filters, chosen: int | None) -> int | None:
    """The row of the node that was just clicked, if any; `chosen` is the row that is looked at. The graph of the authors is made where it is
    asked for: it takes longer than all else.
    """
    painted = st.session_state["painted"]
    if st.session_state["picture"] == "authors":
        painted = painted if painted in OF_AUTHORS else "community"
        author_graph_card(answer, filters, colour=painted, control=lambda: _controls(OF_AUTHORS, painted))
        return None
    told = {"key": "cascade", "title": _(PICTURES["tree"]), "sentence": filters.sentence(), "at": filters.as_of}

    def files() -> None:
        graph_files(lambda: of_cascade(answer.frame, filters.sentence(), authors_of(answer)), lambda: cascade(labelled(answer.frame, communities(answer))), **told)

    known = communities(answer) if painted == "community" else None
    return cascade_picture(answer, chosen=chosen, colour=painted, communities=known, control=lambda: _controls(tuple(PAINTED), painted), source=files)


def communities(answer: Answer) -> np.ndarray:
    """Of each node that of its author."""
    graph = authors_of(answer)
    return graph.authors["community"].to_numpy()[graph.wrote]


def _controls(offered: tuple[str, ...], painted: str) -> None:
    with st.container(horizontal=True, width="content", vertical_alignment="center", key="picture_controls"):
        st.selectbox(
            _("Colour"), offered, offered.index(painted), format_func=lambda name: _(PAINTED[name]), width=130, label_visibility="collapsed", **fresh("painted"),
        )  # fmt: skip
        st.segmented_control(_("Picture"), [*PICTURES], default=st.session_state["picture"], format_func=lambda name: _(PICTURES[name]), required=True, label_visibility="collapsed", **fresh("picture"))
