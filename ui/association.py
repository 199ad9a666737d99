"""With which topics a crisis query goes together, as a card."""

import streamlit as st

from analysis import keywords
from analysis.association import association
from analysis.filters import Filters
from analysis.issues import issues
from analysis.keywords import KeywordError, Term, Tree
from analysis.labels import label
from analysis.metrics import ASSOCIATION
from charts.association import MOST_ROWS
from charts.association import association as bars
from language import _
from loaders.rules import rules_of
from nlp.rules import RulesError
from ui.ask import ask, shown
from ui.card import card
from ui.chosen import OTHERS, fresh
from ui.plain import plain

SUGGESTED = 4


def association_card(filters: Filters, total: int) -> None:
    query, title = (st.session_state["crisis"] or "").strip(), _("Which topics a crisis goes together with")
    if not query:
        return _instead(filters, title, _("Type words of the crisis, as in the keyword of the filter bar: AND, OR, NOT and quotes. Each topic then tells how far they are found in it more than elsewhere."))
    try:
        # Both must go into the link of a topic's mentions.
        keywords.parse(keywords.both(filters.keyword, query))
    except KeywordError as error:
        return _instead(filters, title, plain(error))
    answer = ask(association, filters, query=query)
    if not answer.rows or answer.rows[0]["z"] is None:
        return _instead(filters, title, plain(_("“{query}” is found in none of these mentions, or in all of them.", query=query)))
    names = {
        "topic_id": _("Topic"), "z": "z", "mentions": _("Mentions found"), "topic_mentions": _("Mentions of the topic"), "share": _("Share found here"),
        "share_elsewhere": _("Share found elsewhere"), "stories": _("Stories found"), "topic_stories": _("Stories of the topic"),
    }  # fmt: skip
    frame = answer.frame.assign(label=[label("topics", row["topic_id"]) for row in answer.rows])
    return card(
        title, bars(frame), answer, ASSOCIATION, key="association", total=total, columns=names, control=_ask, most=MOST_ROWS,
        note=_("beside the bars: share of the stories found in the topic / elsewhere; strong: clear"),
    )  # fmt: skip


def _instead(filters: Filters, title: str, why: str) -> None:
    with st.container(border=True, key="card_association"):
        st.markdown(f"**{title}**")
        _ask()
        st.caption(why)
        if suggested := _suggested(filters):
            with st.container(horizontal=True, vertical_alignment="center", key="suggested"):
                st.caption(_("From the watchlist:"), width="content")
                for place, (name, words) in enumerate(suggested.items()):
                    st.button(plain(label("keyword_sets", name)), key=f"suggest_{place}", on_click=_take, args=[words], type="tertiary")


def _ask() -> None:
    st.text_input(
        _("Words of the crisis"), st.session_state["crisis"] or "", max_chars=OTHERS["crisis"][1].longest, icon=":material/search:", label_visibility="collapsed",
        placeholder=_("such as recall OR fire"), width=320, **fresh("crisis"),
    )  # fmt: skip


def _take(words: str) -> None:
    st.session_state["crisis"] = words
    st.session_state["_anew"] += 1


def _suggested(filters: Filters) -> dict[str, str]:
    """The problems of the watchlist with most negative mentions here, as queries."""
    try:
        rules = rules_of(shown()).watchlist.rules
    except RulesError:
        return {}
    problems = {rule.name: _query(rule.words) for rule in rules if rule.kind == "problem" and rule.words}
    found = [row["value"] for row in ask(issues, filters, before=None, most=len(rules)).rows] if problems else []
    fitting = [name for name in found if name in problems and _read(problems[name]) and problems[name] in OTHERS["crisis"][1]]
    return {name: problems[name] for name in fitting[:SUGGESTED]}


def _read(query: str) -> Tree | None:
    try:
        return keywords.parse(query)
    except KeywordError:
        return None


def _query(words: tuple[str, ...]) -> str:
    """Any of the words, in quotes where one would be read otherwise, without those that cannot be sought."""
    told = {word: word if word.isalnum() and word not in keywords.OPERATORS else f'"{word}"' for word in words}
    return " OR ".join(query for word, query in told.items() if _read(query) == Term(word))
