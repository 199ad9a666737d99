"""The values that stand among the mentions shown, each with how many it would leave: a click takes one in or out."""

import streamlit as st

import written
from analysis.facets import facets
from analysis.filters import BY_NAME, Filters, code
from analysis.labels import label
from language import _
from ui.ask import ask
from ui.plain import plain

FIELDS = (
    "sentiments", "platforms", "kinds", "brands", "products", "topics", "statuses", "owners", "aspects", "intents", "emotions", "keyword_sets", "author_kinds",
    "segments", "languages", "regions",
)  # fmt: skip
# Those that are read at a glance; the others unfold.
OPEN = {"sentiments", "platforms", "kinds", "brands", "topics", "statuses", "aspects", "intents", "emotions"}
FIRST, MOST = 8, 40
LONGEST = 24


def draw_facets(filters: Filters) -> None:
    """A block for each field that has values or a choice; the filter bar has all the others."""
    counts: dict[str, dict[object, int]] = {name: {} for name in FIELDS}
    for row in ask(facets, filters).rows:
        if row["field"] in counts:
            counts[row["field"]][_value(row)] = row["mentions"]
    with st.container(key="facets", gap="small"):
        for name, found in counts.items():
            chosen = getattr(filters, name)
            if chosen or found.keys() - {None}:
                _field(name, found | {value: found.get(value, 0) for value in chosen}, chosen)


def _value(row: dict) -> object:
    return None if row["value"] is None else BY_NAME[row["field"]].parse(row["value"])


def _field(name: str, counts: dict[object, int], chosen: tuple) -> None:
    """Its most frequent values, and those that are chosen however rare they are."""
    is_open = name in st.session_state.setdefault("_open_facets", set())
    shown = [value for place, value in enumerate(counts) if value in chosen or place < (MOST if is_open else FIRST)]
    block = st.expander(_(BY_NAME[name].label), expanded=bool(chosen) or name in OPEN, key=f"facet_{name}")
    with block, st.container(horizontal=True, gap="small"):
        for value in shown:
            _button(name, value, counts[value], value in chosen)
        if len(counts) > FIRST:
            st.button(
                _("Fewer") if is_open else _("More ({count})", count=written.whole(min(len(counts), MOST) - FIRST)),
                key=f"more_{name}", type="tertiary", icon=":material/unfold_less:" if is_open else ":material/unfold_more:",
                on_click=_unfold, args=[name], help=_("Filters has every value.") if len(counts) > MOST else None,
            )  # fmt: skip


def _button(name: str, value: object, count: int, is_chosen: bool) -> None:
    st.button(
        f"{plain(_short(label(name, value)))} {written.whole(count)}",
        key=f"facet_{name}_{code(value)}",
        type="primary" if is_chosen else "tertiary",
        icon=":material/check:" if is_chosen else None,
        on_click=_turn,
        args=[name, code(value)],
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _turn(name: str, text: str) -> None:
    """Take a value into the filters of the view, or out of them; the filter bar draws its own fields anew."""
    state = st.session_state
    chosen = state[name]
    state[name] = [other for other in chosen if other != text] if text in chosen else [*chosen, text]
    state["_anew"] += 1


def _unfold(name: str) -> None:
    st.session_state["_open_facets"] ^= {name}
