"""The filters of every page. The address is the truth: it is read before the bar is drawn and written after.

Widgets hold codes (analysis.filters.code), so that a link means the same in every language. Streamlit's own binding of
widgets to the address is not used: it writes translated labels and one history entry for each parameter.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode, urlsplit

import streamlit as st

import language
from analysis.facets import MOST, OFFERED, facets
from analysis.filters import BY_NAME, FIELDS, NULL_CODE, Filters, code
from analysis.keywords import KeywordError, parse
from analysis.labels import label
from analysis.mentions import ORDERS
from analysis.totals import totals
from language import DEFAULT, LANGUAGES, _
from ui.ask import ask
from ui.plain import plain

SHORT_SPAN = timedelta(days=92)
LATEST = timedelta(days=28)
TOO_FEW = 30
GRAINS = ("hour", "day", "week")
# Widths of the panel of filters and of each, in pixels.
PANEL, FIELD = 560, 265
# What a view holds beside the filters, with its default.
OTHERS = {"lang": DEFAULT, "grain": None, "order": "newest"}
KEYS = ("window", "moments", "as_of", "keyword", *(field.name for field in FIELDS), *OTHERS)


@dataclass(frozen=True)
class Span:
    """What the store holds: times of its first and last mention, and how many the latest four weeks hold."""

    first: datetime
    last: datetime
    latest: int

    @property
    def days(self) -> tuple[date, date]:
        return self.first.date(), self.last.date()

    def default(self) -> tuple[date, date]:
        """The latest four weeks, counted from the newest mention; all of it where that is short, or where a few late
        comments have the latest weeks to themselves.
        """
        first, last = self.days
        whole = self.last - self.first <= SHORT_SPAN or self.latest < TOO_FEW
        return (first, last) if whole else (last - LATEST + timedelta(days=1), last)


def span() -> Span | None:
    """None where the store is empty."""
    row = ask(totals, Filters()).row
    if not row["mentions"]:
        return None
    since, _until = _edges((row["last"].date() - LATEST + timedelta(days=1), row["last"].date()))
    return Span(row["first"], row["last"], ask(totals, Filters(since=since)).row["mentions"])


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


def _address_holds() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in ("since", "until", "as_of", "keyword", *BY_NAME, *OTHERS)}


def _take(raw: dict[str, list[str]], known: Span | None) -> None:
    filters, refused = Filters.of_link(raw)
    state = st.session_state
    for field in FIELDS:
        codes = [code(value) for value in getattr(filters, field.name)]
        offered = _offered()[field.name] if known and field.name in OFFERED else codes
        strange = [text for text in codes if text not in offered] if len(offered) < MOST else []
        refused += strange
        state[field.name] = [text for text in codes if text not in strange]
    whole_days = all(
        moment is None or moment.time() == datetime.min.time() for moment in (filters.since, filters.until)
    )
    default = known.default() if known else (date.today(), date.today())
    first, last = known.days if known else default
    state["window"] = default
    state["moments"] = []
    if filters.since or filters.until:
        since = filters.since or datetime.combine(first, datetime.min.time())
        until = filters.until or datetime.combine(last + timedelta(days=1), datetime.min.time())
        if whole_days and first <= since.date() and until.date() - timedelta(days=1) <= last:
            state["window"] = (since.date(), until.date() - timedelta(days=1))
        else:
            state["moments"] = [f"{since.isoformat()}/{until.isoformat()}"]
    state["as_of"] = filters.as_of
    state["keyword"] = filters.keyword
    for name, otherwise in OTHERS.items():
        state[name] = (raw[name] or [otherwise])[0]
    if state["lang"] not in LANGUAGES:
        state["lang"] = DEFAULT
    if state["grain"] not in GRAINS:
        state["grain"] = None
    if state["order"] not in ORDERS:
        state["order"] = OTHERS["order"]
    state["_refused"] = refused
    state["_anew"] = state.get("_anew", 0) + 1


def draw(known: Span) -> Filters | None:
    """Draw the bar; the filters it says, None while the person is half way through choosing."""
    first, last = known.days
    with st.container(horizontal=True, vertical_alignment="bottom", key="filter_bar"):
        st.date_input(
            _("Window"), st.session_state["window"], min_value=first, max_value=last, format="YYYY-MM-DD", width=250,
            disabled=bool(st.session_state["moments"]), **fresh("window"),
        )  # fmt: skip
        st.text_input(
            _("Keyword"),
            key="keyword",
            placeholder=_('words, "phrases", OR, -without'),
            icon=":material/search:",
            width=260,
        )
        chosen = sum(bool(st.session_state[field.name]) for field in FIELDS) + bool(st.session_state["as_of"])
        with st.popover(_("Filters ({count})", count=chosen) if chosen else _("Filters"), icon=":material/tune:"):
            _draw_fields()
        st.button(
            _("Reset"), icon=":material/restart_alt:", on_click=_reset, args=[known], key="reset", type="tertiary"
        )
        with st.popover(_("Link"), icon=":material/link:", type="tertiary"):
            st.caption(_("This view, with every filter written out:"))
            st.code(_address(current(known)), language=None, wrap_lines=True)
    if moments := st.session_state["moments"]:
        st.multiselect(
            _("Exact time"), moments, key="moments", format_func=_told_moments, placeholder=_("none"), width=420
        )
    if len(st.session_state["window"]) < 2:
        st.info(_("Choose the last day of the window as well."))
        return None
    try:
        parse(st.session_state["keyword"])
    except KeywordError as error:
        st.warning(str(error))
        return None
    return current(known)


def publish(filters: Filters | None, raw: dict[str, list[str]], known: Span | None) -> dict[str, list[str]]:
    """Write the view into the address where it differs, defaults left out; the view as parameters of a link.

    Without filters (an empty store) the view is what it holds besides.
    """
    link = _short_link(filters, known) if filters and known else {}
    for name, otherwise in OTHERS.items():
        if st.session_state[name] not in (otherwise, None):
            link[name] = [st.session_state[name]]
    wanted = {name: link.get(name, []) for name in raw}
    if wanted != raw:
        st.query_params.from_dict(link)
    st.session_state["_drawn"] = ({key: st.session_state[key] for key in KEYS}, wanted)
    st.session_state["_link"] = link
    return link


def link_to(filters: Filters) -> dict[str, list[str]]:
    """The parameters of a page that shows these filters, in the same language; without a window they mean all time."""
    known = span()
    if known:
        first, last = _edges(known.days)
        filters = replace(filters, since=filters.since or first, until=filters.until or last)
    lang = st.session_state.get("lang", DEFAULT)
    return _short_link(filters, known) | ({"lang": [lang]} if lang != DEFAULT else {})


def _short_link(filters: Filters, known: Span | None) -> dict[str, list[str]]:
    """As the address holds it: the default window is left out."""
    link = filters.link()
    if known and (filters.since, filters.until) == _edges(known.default()):
        return {name: values for name, values in link.items() if name not in ("since", "until")}
    return link


def refused() -> list[str]:
    return st.session_state.get("_refused", [])


def draw_refused() -> None:
    """Say what the link asked for and is not there, rather than show numbers of something else."""
    values = _(", ").join(f"“{plain(text[:60])}”" for text in refused())
    st.warning(
        _("The link asks for {values}, which this store does not have.", values=values), icon=":material/link_off:"
    )
    st.button(_("Show the view without it"), on_click=_forgive, key="forgive")


def _forgive() -> None:
    """What the link asked for besides is the view now, and the address as it stands is taken."""
    state = st.session_state
    state["_refused"], state["_drawn"] = [], ({key: state[key] for key in KEYS}, _address_holds())


def _reset(known: Span) -> None:
    for field in FIELDS:
        st.session_state[field.name] = []
    st.session_state.update(window=known.default(), moments=[], as_of=None, keyword="", _refused=[])
    st.session_state["_anew"] += 1


def _draw_fields() -> None:
    offered = _offered()
    shown = {}
    for field in FIELDS:
        selected = st.session_state[field.name]
        options = list(dict.fromkeys([*offered.get(field.name, []), *selected]))
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


def fresh(name: str) -> dict:
    """Key and callback of a widget of the view: a new key whenever the view changed without it, or the language did.

    A browser does not hear of new values for what lies in a closed popover, and it says values by their labels: it
    would bring back the old value, or its name in the old language.
    """
    key = f"{name}_{st.session_state['_anew']}_{language.current()}"
    return {"key": key, "on_change": _picked, "args": [name, key]}


def _picked(name: str, key: str) -> None:
    # A browser may still report a widget that was replaced a moment ago.
    if key == fresh(name)["key"]:
        st.session_state[name] = st.session_state[key]


def _offered() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in OFFERED}
    for row in ask(facets, Filters()).rows:
        found[row["field"]].append(code(row["value"]))
    return found


def _named(field: str, text: str) -> str:
    filters, _refused = Filters.of_link({field: [text]})
    return label(field, getattr(filters, field)[0])


def current(known: Span) -> Filters:
    """The filters that the view holds."""
    state = st.session_state
    filters, _refused = Filters.of_link({field.name: state[field.name] for field in FIELDS})
    window = state["window"] if len(state["window"]) == 2 else known.default()
    since, until = _edges(window)
    if state["moments"]:
        since, until = map(datetime.fromisoformat, state["moments"][0].split("/"))
    return replace(filters, since=since, until=until, as_of=state["as_of"], keyword=state["keyword"].strip())


def _edges(window: tuple[date, date]) -> tuple[datetime, datetime]:
    first, last = (datetime.combine(day, datetime.min.time()) for day in window)
    return first, last + timedelta(days=1)


def _told_moments(text: str) -> str:
    since, until = map(datetime.fromisoformat, text.split("/"))
    return f"{since:%Y-%m-%d %H:%M} – {until:%Y-%m-%d %H:%M}"


def _address(filters: Filters) -> str:
    parts = urlsplit(st.context.url or "")
    others = {name: [st.session_state[name]] for name in OTHERS if st.session_state[name]}
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}?{urlencode(filters.link() | others, doseq=True)}"
