"""With what the words of a view are compared: the rest of its window, the period before, another brand, a saved view."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs

import streamlit as st

from analysis.distinctive import window
from analysis.filters import Filters, code
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


@dataclass(frozen=True)
class Against:
    """`filters` None: the rest; `name` as the reader knows it."""

    filters: Filters | None
    name: str


def choices(filters: Filters, before: Filters | None) -> dict[str, Against]:
    """By what the address calls them."""
    found = {REST: Against(None, _("The rest of this window"))}
    if before:
        found[PREVIOUS] = Against(before, _("The period before"))
    window = replace(filters, brands=())
    for row in ask(share, window, by="brands", most=MOST_BRANDS).rows:
        if row["value"] is not None and (row["value"],) != filters.brands:
            found[BRAND + code(row["value"])] = Against(replace(filters, brands=(row["value"],)), label("brands", row["value"]))
    for view in views_of(shown()):
        found[f"{VIEW}{view.view_id}"] = Against(of_view(view), view.name)
    return found


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


def choose(found: dict[str, Against], chosen: str) -> None:
    st.selectbox(
        _("Compared with"), list(found), list(found).index(chosen) if chosen in found else None, format_func=lambda one: found[one].name,
        placeholder=_("Compared with"), label_visibility="collapsed", width=220, **fresh("against"),
    )  # fmt: skip
