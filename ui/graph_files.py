"""A network to take away: for Gephi and other programs, for spreadsheets, and as a page of its own."""

from collections.abc import Callable
from datetime import datetime
from html import escape

import plotly.graph_objects as go
import streamlit as st

import written
from analysis.graph_files import Network, edge_table, gexf, graphml, node_table
from charts import theme
from language import _, current
from ui.card import chart_config
from ui.download import csv_bytes, spoken

PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<style>body {{ font-family: {fonts}; color: {ink}; background: {paper}; margin: 24px auto; max-width: 1100px }} h1 {{ font-size: 20px }} p {{ font-size: 13px }}</style>
</head><body><h1>{title}</h1><p>{sentence}</p>{picture}<p>{told}</p></body></html>
"""


def graph_files(network: Callable[[], Network], figure: Callable[[], go.Figure], *, key: str, title: str, sentence: str, at: datetime | None) -> None:
    """What a card of a network gives: the whole of it as files, and its picture. `sentence` says what was looked at, `at` until when
    it was known; network and picture are made when a file is asked for.
    """
    files = {
        "GEXF": (lambda: gexf(network()), "gexf", "application/gexf+xml"),
        "GraphML": (lambda: graphml(network()), "graphml", "application/graphml+xml"),
        _("CSV of the nodes"): (lambda: csv_bytes(*node_table(network())), "nodes.csv", "text/csv"),
        _("CSV of the edges"): (lambda: csv_bytes(*edge_table(network())), "edges.csv", "text/csv"),
        _("Picture as a page (HTML)"): (lambda: page(figure(), key, title, sentence, at), "html", "text/html"),
    }
    with st.popover(_("Take the network away"), type="tertiary", key=f"files_{key}"):
        st.caption(_("All nodes and edges, folded or not, for Gephi, networkx and others; an edge leads from the repost to what it reposts. The PNG of the picture is behind the camera above it."))
        for place, (name, (make, ending, mime)) in enumerate(files.items()):
            st.download_button(
                name, data=spoken(make), file_name=f"guanlan-{key}.{ending}", mime=mime, on_click="ignore", type="tertiary",
                icon=":material/download:", key=f"{key}_file_{place}",
            )  # fmt: skip


def page(figure: go.Figure, key: str, title: str, sentence: str, at: datetime | None) -> bytes:
    """The figure in a file of its own that needs nothing else, with what was looked at."""
    picture = figure.to_html(include_plotlyjs=True, full_html=False, auto_play=False, config=chart_config(key), div_id=f"guanlan-{key}")
    told = _("As of {moment}", moment=written.minute(at)) if at else ""
    return PAGE.format(
        language=current(), fonts=theme.FONTS, ink=theme.INK, paper=theme.PAPER, title=_shown(title), sentence=_shown(sentence), told=_shown(told), picture=picture,
    ).encode()  # fmt: skip


def _shown(text: str) -> str:
    return escape(theme.line(text, limit=2000))
