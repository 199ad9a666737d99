"""What this session looks at: the values of its state that widgets write and addresses say.

Widgets hold codes (analysis.filters.code), so that a link means the same in every language.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

import streamlit as st

import language
from analysis import author_ranking, cascade_ranking, stories
from analysis.filters import FIELDS, Filters
from analysis.mentions import ORDERS
from analysis.periods import PERIODS
from analysis.seasons import SEASONS
from language import DEFAULT, LANGUAGES
from ui.span import Span, days_of, edges

GRAINS = ("hour", "day", "week")
GROUPED_BY = ("platforms", "brands", "products", "topics", "aspects", "emotions", "intents", "kinds", "author_kinds", "segments", "languages")
ROWS = ("mentions", "stories")
SHOWN_AS = ("count", "share", "negative", "net")
CLOUDS = ("words", "hashtags", "emoticons", "emoji")
COLOURED_BY = ("sentiment", "growth")
DRAWN_AS = ("bars", "clouds")
SHORTEST = ("1", "2", "3", "4")
ACROSS = ("platforms", "brands", "aspects")
AHEAD = ("6", "12", "24")
TALKS = ("net", "negative_share", "complaints")
SPREADERS = ("spreaders", "leaders")
RHYTHMS = ("platforms", "weekdays")
PICTURES = ("tree", "authors")
BASES = ("mentions", "engagement", "impressions")
ASPECT_CELLS = ("volume", "net")
INDEXED = ("topics", "words")
ALIGNED_AS = ("volume", "ratio", "share", "net")
PEAKS_OF = ("negative", "all")
PEAKS_AS = ("count", "share")
PAINTED = ("sentiment", "platform", "role", "community", "edge")


@dataclass(frozen=True)
class Told:
    """Every text of a length that an address may hold."""

    longest: int = 80

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and 0 < len(text) <= self.longest


# What a view holds beside the filters: its default, a list where it may hold several, and what it may be.
OTHERS = {
    "lang": (DEFAULT, LANGUAGES), "grain": (None, GRAINS), "order": (["newest"], ORDERS), "by": (None, GROUPED_BY),
    "cloud": ("words", CLOUDS), "colour": ("sentiment", COLOURED_BY), "shortest": ("2", SHORTEST), "against": (None, Told()), "drawn": ("bars", DRAWN_AS),
    "beside": (None, Told()), "topic": (None, Told()), "across": ("platforms", ACROSS), "crisis": (None, Told(200)), "show": ("count", SHOWN_AS), "rows": ("mentions", ROWS), "stories_by": ("mentions", stories.ORDERS),
    "ahead": ("24", AHEAD), "spread_by": ("size", cascade_ranking.ORDERS), "cascade": (None, Told()), "node": (None, Told(120)), "spreaders": ("spreaders", SPREADERS),
    "figure": (None, Told(120)), "talk": ("net", TALKS),
    "rhythm": ("platforms", RHYTHMS),
    "picture": ("tree", PICTURES), "painted": ("sentiment", PAINTED), "unfolded": ([], Told()), "compared": ([], Told()),
    "base": ("mentions", BASES),
    "aspect_cells": ("volume", ASPECT_CELLS),
    "indexed": ("topics", INDEXED), "indexed_of": (None, Told()), "launches": ([], Told(120)), "aligned_as": ("volume", ALIGNED_AS),
    "peak_a": (None, Told(160)), "peak_b": (None, Told(160)), "peak_of": ("negative", PEAKS_OF), "peak_as": ("count", PEAKS_AS),
    "authors_by": ("mentions", author_ranking.ORDERS),
    "season": ("month", SEASONS), "season_of": (None, Told()),
}  # fmt: skip
# Windows that analysis.periods does not know: the store's own, and days that a person chose.
USUAL, CUSTOM = "usual", "custom"
KEYS = ("period", "window", "moments", "as_of", "keyword", *(field.name for field in FIELDS), *OTHERS)


def current(known: Span) -> Filters:
    """The filters that the view holds."""
    state = st.session_state
    filters, _refused = Filters.of_link({field.name: state[field.name] for field in FIELDS})
    since, until = looked_at(known)
    return replace(filters, since=since, until=until, as_of=state["as_of"], keyword=state["keyword"].strip())


def looked_at(known: Span | None) -> tuple[datetime, datetime]:
    """The window: since, and until, exclusive."""
    state = st.session_state
    if state["moments"]:
        since, until = map(datetime.fromisoformat, state["moments"][0].split("/"))
        return since, until
    return edges(state["window"] if len(state["window"]) == 2 else known.default())


def period() -> str:
    """By which name the window is known: a key of PERIODS, USUAL or CUSTOM."""
    return CUSTOM if st.session_state["moments"] else st.session_state["period"]


def take_period(name: str, known: Span | None, days: tuple[date, date] | None = None) -> None:
    """Look at the window of this name, or at these `days`; every widget of the view is made anew."""
    state = st.session_state
    chosen = days or _days(name, known)
    first, last = known.days if known else chosen
    # What can be chosen from then on stays the same, or a browser would lose a range that is half chosen.
    bounds = (min(first, chosen[0]), max(last, chosen[1]))
    state.update(period=name, window=chosen, moments=[], _bounds=bounds, _anew=state.get("_anew", 0) + 1)


def _days(name: str, known: Span | None) -> tuple[date, date]:
    state = st.session_state
    if known is None:
        return (date.today(), date.today())
    if name == USUAL:
        return known.default()
    if name == CUSTOM:
        return state["window"] if len(state["window"]) == 2 else known.default()
    since, until = PERIODS[name].window(min(filter(None, (known.last, state["as_of"]))))
    return days_of(since, until) if since else known.days


def fresh(name: str) -> dict:
    """Key and callback of a widget of the view: a new key whenever the view changed without it, or the language did.

    A browser does not hear of new values for what lies in a closed popover, and it says values by their labels: it
    would bring back the old value, or its name in the old language.
    """
    key = f"{name}_{st.session_state['_anew']}_{language.current()}"
    if name == "period":
        key = f"{key}_{period()}"
    return {"key": key, "on_change": _picked, "args": [name, key]}


def _picked(name: str, key: str) -> None:
    # A browser may still report a widget that was replaced a moment ago.
    if key != fresh(name)["key"]:
        return
    state = st.session_state
    picked = state[key]
    if name == "period":
        take_period(picked, state["_known"])
        return
    state[name] = picked
    if name == "window":
        state["period"] = CUSTOM
    elif name == "as_of" and period() in PERIODS:
        take_period(period(), state["_known"])
