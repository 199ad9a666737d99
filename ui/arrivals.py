"""From platform to platform, as a card: where first, where next, how much later."""

import pandas as pd
import streamlit as st

import written
from analysis.answer import Answer
from analysis.arrivals import arrivals, first_of
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import ARRIVALS
from charts.arrivals import MOST_ROWS, later
from charts.arrivals import arrivals as lanes
from charts.theme import on_screen
from language import _
from ui.ask import ask
from ui.card import chart_config, open_mentions, quiet_row
from ui.device import is_phone
from ui.keyed import keyed
from ui.mention import short
from ui.plain import plain

# So many platforms stand in the sentence.
TOLD = 5


def arrivals_card(filters: Filters, total: int, *, of: str) -> None:
    """Of the `total` mentions of the filters, a story's or a whole view's; `of` says which these are."""
    answer = ask(arrivals, filters)
    frame = answer.frame.assign(label=[label("platforms", row["platform"]) for row in answer.rows])
    title = _("Where first, where next")
    with st.container(border=True, key="card_arrivals", gap="small"):
        st.markdown(f"**{title}**")
        st.caption(" · ".join(filter(None, [of, _(ARRIVALS.label), _(ARRIVALS.unit), f"n = {written.whole(total)}", filters.window(), *_notes(answer)])))
        if answer.rows:
            st.write(plain(_way(frame)))
        event = st.plotly_chart(
            on_screen(lanes(frame, narrow=is_phone())), key="chart_arrivals", theme="streamlit", on_select="rerun", selection_mode="points", config=chart_config("arrivals"),
            alt=f"{title}. {_('n = {count}, {window}', count=written.whole(total), window=filters.window())}",
        )  # fmt: skip
        if answer.rows:
            _firsts(answer, frame)
        quiet_row(answer, ARRIVALS, key="arrivals", columns=_columns())
        if event.selection.points:
            open_mentions(first_of(answer, answer.rows[event.selection.points[0]["customdata"][0]]))


def _notes(answer: Answer) -> list[str]:
    untimed = sum(row["untimed"] for row in answer.rows)
    return [
        _("columns: mentions an hour, each platform by its own highest"),
        _("{count} mentions without a time of day stand in no column; a ring: the first is known only to the day", count=written.whole(untimed)) if untimed else "",
        _("the first {most} of {count}; the others under Data", most=MOST_ROWS, count=len(answer.rows)) if len(answer.rows) > MOST_ROWS else "",
    ]


def _way(frame: pd.DataFrame) -> str:
    """The order of the first platforms, in a sentence."""
    first, *others = list(frame.itertuples())[:TOLD]
    told = [_("First on {platform}", platform=first.label), *(f"{row.label} {later(row)}" for row in others)]
    more = len(frame) - len(told)
    return " → ".join([*told, *([_("{count} more", count=more)] if more > 0 else [])])


def _firsts(answer: Answer, frame: pd.DataFrame) -> None:
    """The first mention of each platform; choosing one offers it and all that the platform said."""
    rows = answer.rows
    event = st.dataframe(
        {
            _("Platform"): frame["label"].tolist(),
            _("First seen"): [written.minute(row["published_at"]) if row["exact"] else written.iso_day(row["published_at"]) for row in rows],
            _("Later by"): [later(row) for row in frame.itertuples()],
            _("Author"): [row["author_name"] or _("Unknown") for row in rows],
            _("Text"): [short(row) for row in rows],
            _("First 24 hours"): [row["first_day"] for row in rows],
            _("In all"): [row["mentions"] for row in rows],
            _("Peak hour"): [None if row["peak_at"] is None else f"{written.minute(row['peak_at'])} · {written.whole(row['peak'])}" for row in rows],
        },
        key=keyed("arrivals", [row["mention_id"] for row in rows]), hide_index=True, on_select="rerun", selection_mode="single-row", height=min(300, 38 + 35 * len(rows)),
        placeholder=_("Unknown"), column_config={_("Text"): st.column_config.TextColumn(width=260), **dict.fromkeys((_("First 24 hours"), _("In all")), st.column_config.NumberColumn(format="localized"))},
        alt=_("The first mention on each platform"),
    )  # fmt: skip
    for place in event.selection.rows:
        if place < len(rows):
            with st.container(horizontal=True, key="arrivals_ways"):
                if st.button(plain(_("First mention on {platform}", platform=frame["label"].iloc[place])), key="open_arrival", type="tertiary", icon=":material/flag:"):
                    open_mentions(first_of(answer, rows[place]))
                if st.button(_("Its {count} mentions", count=written.whole(rows[place]["mentions"])), key="open_arrived", type="tertiary", icon=":material/list_alt:"):
                    open_mentions(answer.mentions(rows[place]))


def _columns() -> dict[str, str]:
    return {
        "platform": _("Platform"), "published_at": _("First seen"), "precision": _("Precision of time"), "lag": _("Seconds after the first"), "days": _("Days after the first"),
        "author_name": _("Author"), "title": _("Title"), "text": _("Text"), "url": _("Address"), "first_day": _("First 24 hours"), "mentions": _("In all"), "untimed": _("Without a time of day"),
        "peak_at": _("Peak hour"), "peak": _("Mentions in the peak hour"),
    }  # fmt: skip
