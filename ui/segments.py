"""The segments of the audience 受众分层, as a card, and what they come to in a sentence."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import SEGMENTS
from analysis.segments import segments
from charts.sentiment import sentiment_by
from language import _
from ui.ask import ask
from ui.card import card, mentions_link
from ui.plain import plain
from ui.rivals import settings_link


def tell_segments(filters: Filters, before: Filters | None) -> None:
    """Which segment changed most, or is the largest, as the first sentence of a page; nothing where segments are chosen: it would only tell the choice."""
    told = None if filters.segments else finding(ask(segments, filters, before=before))
    if told:
        sentence, row = told
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="finding_audiences_0"):
            st.markdown(f"#### {plain(sentence)}", width="content")
            mentions_link(replace(filters.steady(), segments=(row["value"],)))


def segments_card(filters: Filters, before: Filters | None, total: int) -> None:
    answer = ask(segments, filters, before=before)
    frame = answer.frame.assign(label=[_name(row) for row in answer.rows], change=[_beneath(row) for row in answer.rows], clear=[row["clear"] is True for row in answer.rows])
    columns = {
        "label": _("Segment"), "mentions": _("Mentions counted"), "authors": _("Authors"), "share": _("Share"), "mentions_before": _("Mentions before"),
        "share_before": _("Share before"), "points": _("Change"), "points_low": _("Change from (interval)"), "points_high": _("Change to (interval)"),
        "negative": _("Negative"), "neutral": _("Neutral"), "positive": _("Positive"), "unknown": _("Unknown"), "net": _("Net sentiment"),
        "net_low": _("From (net, interval)"), "net_high": _("To (net, interval)"),
    }  # fmt: skip
    table = frame.assign(points=answer.frame["change"], points_low=answer.frame["change_low"], points_high=answer.frame["change_high"])[list(columns)]
    card(
        _("Who speaks, by segment"), sentiment_by(frame, by=_("Segment")), replace(answer, table=pa.Table.from_pandas(table), opens={}), SEGMENTS, key="segments", total=total,
        columns=columns, note=_("beneath: authors, change of volume; bold: the share of all changed clearly") if before else _("beneath: authors"),
        opens=lambda _told, mark: _of(answer, mark), source=_rules,
    )  # fmt: skip


def _of(answer: Answer, mark: list) -> Filters:
    filters = answer.mentions(answer.rows[mark[0]])
    return replace(filters, sentiments=(mark[1],)) if len(mark) > 1 else filters


def _name(row: dict) -> str:
    return _("None of these") if row["value"] is None else label("segments", row["value"])


def _beneath(row: dict) -> str:
    authors = _("{count} authors", count=written.whole(row["authors"]))
    return " · ".join(filter(None, [authors, None if row["mentions_before"] is None else written.change(row["mentions"], row["mentions_before"])]))


def finding(answer: Answer) -> tuple[str, dict] | None:
    rows = [row for row in answer.rows if row["value"] is not None and row["share"] is not None]
    if not rows:
        return None
    moved = [row for row in rows if row["clear"]]
    if moved:
        row = max(moved, key=lambda one: abs(one["change"]))
        text = _("“{segment}” makes up {share} of the mentions, {before} in the period before ({points}): the largest clear change among the segments.",
                 segment=_name(row), share=written.share(row["share"]), before=written.share(row["share_before"]), points=written.points(row["change"]))  # fmt: skip
        return text, row
    row = rows[0]
    said = {"segment": _name(row), "share": written.share(row["share"])}
    if row["change"] is None:
        return _("“{segment}” is the largest segment: {share} of the mentions.", **said), row
    return _("“{segment}” is the largest segment: {share} of the mentions. No segment's share changed clearly on the period before.", **said), row


def _rules() -> None:
    settings_link(_("By rules"), "segments", help_=_("The rules are in Settings."))
