"""话题分析: what they talk about, which topics grow and how they are felt, and where each was first seen."""

from dataclasses import replace

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.totals import totals
from language import _
from ui.ask import ask
from ui.association import association_card
from ui.card import heading, mentions_link, nothing_matches
from ui.compare import compared
from ui.crossing import crossing_card
from ui.forecast import forecast_card
from ui.plain import plain
from ui.topic_chosen import draw_topic
from ui.topic_course import topic_course_card
from ui.topic_editing import manage_topics
from ui.topic_news import news_card
from ui.topics import asked, map_card, no_topics, told_run, topics_table
from ui.view_topics import view_topics_card


def findings(answer: Answer) -> list[tuple[str, Filters]]:
    """The topic that grew fastest, else the largest, and the one that is felt worst; each with the mentions that show it."""
    rows = [row for row in answer.rows if row["topic_id"] is not None]
    grown = max((row for row in rows if row["rising"]), key=lambda row: row["change"], default=None)
    first = grown or rows[0]
    said = {"name": label("topics", first["topic_id"]), "share": written.share(first["share"])}
    if grown:
        told = _("“{name}” grew most: {share} of the mentions, {change} on the period before.", **said, change=written.points(grown["change"]))
    elif first["share"] is None:
        told = _("Most are about “{name}”.", name=said["name"])
    else:
        told = _("Most are about “{name}”: {share} of the mentions.", **said)
    found = [(told, answer.mentions(first))]
    worst = max((row for row in rows if row["negative_share"]), key=lambda row: row["negative_share"], default=None)
    if worst and len(rows) > 1:
        of_it = answer.mentions(worst)
        said = {"name": label("topics", worst["topic_id"]), "share": written.share(worst["negative_share"])}
        found.append((_("The negative share is highest in “{name}”: {share}.", **said), of_it.narrowed(sentiments=(-1,)) or of_it))
    return found


def of_all(chosen: Filters, answer: Answer, before: Filters | None, count: int) -> None:
    """What the topics of the whole store are in the view."""
    # Topics in the filter choose which are told, not of what their shares are.
    whole = ask(totals, replace(chosen, topics=())).row["mentions"]
    for place, (told, evidence) in enumerate(findings(answer)):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"finding_topics_{place}"):
            st.markdown(plain(told) if place else f"#### {plain(told)}", width="content")
            mentions_link(evidence)
    told_run(answer)
    left, right = st.columns([2, 1])
    with left:
        map_card(answer, whole, before)
    with right:
        news_card(answer, before)
    row = topics_table(answer, before)
    manage_topics([row["topic_id"] for row in answer.rows if row["topic_id"] is not None])
    if row:
        draw_topic(answer, row)
    left, right = st.columns(2)
    with left:
        topic_course_card(answer, chosen, whole)
    with right:
        crossing_card(chosen, count)
    forecast_card(chosen)
    association_card(chosen, whole)


chosen: Filters = st.session_state["filters"]
heading(_("Topics"), _("What do they talk about, which topics grow, and where do they come from?"), chosen)
count = ask(totals, chosen).row["mentions"]
if count == 0:
    nothing_matches()
before = compared(chosen).previous
answer = asked(chosen, before)
# The page does not end where there are none: it follows the work that finds them.
if any(row["topic_id"] is not None for row in answer.rows):
    of_all(chosen, answer, before, count)
else:
    no_topics()
view_topics_card(chosen, count)
