"""Two windows of the compared brands, laid over one another at their peak, as a card."""

from dataclasses import dataclass, replace

import pyarrow as pa
import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.metrics import PEAKS
from analysis.peaks import REACH, grain_of, peak
from charts.brands import colours
from charts.peaks import peaks as lines
from language import _
from ui.address import link_to
from ui.ask import ask
from ui.card import MENTIONS, card
from ui.chosen import PEAKS_AS, PEAKS_OF, fresh
from ui.compare import compared
from ui.plain import plain
from ui.rivals import Rivals


@dataclass(frozen=True)
class Side:
    """One of both: its code in the address, its name, its filters."""

    code: str
    name: str
    filters: Filters


def peaks_card(filters: Filters, among: Rivals) -> None:
    title, offered = _("Two windows, laid over one another at their peak"), _offered(filters, among)
    codes = list(offered)
    first, second = (_side(st.session_state[name] or codes[place], filters, offered, among) for name, place in (("peak_a", 0), ("peak_b", 1)))
    refused = [st.session_state[name] for name, side in (("peak_a", first), ("peak_b", second)) if side is None]
    if refused:
        return _instead(title, offered, first, second, plain(_("{values} is no brand of these with its days. Choose another window.", values=written.listed(written.quoted(code[:60]) for code in refused))))
    negative = st.session_state["peak_of"] == "negative"
    sides = [replace(side, filters=looked_at) for side in (first, second) if (looked_at := side.filters.narrowed(sentiments=(-1,)) if negative else side.filters)]
    if len(sides) == 2 and _window(sides[0]) == _window(sides[1]):
        sides = [replace(side, name=among.named(side.filters.brands[0])) for side in sides]
    if len(sides) < 2:
        return _instead(title, offered, first, second, _("The filters leave no negative mention."))
    grain = grain_of(*((side.filters.since, side.filters.until) for side in sides))
    answers = [ask(peak, side.filters, grain=grain) for side in sides]
    if not all(answer.rows for answer in answers):
        empty = written.listed(side.name for side, answer in zip(sides, answers, strict=True) if not answer.rows)
        return _instead(title, offered, first, second, plain(_("Nothing to show of {name}: no such mention, or none with a time of day.", name=empty)))
    both = _together(answers)
    names = [side.name for side in sides]
    painted = colours(among.brands, among.marked)
    frame = both.frame.assign(label=[names[row["place"]] for row in both.rows], colour=[painted[sides[row["place"]].filters.brands[0]] for row in both.rows])
    columns = {
        "place": _("Window"), "step": _("Bins from the peak"), "bucket": _("Begins"), "mentions": _("Mentions counted"), "part": _("Share of the peak"), "total": _("Mentions of the window"),
        "of_total": _("The peak's share of it"), "complete": _("Whole"),
    }  # fmt: skip
    return card(
        title, lines(frame, grain=grain, parts=st.session_state["peak_as"] == "share"), both, PEAKS, key="peaks", total=sum(answer.rows[0]["total"] for answer in answers),
        columns=columns, note=" · ".join([_reach(grain), plain(peaks_sentence(answers, sides, grain))]), control=lambda: _choose(offered, first, second),
        opens=lambda _told, mark: _opened(both, answers, mark), source=lambda: _second(answers[1].filters),
    )  # fmt: skip


def peaks_sentence(answers: list[Answer], sides: list[Side], grain: str) -> str:
    """When and how high each peaked, and which part of its window that is. Nobody is said to be the more sudden: of fewer mentions the largest bin is the larger
    part by chance alone.
    """
    tops = [next(row for row in answer.rows if row["step"] == 0) for answer in answers]
    return written.listed(_peaked(side.name, top, grain) for side, top in zip(sides, tops, strict=True))


def _peaked(name: str, top: dict, grain: str) -> str:
    values = {"name": name, "count": written.whole(top["mentions"]), "when": written.bucket(top["bucket"], grain), "total": written.whole(top["total"])}
    if top["of_total"] is None:
        return _("{name} peaked with {count} of its {total} on {when}, too few for a share", **values)
    return _("{name} peaked with {count} on {when}, {share} of its {total}", share=written.share(top["of_total"]), **values)


def _together(answers: list[Answer]) -> Answer:
    """The rows of both, with the place of their window."""
    tables = [answer.table.add_column(0, "place", pa.array([place] * answer.table.num_rows, pa.int64())) for place, answer in enumerate(answers)]
    return replace(answers[0], table=pa.concat_tables(tables))


def _opened(both: Answer, answers: list[Answer], mark: list) -> Filters:
    row = both.rows[mark[0]]
    return answers[row["place"]].mentions(row)


def _second(filters: Filters) -> None:
    st.page_link(MENTIONS, label=_("See those of the second"), query_params=link_to(filters))


def _window(side: Side) -> tuple:
    return side.filters.since, side.filters.until


def _reach(grain: str) -> str:
    return _("{count} hours on either side", count=REACH[grain]) if grain == "hour" else _("{count} days on either side", count=REACH[grain])


def _offered(filters: Filters, among: Rivals) -> dict[str, str]:
    """By code what can be chosen: this window and the one before, of each brand."""
    windows = [filters, compared(filters).previous]
    return {code_of(brand, window): _named(brand, window, among) for window in windows if window for brand in among.brands}


def code_of(brand: str, window: Filters) -> str:
    link = Filters(since=window.since, until=window.until).link()
    return f"{brand}@{link['since'][0]}/{link['until'][0]}"


def _named(brand: str, window: Filters, among: Rivals) -> str:
    return f"{among.named(brand)} · {Filters(since=window.since, until=window.until).window()}"


def _side(code: str, filters: Filters, offered: dict[str, str], among: Rivals) -> Side | None:
    """What a code looks at; None where it is none, or of another brand."""
    brand, _at, days = code.rpartition("@")
    since, slash, until = days.partition("/")
    window, refused = Filters.of_link({"since": [since], "until": [until]})
    if brand not in among.brands or not slash or refused or None in (window.since, window.until):
        return None
    return Side(code, offered.get(code) or _named(brand, window, among), replace(filters, since=window.since, until=window.until, brands=(brand,)))


def _instead(title: str, offered: dict[str, str], first: Side | None, second: Side | None, why: str) -> None:
    with st.container(border=True, key="card_peaks"):
        st.markdown(f"**{title}**")
        with st.container(horizontal=True):
            _choose(offered, first, second)
        st.caption(why)


def _choose(offered: dict[str, str], first: Side | None, second: Side | None) -> None:
    known = offered | {side.code: side.name for side in (first, second) if side}
    for name, side, label in (("peak_a", first, _("First window")), ("peak_b", second, _("Second window"))):
        st.selectbox(label, list(known), list(known).index(side.code) if side else None, format_func=known.get, placeholder=label, label_visibility="collapsed", width=250, **fresh(name))
    of, shown = {"negative": _("Negative"), "all": _("All")}, {"count": _("Counts"), "share": _("Share of the peak")}
    st.segmented_control(_("Which mentions"), PEAKS_OF, default=st.session_state["peak_of"], format_func=of.get, required=True, label_visibility="collapsed", **fresh("peak_of"))
    st.segmented_control(_("Peaks shown as"), PEAKS_AS, default=st.session_state["peak_as"], format_func=shown.get, required=True, label_visibility="collapsed", **fresh("peak_as"))
