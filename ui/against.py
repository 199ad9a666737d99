"""With what the words of a view are compared: the rest of its window, the period before, another brand, a saved view."""

from dataclasses import replace
from urllib.parse import parse_qs

import streamlit as st

from analysis.distinctive import window
from analysis.filters import BY_NAME, Filters, code
from analysis.labels import label
from analysis.periods import PERIODS
from analysis.share import share
from language import _
from store.views import View
from store.views import views as views_of
from ui.ask import ask, shown
from ui.chosen import fresh
from ui.span import edges, span

REST, PREVIOUS, BRAND, VIEW = "rest", "previous", "brand:", "view:"
MOST_BRANDS = 12


def choices(filters: Filters, before: Filters | None) -> dict[str, str]:
    """By what the address calls them, what the reader knows them by."""
    found = {REST: _("The rest of this window")}
    if before:
        found[PREVIOUS] = _("The period before")
    # A brand lies within a view of all brands: it would have no side of its own.
    rows = ask(share, replace(filters, brands=()), by="brands", most=MOST_BRANDS).rows if filters.brands else []
    found |= {BRAND + code(row["value"]): label("brands", row["value"]) for row in rows if row["value"] not in (None, *filters.brands)}
    return found | {f"{VIEW}{view.view_id}": view.name for view in views_of(shown())}


def other(chosen: str, filters: Filters, before: Filters | None) -> Filters | None:
    """What a choice looks at; None for the rest."""
    if chosen.startswith(BRAND):
        return replace(filters, brands=(BY_NAME["brands"].parse(chosen.removeprefix(BRAND)),))
    if chosen.startswith(VIEW):
        return of_view(next(view for view in views_of(shown()) if f"{VIEW}{view.view_id}" == chosen))
    return before if chosen == PREVIOUS else None


def of_view(view: View) -> Filters:
    """What a saved view looks at, its window by its name."""
    known = span()
    link = parse_qs(view.filters, keep_blank_values=True)
    filters, _refused = Filters.of_link(link)
    if filters.since is not None or filters.until is not None:
        return filters
    named = PERIODS.get(link.get("period", [""])[0])
    since, until = named.window(known.last) if named else edges(known.default())
    return replace(filters, since=since, until=until)


def chosen_of(filters: Filters, before: Filters | None) -> str:
    """What the address says; else the rest, where the filters leave one, or the period before."""
    return st.session_state["against"] or (PREVIOUS if before and filters == window(filters) else REST)


def choose(found: dict[str, str], chosen: str) -> None:
    st.selectbox(
        _("Compared with"), list(found), list(found).index(chosen) if chosen in found else None, format_func=found.get,
        placeholder=_("Compared with"), label_visibility="collapsed", width=220, **fresh("against"),
    )  # fmt: skip
