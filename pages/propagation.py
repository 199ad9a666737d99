"""传播分析: where it started, through whom it went, how fast, what the shape says, and whether it was published in step."""

import streamlit as st

import written
from analysis.filters import Filters
from analysis.totals import totals
from language import _
from ui.arrivals import arrivals_card
from ui.ask import ask
from ui.author_graph import authors_of
from ui.card import empty, heading, mentions_link, nothing_matches
from ui.cascade_chosen import asked as nodes_of
from ui.cascade_chosen import deep, draw_heading, whole
from ui.cascade_growth import growth_card, layers_table
from ui.cascade_node import draw_node, node_of
from ui.cascade_pictures import draw_picture
from ui.cascades import asked, cascades_card, named
from ui.comparison import compare
from ui.coordination import coordination_card
from ui.plain import plain
from ui.spread_factors import spread_factors_card
from ui.spreaders import codes, spreaders_card


def finding(row: dict, filters: Filters) -> None:
    """The first of the ranking in a sentence, with what shows it."""
    told = [_("{root} leads with {size} nodes.", root=written.quoted(named(row)[:40]), size=written.whole(row["size"]))]
    if (depth := deep(row)) is not None:
        told.append(_("It is {depth} steps deep.", depth=depth))
    if row["half"] is not None:
        told.append(_("Half of them came within {half}.", half=written.duration(row["half"] / 60)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="finding_propagation"):
        st.markdown(f"#### {plain(' '.join(told))}", width="content")
        mentions_link(whole(row, filters))


def about(row: dict | None, filters: Filters) -> Filters:
    """What the order of the platforms is of: of what the chosen cascade's root says, wherever it is said; else of all in the view."""
    if row and row["story_id"] and st.session_state["cascade"] == row["cascade_id"]:
        return Filters(stories=(row["story_id"],), as_of=filters.as_of)
    return filters


def no_cascades() -> None:
    empty(
        _("None of these mentions belongs to a cascade."),
        _("Cascades are traced in the background after an import, from the ids of parents, the chains //@name: of reposts, and similar texts. Comments alone are no cascade."),
        icon=":material/account_tree:",
    )


def look_at(row: dict, filters: Filters) -> None:
    """One cascade: its numbers, its picture, how it grew, through whom it went."""
    nodes = nodes_of(row, filters)
    draw_heading(row, nodes, filters)
    node = node_of(nodes, st.session_state["node"])
    left, right = st.columns([3, 2])
    with left:
        clicked = draw_picture(nodes, whole(row, filters), node and node["node"])
    with right:
        if node:
            draw_node(nodes, node)
        grown = growth_card(nodes, chosen=node and node["node"])
        layers_table(nodes)
    for place in (clicked, grown):
        # A click on the node that is looked at is no other.
        if place is not None and (code := codes(nodes.frame)[place]) != st.session_state["node"]:
            st.session_state["node"] = code
            st.rerun()
    spreaders_card(nodes, authors_of(nodes))


chosen: Filters = st.session_state["filters"]
heading(_("Propagation"), _("Where did it start, through whom did it go, how fast, and is it organised?"), chosen)
count = ask(totals, chosen).row["mentions"]
if count == 0:
    nothing_matches()
answer = asked(chosen)
if answer.rows:
    finding(answer.rows[0], chosen)
    row = cascades_card(answer)
    look_at(row, chosen)
    compare(answer, chosen)
else:
    row = None
    no_cascades()
followed = about(row, chosen)
if followed is chosen:
    arrivals_card(chosen, count, of=_("all mentions of this view"))
else:
    arrivals_card(followed, ask(totals, followed).row["mentions"], of=_("what says the same as the root of the chosen cascade, wherever and whenever"))
spread_factors_card(chosen, count)
coordination_card(chosen, count)
