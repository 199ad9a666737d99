"""Regions 地域, as two cards: a map of squares with how far it reaches, and a ranking."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

import written
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import REGIONS
from analysis.provinces import spellings
from analysis.regions import LEAST_ELSEWHERE, LEAST_VOICES, Reach, reach, regions
from charts.regions import MOST_ROWS, province_squares, region_ranking
from language import _
from ui.ask import ask
from ui.card import card
from ui.device import is_phone

KINDS = {"local": "Local", "regional": "Regional", "national": "National"}
# Places that a sentence names.
NAMED = 7


def regions_cards(filters: Filters, before: Filters | None, total: int) -> None:
    answer = ask(regions, filters, before=before)
    known = sum(row["mentions"] for row in answer.rows if row["place"] is not None)
    if not known:
        with st.container(border=True, key="card_regions"):
            st.markdown(f"**{_('Where it comes from')}**")
            st.caption(_("The region is known of none of these {total} mentions: their exports do not tell it.", total=written.whole(total)))
        return
    frame = answer.frame.assign(
        place=[row["place"] for row in answer.rows], label=[label("provinces", row["place"]) for row in answer.rows], above=[row["above"] for row in answer.rows],
        change=[None if row["mentions_before"] is None else written.change(row["mentions"], row["mentions_before"]) for row in answer.rows],
    )  # fmt: skip
    columns = {
        "label": _("Region"), "mentions": _("Mentions counted"), "share": _("Share"), "mentions_before": _("Mentions before"), "net": _("Net sentiment"),
        "net_low": _("From (net, interval)"), "net_high": _("To (net, interval)"), "negative_share": _("Negative share"), "voices": _("Authors"),
        "expected": _("Authors expected"), "times": _("Times as many"), "above": _("Stands out"),
    }  # fmt: skip
    told, opens = replace(answer, table=pa.Table.from_pandas(frame[list(columns)]), opens={}), lambda _told, mark: answer.mentions(answer.rows[mark[0]])
    unknown = _("region unknown of {share} of {total} mentions", share=written.share(1 - known / total), total=written.whole(total)) if known < total else ""
    left, right = st.columns([6, 5])
    with left:
        figure = province_squares(frame, squares=spellings().squares, narrow=is_phone())
        card(_finding(reach(answer)), figure, told, REGIONS, key="provinces", total=known, columns=columns, note=unknown, opens=opens)
    with right:
        note = " · ".join(filter(None, [_("change on {window}", window=before.window()) if before else "", _("black: stands out") if any(row["above"] for row in answer.rows) else ""]))
        card(_("Where it comes from"), region_ranking(frame), told, REGIONS, key="regions", total=known, columns=columns, note=note, most=MOST_ROWS, opens=opens)


def _finding(told: Reach) -> str:
    """How far it reaches, in a sentence."""
    above, held = written.listed(label("provinces", row["place"]) for row in told.above[:NAMED]), written.share(told.held)
    if told.kind is None:
        why = {
            "few": _("fewer than {count} authors whose province is known", count=LEAST_VOICES),
            "alone": _("fewer than {count} other authors in the data to compare with", count=LEAST_ELSEWHERE),
            "chosen": _("the filters name the regions"),
            "mixed": _("no part of the country stands out, and {count} provinces are no spread", count=told.places),
        }[told.why]
        return _("Local or national cannot be told: {why}", why=why)
    if told.kind == "national" and not told.above:
        return _("National: {count} provinces, and none stands out against the rest of the data", count=told.places)
    if told.kind == "national":
        return _("National: {count} provinces; above what is usual: {above}, {held} of the authors", count=told.places, above=above, held=held)
    return _("{kind}: {above} stand out against the rest of the data, with {held} of the authors", kind=_(KINDS[told.kind]), above=above, held=held)
