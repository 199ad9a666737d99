"""Passion 人均发文量 of the compared brands, as a card."""

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.metrics import PASSION
from analysis.passion import differing, passion
from charts.passion import passion as bars
from charts.passion import per_author
from language import _
from ui.ask import ask
from ui.card import card
from ui.plain import plain
from ui.rivals import Rivals

LEAST = 2


def passion_card(filters: Filters, among: Rivals, total: int) -> None:
    answer = ask(passion, filters)
    frame = answer.frame.assign(label=[among.named(row["value"]) for row in answer.rows])
    columns = {
        "value": _("Brand"), "mentions": _("Mentions counted"), "with_author": _("With a known author"), "authors": _("Authors"), "passion": _("Mentions per author"),
    }  # fmt: skip
    unknown = sum(row["mentions"] - row["with_author"] for row in answer.rows)
    notes = [_("the same window for all"), _("{count} without a known author are left out", count=written.whole(unknown)) if unknown else "", plain(passion_sentence(answer, among))]
    card(
        _("How much each author writes"), bars(frame, ours=among.marked), answer, PASSION, key="passion", total=total, columns=columns, note=" · ".join(filter(None, notes)),
    )  # fmt: skip


def passion_sentence(answer: Answer, among: Rivals) -> str:
    """Whose authors wrote clearly more each."""
    if sum(row["passion"] is not None for row in answer.rows) < LEAST:
        return _("Fewer than two brands have 30 known authors: nothing can be compared.")
    pairs = differing(answer.rows)
    if not pairs:
        return _("No brand's authors clearly write more each than another's.")
    more, less = pairs[0]
    return _(
        "The authors of {one} clearly write more each than those of {other} ({more} against {less}).",
        one=among.named(more["value"]), other=among.named(less["value"]), more=per_author(more["passion"]), less=per_author(less["passion"]),
    )  # fmt: skip
