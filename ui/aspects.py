"""Which aspects are praised and which blamed: a card whose parts each open their mentions."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa
import streamlit as st

import written
from analysis.answer import Answer
from analysis.aspects import aspects, felt
from analysis.filters import Filters
from analysis.findings import tested
from analysis.labels import label
from analysis.metrics import ASPECTS
from analysis.totals import totals
from charts.sentiment import MOST_ROWS, sentiment_by
from language import _
from ui.ask import ask
from ui.card import card
from ui.columns import NET, of_sentiment
from ui.rivals import settings_link


def aspects_card(filters: Filters, before: Filters | None) -> None:
    """`before` is the period that net sentiment is compared with."""
    answer = ask(aspects, filters)
    title = _("Which aspects are praised, and which blamed")
    if not answer.rows:
        with st.container(border=True, key="card_aspects", height="stretch"):
            st.markdown(f"**{title}**")
            st.caption(_("None of these mentions names an aspect of the word lists."))
            word_lists("aspects")
        return
    earlier = {row["value"]: row for row in ask(aspects, before).rows} if before else {}
    nets = [earlier.get(row["value"], {}).get("net") for row in answer.rows]
    answer = replace(answer, table=answer.table.append_column("net_before", pa.array(nets, pa.float64())))
    columns = {
        "value": _("Aspect"), "mentions": _("Mentions counted"), "share": _("Share of all mentions"),
        **of_sentiment("negative", "neutral", "positive", *NET), "net_before": _("Net sentiment before"),
    }  # fmt: skip
    note = [_("whatever is felt about aspects")] if answer.filters != filters else []
    note += [_("change against {window}", window=before.window())] if before else []
    card(
        title, sentiment_by(_drawn(answer, earlier), by=_("Aspect"), counts=True), answer, ASPECTS, key="aspects",
        total=ask(totals, answer.filters).row["mentions"], columns=columns, note=" · ".join(note), opens=part,
        source=lambda: word_lists("aspects"), most=MOST_ROWS,
    )  # fmt: skip


def part(answer: Answer, mark: list) -> Filters:
    """The mentions behind a mark: those that name the aspect of its row, or whose clauses about it feel so."""
    row = answer.rows[mark[0]]
    return felt(answer.filters, row["value"], mark[1]) if len(mark) > 1 else answer.mentions(row)


def word_lists(which: str) -> None:
    """How it was found, and where that is changed."""
    settings_link(_("By word lists"), which, help_=_("The words are in Settings."))


def _drawn(answer: Answer, earlier: dict[str, dict]) -> pd.DataFrame:
    """As charts want it, what an aspect's clauses do not tell as unknown."""
    changes = [_change(row, earlier.get(row["value"])) for row in answer.rows]
    names = [label("aspects", row["value"]) for row in answer.rows]
    return answer.frame.assign(
        label=names, change=[told for told, _clear in changes], clear=[clear for _told, clear in changes],
        unknown=answer.frame["mentions"] - answer.frame["felt"],
    )  # fmt: skip


def _change(row: dict, before: dict | None) -> tuple[str | None, bool]:
    """In points, and whether the interval of the difference excludes 0."""
    if before is None or None in (row["net"], before["net"]):
        return None, False
    _p, clear = tested(row, before, "net", "effective_polar")
    return written.points(row["net"] - before["net"]), clear
