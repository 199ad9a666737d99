"""Aspects crossed with the compared brands, as a card."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

import written
from analysis.aspect_matrix import MOST, aspect_matrix
from analysis.aspects import aspects
from analysis.filters import Filters
from analysis.findings import voices
from analysis.labels import label
from analysis.metrics import ASPECT_MATRIX
from analysis.sentiment import sentiment
from analysis.voice import differing
from charts.aspect_matrix import aspect_matrix as heat
from language import _
from ui.ask import ask
from ui.card import card
from ui.chosen import ASPECT_CELLS, fresh
from ui.plain import plain
from ui.rivals import Rivals, settings_link

NAMED = 2


def aspect_matrix_card(filters: Filters, among: Rivals, total: int) -> None:
    answer, cells = ask(aspect_matrix, filters), st.session_state["aspect_cells"]
    title = _("What each brand is spoken of for")
    if not answer.rows:
        with st.container(border=True, key="card_aspect_matrix", height="stretch"):
            st.markdown(f"**{title}**")
            st.caption(_("None of these mentions names an aspect of the word lists."))
            settings_link(_("By word lists"), "aspects", help_=_("The words are in Settings."))
        return
    frame = answer.frame.rename(columns={"aspect": "row_key", "value": "column_key"})
    frame = frame.assign(row=[label("aspects", row["aspect"]) for row in answer.rows], column=[among.named(row["value"]) for row in answer.rows])
    names = {
        "aspect": _("Aspect"), "value": _("Brand"), "mentions": _("Mentions counted"), "brand_mentions": _("Mentions of the brand"), "share": _("Share of the brand"),
        "negative": _("Negative"), "neutral": _("Neutral"), "positive": _("Positive"), "net": _("Net sentiment"),
    }  # fmt: skip
    count = frame["row_key"].nunique()
    notes = [_("the {count} aspects of most mentions", count=count) if count == MOST else "", plain((_felt if cells == "net" else _spoken)(filters, among))]
    card(
        title, heat(frame, cells=cells), answer, ASPECT_MATRIX, key="aspect_matrix", total=total, columns=names, note=" · ".join(filter(None, notes)), control=_choose,
        source=lambda: settings_link(_("By word lists"), "aspects", help_=_("The words are in Settings.")),
    )  # fmt: skip


def _choose() -> None:
    names = {"volume": _("Volume"), "net": _("Net sentiment")}
    st.segmented_control(
        _("In the cells"), ASPECT_CELLS, default=st.session_state["aspect_cells"], format_func=names.get, required=True, label_visibility="collapsed", **fresh("aspect_cells")
    )


def _sides(filters: Filters, among: Rivals) -> list[Filters]:
    """The first brand, and the others together."""
    return [replace(filters, brands=brands) for brands in ((among.first,), tuple(brand for brand in among.brands if brand != among.first))]


def _spoken(filters: Filters, among: Rivals) -> str:
    """Of which aspects the first brand is clearly spoken of more or less than the others together."""
    sides = _sides(filters, among)
    n = [voices(ask(sentiment, side).row) for side in sides]
    more, less = _apart(sides, "share", lambda row, place: (row["share"], n[place]))
    told = [
        _("{brand} is clearly spoken of more for {names} than the others", brand=among.first, names=more) if more else "",
        _("{brand} is clearly spoken of less for {names} than the others", brand=among.first, names=less) if less else "",
    ]
    return _("; ").join(filter(None, told)) or _("no aspect is clearly spoken of more or less than with the others")


def _felt(filters: Filters, among: Rivals) -> str:
    """Of which aspects the first brand is clearly felt better or worse than the others together."""
    better, worse = _apart(_sides(filters, among), "net", lambda row, _place: ((row["net"] + 1) / 2, row["effective_polar"]))
    told = [
        _("{brand} is clearly felt better for {names} than the others", brand=among.first, names=better) if better else "",
        _("{brand} is clearly felt worse for {names} than the others", brand=among.first, names=worse) if worse else "",
    ]
    return _("; ").join(filter(None, told)) or _("no aspect is clearly felt better or worse than with the others")


def _apart(sides: list[Filters], column: str, counted: Callable[[dict, int], tuple[float, float]]) -> tuple[str, str]:
    """The first aspects of which `column` is clearly higher on the first side, and clearly lower, each with both; `counted`: of a row and its
    side the share that is compared, and of how many independent voices it is.
    """
    ours, theirs = ({row["value"]: row for row in ask(aspects, side).rows} for side in sides)
    names = [name for name, row in ours.items() if row[column] is not None and theirs.get(name, {}).get(column) is not None]
    if not names:
        return "", ""
    (shares, n), (others, n_others) = (zip(*(counted(side[name], place) for name in names), strict=True) for place, side in enumerate((ours, theirs)))
    clear = [name for name, holds in zip(names, differing(shares, others, n, n_others), strict=True) if holds]
    clear.sort(key=lambda name: ours[name][column] - theirs[name][column])
    told = [
        [name for name in reversed(clear) if ours[name][column] > theirs[name][column]], [name for name in clear if ours[name][column] < theirs[name][column]],
    ]  # fmt: skip
    return tuple(
        written.listed(
            _("{name} ({share} against {other})", name=label("aspects", name), share=written.share(ours[name][column]), other=written.share(theirs[name][column]))
            for name in names[:NAMED]
        )
        for names in told
    )
