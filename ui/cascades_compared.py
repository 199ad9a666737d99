"""Up to four cascades compared: their curves from their origins on, and their shapes."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

import written
from analysis.answer import Answer
from charts.ages import began, rooted
from charts.cascades_compared import MOST, growth_compared, shapes_compared
from charts.theme import on_screen
from language import _
from ui.card import chart_config
from ui.plain import plain

TOLD = ("age", "published_at", "at", "author_name", "depth")


def compared_card(answers: Sequence[Answer], labels: Sequence[str]) -> None:
    """Of the first four: the nodes of each, with the name that it is told by."""
    title, names = _("Cascades compared"), {"count": _("Nodes"), "share": _("Share")}
    frame = nodes_of(answers, labels)
    with st.container(border=True, key="card_cascades_compared", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{title}**", width="content")
            shown = st.segmented_control(_("Shown as"), [*names], default="count", format_func=names.get, required=True, label_visibility="collapsed", key="compared_as")
        st.caption("  \n".join([_("From the origin of each on, on a logarithmic scale: the last repost may come years later."), *notes(frame)]))
        figures = {"growth_compared": growth_compared(frame, parts=shown == "share"), "shapes_compared": shapes_compared(layers_of(frame))}
        for name, figure in figures.items():
            st.plotly_chart(on_screen(figure), key=name, theme="streamlit", config=chart_config(name), alt=title)


def notes(frame: pd.DataFrame) -> list[str]:
    """Whose curves begin elsewhere, and who has none."""
    first, never = [], []
    for _cascade, nodes in frame.groupby("cascade", sort=False):
        if not rooted(nodes):
            (never if pd.isna(began(nodes)) else first).append(plain(nodes["label"].iloc[0]))
    return [
        *([_("The time of the origin is unknown, counted from the first known node on: {names}", names=written.listed(first))] if first else []),
        *([_("No time is known, shown by its shape alone: {names}", names=written.listed(never))] if never else []),
    ]


def nodes_of(answers: Sequence[Answer], labels: Sequence[str]) -> pd.DataFrame:
    """One frame of all, as the charts want them."""
    frames = [
        answer.frame.filter(TOLD).assign(cascade=str(answer.parameters["cascade"]), label=label) for answer, label in zip(answers[:MOST], labels, strict=False) if answer.rows
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*TOLD, "cascade", "label"])


def layers_of(frame: pd.DataFrame) -> pd.DataFrame:
    """The nodes of each depth of each cascade, and their share of it."""
    layers = frame.groupby(["cascade", "label", "depth"], sort=False, as_index=False).size().rename(columns={"size": "nodes"})
    return layers.assign(share=layers["nodes"] / layers.groupby("cascade")["nodes"].transform("sum")).sort_values("depth", kind="stable", ignore_index=True)
