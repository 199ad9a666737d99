"""词云热词: which words are said, how they feel, what is said here and not there, which burst, and what stands beside a word."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.totals import totals
from analysis.vocabulary import CLEAR
from language import _
from ui.ask import ask, shown
from ui.beside import beside_card
from ui.bursts import bursts_card
from ui.card import heading, nothing_matches
from ui.cloud import asked, cloud_card, words_table
from ui.compare import compared
from ui.distinctive import as_clouds, distinctive_card
from ui.drafts import Drafts
from ui.plain import plain
from ui.vocabulary import counted, told

NAMED = 6


def finding(answer: Answer) -> str:
    """The words that clearly grew, the clearest first, else those that are said most."""
    names = [written.quoted(row["word"]) for row in sorted(answer.rows, key=lambda row: -(row.get("z") or 0)) if (row.get("z") or 0) >= CLEAR]
    if names:
        return _("Said clearly more than in the period before: {words}.", words=written.listed(names[:NAMED]))
    return _("Said most: {words}.", words=written.listed(written.quoted(row["word"]) for row in answer.rows[:NAMED]))


chosen: Filters = st.session_state["filters"]
heading(_("Words and bursts"), _("Which words are said, how do they feel, and which are new or typical here?"), chosen)
count = ask(totals, chosen).row["mentions"]
if count == 0:
    nothing_matches()
drafts, before = Drafts(shown()), compared(chosen).previous
vocabulary = counted(drafts)
answer = asked(chosen, before, vocabulary)
if answer.rows:
    st.markdown(f"#### {plain(finding(answer))}")
told(drafts)
cloud_card(answer, count, before, drafts)
left, right = (st.container(), st.container()) if as_clouds() else st.columns(2)
with left:
    distinctive_card(chosen, before, vocabulary, count)
with right:
    bursts_card(chosen, vocabulary, count)
left, right = st.columns([2, 3])
with left:
    words_table(chosen, before, vocabulary, drafts)
with right:
    beside_card(chosen, vocabulary, [row["word"] for row in answer.rows if answer.opens["word"] == "words"])
