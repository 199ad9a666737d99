"""The filters of every page, in one bar above it."""

from collections.abc import Callable

import streamlit as st

from analysis.filters import FIELDS, NULL_CODE, Filters
from analysis.keywords import KeywordError, parse
from analysis.labels import label
from language import _
from ui.address import forgive, offered, refused, view_link, written_out
from ui.chosen import USUAL, current, fresh, take_period
from ui.plain import plain
from ui.span import Span
from ui.views import views
from ui.window import draw_moments, draw_window, half_chosen
from written import listed, quoted

# Widths of the panel of filters and of each, in pixels.
PANEL, FIELD = 560, 265


def draw(known: Span, page: str, titles: dict[str, str]) -> Filters | None:
    """Draw the bar; the filters it says, None while the person is half way through choosing.

    `page` is open now; `titles` has the pages that show filters.
    """
    problem = _problem()
    with st.container(horizontal=True, vertical_alignment="bottom", key="filter_bar"):
        draw_window()
        st.text_input(
            _("Keyword"),
            key="keyword",
            placeholder=_('words, "phrases", OR, -without'),
            icon=":material/search:",
            help=_(
                "Words side by side must all occur; OR needs one of both, NOT or a leading - leaves out, quotes keep words "
                "together, parentheses group. Operators in capitals, case does not count otherwise. "
                'Example: `(battery OR screen) "fell off" -advert`'
            ),
            width=230,
        )
        chosen = sum(bool(st.session_state[field.name]) for field in FIELDS) + bool(st.session_state["as_of"])
        with st.popover(_("Filters ({count})", count=chosen) if chosen else _("Filters"), icon=":material/tune:"):
            _draw_fields()
        st.button(
            _("Reset"), icon=":material/restart_alt:", on_click=_reset, args=[known], key="reset", type="tertiary"
        )
        with st.container(width="content"):
            views(page, titles, None if problem else view_link(known))
        with st.popover(_("Link"), icon=":material/link:", type="tertiary"):
            st.caption(_("This view, with every filter written out:"))
            st.code(written_out(known), language=None, wrap_lines=True)
    draw_moments()
    if problem:
        problem()
        return None
    return current(known)


def draw_refused() -> None:
    """Say what the link asked for and is not there, rather than show numbers of something else."""
    values = listed(quoted(plain(text[:60])) for text in refused())
    st.warning(
        _("The link asks for {values}, which cannot be read or is not in this store.", values=values), icon=":material/link_off:"
    )
    st.button(_("Show the view without it"), on_click=forgive, key="forgive")


def _problem() -> Callable[[], object] | None:
    """What says why there is no view yet; None where there is one."""
    if half_chosen():
        return lambda: st.info(_("Choose the last day of the window as well."))
    try:
        parse(st.session_state["keyword"])
    except KeywordError as error:
        told = str(error)
        return lambda: st.warning(told)
    return None


def _reset(known: Span) -> None:
    for field in FIELDS:
        st.session_state[field.name] = []
    st.session_state.update(as_of=None, keyword="", _refused=[])
    take_period(USUAL, known)


def _draw_fields() -> None:
    there = offered()
    shown = {}
    for field in FIELDS:
        selected = st.session_state[field.name]
        options = list(dict.fromkeys([*there.get(field.name, []), *selected]))
        if selected or set(options) - {NULL_CODE}:
            shown[field] = options
    # Side by side, so that all of them are seen at once.
    with st.container(horizontal=True, width=PANEL):
        for field, options in shown.items():
            st.multiselect(
                _(field.label),
                options,
                st.session_state[field.name],
                placeholder=_("all"),
                format_func=lambda text, name=field.name: _named(name, text),
                width=FIELD,
                **fresh(field.name),
            )
        st.datetime_input(
            _("As of"),
            st.session_state["as_of"],
            format="YYYY-MM-DD",
            help=_("Hide what was published later."),
            width=FIELD,
            **fresh("as_of"),
        )


def _named(field: str, text: str) -> str:
    filters, _refused = Filters.of_link({field: [text]})
    return label(field, getattr(filters, field)[0])
