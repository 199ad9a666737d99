"""The address is the truth about the view: it is read before the page is drawn and written after.

Streamlit's own binding of widgets to the address is not used: it writes translated labels and one history entry for each
parameter.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

import streamlit as st

from analysis.aspects import sentiments_of
from analysis.facets import MEMBERS, MOST, OFFERED, facets
from analysis.filters import BY_NAME, FIELDS, Filters, code
from analysis.periods import PERIODS
from language import DEFAULT
from ui.ask import ask
from ui.chosen import CUSTOM, KEYS, OTHERS, USUAL, current, looked_at, period, take_period
from ui.span import Span, days_of, edges, span

NAMES = ("period", "since", "until", "as_of", "keyword", *BY_NAME, *OTHERS)


def adopt(known: Span | None) -> dict[str, list[str]]:
    """Take the view from the address where that or the store changed and no widget was touched; the address as it was."""
    raw = _address_holds()
    state = st.session_state
    drawn, written = state.get("_drawn", ({}, {}))
    missing = any(key not in state for key in KEYS)
    touched = not missing and any(state[key] != value for key, value in drawn.items())
    if touched:
        state["_refused"] = []
    if missing or ((raw != written or known != state.get("_known")) and not touched):
        _take(raw, known)
        state["_known"] = known
    return raw


def publish(filters: Filters | None, raw: dict[str, list[str]], known: Span | None) -> dict[str, list[str]]:
    """Write the view into the address where it differs, defaults left out; the view as parameters of a link.

    Without filters (nothing to look at yet) the address keeps what it asks for.
    """
    asked = {name: values for name, values in raw.items() if values and name not in OTHERS}
    link = (_short_link(filters, known) if filters and known else asked) | _others_chosen()
    wanted = {name: link.get(name, []) for name in raw}
    if wanted != raw:
        # What a page says of itself besides stays.
        others = {name: st.query_params.get_all(name) for name in st.query_params if name not in raw}
        st.query_params.from_dict(others | link)
    st.session_state["_drawn"] = ({key: st.session_state[key] for key in KEYS}, wanted)
    st.session_state["_link"] = link
    return link


def link_to(filters: Filters) -> dict[str, list[str]]:
    """The parameters of a page that shows these filters, in the same language; without a window they mean all time."""
    known = span()
    link = filters.link()
    if known and filters.since is None and filters.until is None:
        link |= {} if known.default() == known.days else {"period": ["all"]}
    elif known:
        first, last = edges(known.days)
        link = _short_link(replace(filters, since=filters.since or first, until=filters.until or last), known)
    lang = st.session_state.get("lang", DEFAULT)
    return link | ({"lang": [lang]} if lang != DEFAULT else {})


def view_link(known: Span) -> dict[str, list[str]]:
    """What the view is, as it may be opened on any day and in any language: a named window by its name."""
    link = _short_link(current(known), known) | _others_chosen()
    return {name: values for name, values in link.items() if name != "lang"}


def written_out(known: Span) -> str:
    """The address of this view with everything in it, its window by days: whoever opens it sees the same."""
    parts = urlsplit(st.context.url or "")
    link = current(known).link() | _others()
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}?{urlencode(link, doseq=True)}"


def refused() -> list[str]:
    """What the address asked for and is not there."""
    return st.session_state.get("_refused", [])


def forgive() -> None:
    """What the link asked for besides is the view now, and the address as it stands is taken."""
    state = st.session_state
    state["_refused"], state["_drawn"] = [], ({key: state[key] for key in KEYS}, _address_holds())


def offered() -> dict[str, list[str]]:
    """The codes of the values that the store has, by field."""
    found: dict[str, list[str]] = {name: [] for name in OFFERED}
    found["aspect_sentiments"] = []
    for row in ask(facets, Filters()).rows:
        found[row["field"]].append(code(row["value"]))
        if row["field"] == "aspects":
            found["aspect_sentiments"] += map(code, sentiments_of(row["value"]))
    return found


def _address_holds() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in NAMES}


def _take(raw: dict[str, list[str]], known: Span | None) -> None:
    filters, strange = Filters.of_link(raw)
    state = st.session_state
    values = offered() if known else {}
    for field in FIELDS:
        codes = [code(value) for value in getattr(filters, field.name)]
        there = values.get(field.name, codes)
        # What people say of mentions comes and goes; a link to it stays right.
        missing = [text for text in codes if text not in there] if len(there) < MOST and field.name not in MEMBERS else []
        strange += missing
        state[field.name] = [text for text in codes if text not in missing]
    state["as_of"] = filters.as_of
    state["keyword"] = filters.keyword
    strange += _take_window(raw, filters, known)
    for name, (otherwise, possible) in OTHERS.items():
        found = [text for text in dict.fromkeys(raw[name]) if text in possible]
        state[name] = (found or [*otherwise]) if isinstance(otherwise, list) else found[0] if found else otherwise
    state["_refused"] = strange


def _take_window(raw: dict[str, list[str]], filters: Filters, known: Span | None) -> list[str]:
    """What is refused: a period that there is not, or one beside days."""
    bounded = filters.since is not None or filters.until is not None
    named, strange = raw["period"][0] if raw["period"] else None, []
    if named is not None and (named not in PERIODS or raw["since"] or raw["until"]):
        named, strange = None, [named]
    take_period(named or USUAL, known)
    if bounded:
        first, last = edges(known.days if known else st.session_state["window"])
        since, until = filters.since or min(first, filters.until - timedelta(days=1)), filters.until or max(last, filters.since + timedelta(days=1))
        if all(moment.time() == datetime.min.time() for moment in (since, until)):
            take_period(CUSTOM, known, days_of(since, until))
        else:
            st.session_state["moments"] = [f"{since.isoformat()}/{until.isoformat()}"]
    return strange


def _short_link(filters: Filters, known: Span | None) -> dict[str, list[str]]:
    """As the address holds it: the view's own window by its name, the usual one left out."""
    link = filters.link()
    if period() == CUSTOM or (filters.since, filters.until) != looked_at(known):
        return link
    link = {name: values for name, values in link.items() if name not in ("since", "until")}
    return link if period() == USUAL else {"period": [period()]} | link


def _others() -> dict[str, list[str]]:
    """What the view holds beside the filters, as parameters of a link."""
    return {name: values for name in OTHERS if (values := _listed(st.session_state[name]))}


def _others_chosen() -> dict[str, list[str]]:
    """The same, defaults left out."""
    return {name: values for name, values in _others().items() if values != _listed(OTHERS[name][0])}


def _listed(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []
