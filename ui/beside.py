"""What stands beside a word, as a network in a card."""

import streamlit as st

from analysis.answer import Answer
from analysis.beside import beside
from analysis.filters import Filters
from analysis.metrics import BESIDE
from analysis.pairs import pairs
from analysis.totals import totals
from charts.beside import MOST_EDGES, MOST_NODES
from charts.beside import beside as network
from language import _
from nlp.codes import normal
from ui.ask import ask
from ui.card import card
from ui.chosen import fresh
from ui.plain import plain
from ui.vocabulary import Counted


def beside_card(filters: Filters, counted: Counted, first: list[str]) -> None:
    """`first`: the words to choose from; others are typed."""
    word = normal(st.session_state["beside"] or (first[0] if first else "")).strip()
    if not word:
        return
    answer = ask(beside, filters, word=word, limit=MOST_NODES, **counted.parameters)
    if not answer.rows:
        with st.container(border=True, key="card_beside"):
            st.markdown(f"**{_('What stands beside a word')}**")
            _choose(word, first)
            st.caption(plain(_("Too few stories hold “{word}” with another word: it takes 5.", word=word)))
        return
    joined = ask(pairs, answer.filters, among=tuple(row["word"] for row in answer.rows), limit=MOST_EDGES)
    names = {
        "word": _("Word"), "mentions": _("Mentions with both"), "stories": _("Stories with both"), "lift": _("Times as often as by chance"), "likelihood": "G²",
    }  # fmt: skip
    card(
        _("What stands beside a word"), network(answer.frame, word=word, edges=joined.frame), answer, BESIDE, key="beside", total=ask(totals, answer.filters).row["mentions"],
        columns=names, control=lambda: _choose(word, first), opens=lambda told, mark: _opened(told, joined, mark),
    )  # fmt: skip


def _opened(near: Answer, joined: Answer, mark: list) -> Filters:
    """Of a circle, or of a line."""
    return joined.mentions(joined.rows[mark[0]]) if len(mark) > 1 else near.mentions(near.rows[mark[0]])


def _choose(word: str, first: list[str]) -> None:
    """Without a choice it is the word that is said most, which follows the view."""
    options = list(dict.fromkeys([*first, word]))
    chosen = options.index(word) if st.session_state["beside"] else None
    st.selectbox(
        _("Word"), options, chosen, placeholder=_("the word said most"), accept_new_options=True, label_visibility="collapsed", width=220, **fresh("beside")
    )
