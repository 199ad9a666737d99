"""How the compared brands are felt, as a card, and in a sentence."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.metrics import STANDING
from analysis.standing import standing
from charts.standing import standing as dots
from language import _
from ui.ask import ask
from ui.card import card
from ui.columns import COUNTS, NET, SHARES, of_sentiment
from ui.plain import plain
from ui.rivals import Rivals


def standing_of(filters: Filters, among: Rivals) -> Answer:
    return ask(standing, filters, ours=among.first)


def standing_card(filters: Filters, among: Rivals, total: int) -> None:
    answer = standing_of(filters, among)
    frame = answer.frame.assign(label=[among.named(row["value"]) for row in answer.rows])
    columns = {"value": _("Brand"), **of_sentiment(*COUNTS, *SHARES, *NET)} | {
        "alone": _("Positive or negative, naming one brand only"), "net_alone": _("Net sentiment of these"), "difference": _("Difference to {brand}", brand=among.first),
        "difference_low": _("From (interval of the difference)"), "difference_high": _("To (interval of the difference)"), "clear": _("Clear"),
    }  # fmt: skip
    card(
        _("How each brand is felt"), dots(frame, ours=among.marked), answer, STANDING, key="standing", total=total, columns=columns,
        note=plain(standing_sentence(answer, among)),
    )  # fmt: skip


def standing_sentence(answer: Answer, among: Rivals) -> str:
    """Which brands are clearly felt better or worse than the first, or that none is."""
    rows = {row["value"]: row for row in answer.rows}
    others = [row for row in answer.rows if row["value"] != among.first and row["difference"] is not None]
    if not others:
        return _("Too few mentions of known sentiment to compare {brand} with the others.", brand=among.first)
    net = {"brand": among.first, "net": written.share(rows[among.first]["net"])}
    better = [row for row in others if row["clear"] and row["difference"] < 0]
    worse = [row for row in others if row["clear"] and row["difference"] > 0]
    parts = [_("clearly better than {names}", names=_named(better)) if better else "", _("clearly worse than {names}", names=_named(worse)) if worse else ""]
    told = _(", ").join(filter(None, parts))
    if not told:
        return _("{brand} has a net sentiment of {net}; no difference to the others is clear.", **net)
    return _("{brand} has a net sentiment of {net}; among mentions that name only one of the brands it is {comparison}.", comparison=told, **net)


def _named(rows: list[dict]) -> str:
    return written.listed(_("{name} ({points})", name=row["value"], points=written.points(-row["difference"])) for row in rows)


def unmarked(among: Rivals) -> None:
    """Where none of the brands is marked as ours."""
    st.caption(_("None of these brands is marked as ours in the watchlist: {brand}, of which most is said, stands first.", brand=plain(among.first)))
