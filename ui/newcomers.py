"""New and returning authors 新老作者, as a card."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.metrics import NEWCOMERS
from analysis.newcomers import REACH, newcomers
from charts.newcomers import newcomers as stacked
from charts.newcomers import values_told
from language import _
from ui.ask import ask
from ui.card import marked
from ui.figures import time_card
from ui.grain import grain_of


def newcomers_card(filters: Filters, total: int) -> None:
    grain = "week" if grain_of(filters) == "week" else "day"
    answer, whole = ask(newcomers, filters, grain=grain), ask(newcomers, filters)
    columns = {
        "bucket": _("From"), "value": _("New or returning"), "mentions": _("Mentions counted"), "authors": _("Number of authors"), "share": _("Share of authors"),
        "low": _("From (interval)"), "high": _("To (interval)"), "complete": _("Whole bucket"),
    }  # fmt: skip
    names = values_told()
    shown = answer.frame.assign(value=[None if pd.isna(value) else value for value in answer.frame["value"]])
    table = shown.assign(value=[names[row["value"]] for row in answer.rows])[list(columns)]
    time_card(
        _finding(whole), stacked(shown, grain=grain), replace(answer, table=pa.Table.from_pandas(table), opens={}), NEWCOMERS, grain=grain, key="newcomers", total=total,
        columns=columns, note=_note(whole, answer), opens=lambda _told, mark: marked(answer, mark),
    )  # fmt: skip


def _finding(whole: Answer) -> str:
    """Of the window as one."""
    told = {row["value"]: row for row in whole.rows}
    new = told.get("new")
    if "early" in told:
        return _("New and returning authors: the data do not reach back far enough to tell them apart for the whole window")
    if not told.keys() - {None}:
        return _("New and returning authors: no author is known")
    if new is None:
        return _("No author is new: all were there before")
    known = new["all_authors"]
    if new["share"] is None:
        return _("New and returning authors: {count} of {known} known authors are new", count=written.whole(new["authors"]), known=written.whole(known))
    return _("{share} of the known authors are new ({count} of {known})", share=written.give_or_take(new["share"], new["low"], new["high"]), count=written.whole(new["authors"]), known=written.whole(known))


def _note(whole: Answer, answer: Answer) -> str:
    began = whole.rows[0]["began"]
    return " · ".join(
        filter(
            None,
            [
                _("the data begin on {day}", day=written.iso_day(began)),
                _("pale: less than {days} days of data before", days=min(REACH, (answer.filters.until - answer.filters.since).days)) if any(row["value"] == "early" and row["mentions"] for row in answer.rows) else "",
            ],
        )
    )
