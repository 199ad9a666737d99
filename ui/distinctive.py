"""What is said here and not there, as a card: bars, or two clouds."""

from functools import partial

import plotly.graph_objects as go
import streamlit as st

from analysis.answer import Answer
from analysis.distinctive import MOST, distinctive, there, window
from analysis.filters import Filters
from analysis.metrics import DISTINCTIVE
from charts.cloud import DESK, HALF, PHONE
from charts.cloud import MOST as ROOM
from charts.distinctive import distinctive as bars
from charts.sides import laid_out, shades, sides, together
from language import _
from ui.against import REST, choices, choose, chosen_of, other
from ui.ask import ask
from ui.card import card
from ui.chosen import DRAWN_AS, fresh
from ui.device import is_phone
from ui.pictures import pictures
from ui.vocabulary import Counted


def as_clouds() -> bool:
    """Two of them take the width of the page."""
    return st.session_state["drawn"] == "clouds"


def distinctive_card(filters: Filters, before: Filters | None, counted: Counted, total: int) -> None:
    found = choices(filters, before)
    chosen = chosen_of(filters, before)
    if chosen not in found:
        return _instead(found, chosen, _("What the link compares with is not in this store. Choose something else."))
    against = other(chosen, filters, before)
    answer = ask(distinctive, filters, against=against, limit=ROOM[HALF] if as_clouds() else MOST, **counted.parameters)
    if not answer.rows:
        nothing = chosen == REST and filters == window(filters)
        return _instead(found, chosen, _("The view is the whole window: filter it, or choose what to compare it with.") if nothing else _("No word differs clearly, or one of both sides is empty."))
    names = {
        "word": _("Word"), "z": "z", "stories": _("Stories here"), "share": _("Share here"), "stories_there": _("Stories there"), "share_there": _("Share there"),
        "mentions": _("Mentions here"), "mentions_there": _("Mentions in the window") if chosen == REST else _("Mentions there"),
    }  # fmt: skip
    notes = [_("the larger, the further z is from 0") if as_clouds() else _("beside the bars: stories here / there")]
    # Of the rest no filter tells: a word that is typical of it opens the whole window.
    notes += [_("a word of the rest opens the whole window")] if chosen == REST else []
    return card(
        _("What is said here and not there"), _drawn(answer, found[chosen]), answer, DISTINCTIVE, key="distinctive", total=total, columns=names,
        note=" · ".join(notes), control=lambda: _choose(found, chosen), opens=lambda told, mark: _opened(told, against, mark),
        source=partial(_pictures, answer, found[chosen]) if as_clouds() else None,
    )  # fmt: skip


def _drawn(answer: Answer, other_side: str) -> go.Figure:
    names = {"here": _("this view"), "there": other_side}
    return sides(answer.frame, **names, size=PHONE if is_phone() else DESK) if as_clouds() else bars(answer.frame, **names)


def _opened(answer: Answer, against: Filters | None, mark: list) -> Filters:
    row = answer.rows[mark[0]]
    return answer.mentions(row) if row["z"] > 0 else there(answer, against, row)


def _pictures(answer: Answer, other_side: str) -> None:
    words, deviates = answer.frame["word"].tolist(), answer.frame["z"].tolist()
    title = f"{answer.filters.sentence()} | {other_side}"
    pictures(words, shades(deviates), laid_out(words, deviates), title, key="sides", name="sides", size=together(DESK))


def _choose(found: dict[str, str], chosen: str) -> None:
    names = {"bars": _("Bars"), "clouds": _("Two clouds")}
    st.segmented_control(
        _("Drawn as"), DRAWN_AS, default=st.session_state["drawn"], format_func=names.get, required=True, label_visibility="collapsed", **fresh("drawn"),
    )  # fmt: skip
    choose(found, chosen)


def _instead(found: dict, chosen: str, why: str) -> None:
    with st.container(border=True, key="card_distinctive", height="stretch"):
        st.markdown(f"**{_('What is said here and not there')}**")
        choose(found, chosen)
        st.caption(why)
