"""What is said here and not there, as a card."""

import streamlit as st

from analysis.answer import Answer
from analysis.distinctive import distinctive, there, window
from analysis.filters import Filters
from analysis.metrics import DISTINCTIVE
from charts.distinctive import distinctive as bars
from language import _
from ui.against import REST, choices, choose, chosen_of, other
from ui.ask import ask
from ui.card import card
from ui.vocabulary import Counted


def distinctive_card(filters: Filters, before: Filters | None, counted: Counted, total: int) -> None:
    found = choices(filters, before)
    chosen = chosen_of(filters, before)
    if chosen not in found:
        return _instead(found, chosen, _("What the link compares with is not in this store. Choose something else."))
    against = other(chosen, filters, before)
    answer = ask(distinctive, filters, against=against, **counted.parameters)
    if not answer.rows:
        nothing = chosen == REST and filters == window(filters)
        return _instead(found, chosen, _("The view is the whole window: filter it, or choose what to compare it with.") if nothing else _("No word differs clearly, or one of both sides is empty."))
    names = {
        "word": _("Word"), "z": "z", "stories": _("Stories here"), "share": _("Share here"), "stories_there": _("Stories there"), "share_there": _("Share there"),
        "mentions": _("Mentions here"), "mentions_there": _("Mentions in the window") if chosen == REST else _("Mentions there"),
    }  # fmt: skip
    # Of the rest no filter tells: a word that is typical of it opens the whole window.
    note = _("beside the bars: stories here / there; a word of the rest opens the whole window") if chosen == REST else _("beside the bars: stories here / there")
    return card(
        _("What is said here and not there"), bars(answer.frame, here=_("this view"), there=found[chosen]), answer, DISTINCTIVE, key="distinctive",
        total=total, columns=names, note=note, control=lambda: choose(found, chosen), opens=lambda told, mark: _opened(told, against, mark),
    )  # fmt: skip


def _opened(answer: Answer, against: Filters | None, mark: list) -> Filters:
    row = answer.rows[mark[0]]
    return answer.mentions(row) if row["z"] > 0 else there(answer, against, row)


def _instead(found: dict, chosen: str, why: str) -> None:
    with st.container(border=True, key="card_distinctive", height="stretch"):
        st.markdown(f"**{_('What is said here and not there')}**")
        choose(found, chosen)
        st.caption(why)
