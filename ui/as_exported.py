"""Gender and verification, as far as exports tell them: how many each group said, and whether they feel differently."""

from dataclasses import replace

import streamlit as st

import written
from analysis.filters import BY_NAME, Filters
from analysis.findings import tested
from analysis.labels import label
from analysis.metrics import AS_EXPORTED
from analysis.sentiment import sentiment
from charts.sentiment import MOST_ROWS, sentiment_by
from language import _
from ui.ask import ask
from ui.card import card
from ui.columns import COUNTS, NET, SHARES, of_sentiment
from ui.plain import plain
from ui.split import labelled

TITLES = {"genders": "By gender, as exported", "verified": "By verification, as exported"}


def as_exported_card(by: str, filters: Filters, total: int) -> None:
    """`by`: genders or verified."""
    answer, name, title = ask(sentiment, filters, by=by), _(BY_NAME[by].label), _(TITLES[by])
    # What is not known is no group to compare: it stands last.
    rows = sorted(answer.rows, key=lambda row: row["value"] is None)
    known = [row for row in rows if row["value"] is not None]
    if not known:
        with st.container(border=True, key=f"card_{by}", height="stretch"):
            st.markdown(f"**{title}**")
            st.caption(_("The exports tell it of none of these {total} mentions, and nothing is inferred.", total=written.whole(total)))
        return
    answer = replace(answer, table=answer.table.take([answer.rows.index(row) for row in rows]))
    card(
        title, sentiment_by(labelled(answer, by), by=name), answer, AS_EXPORTED, key=by, total=total, columns={"value": name, **of_sentiment(*COUNTS, *SHARES, *NET)},
        note=" · ".join([plain(compared(by, known)), plain(unknown(rows, total))]), most=MOST_ROWS,
    )  # fmt: skip


def unknown(rows: list[dict], total: int) -> str:
    """How many of all are not known, always."""
    count = sum(row["mentions"] for row in rows if row["value"] is None)
    return _("unknown: {count} of {total} ({share})", count=written.whole(count), total=written.whole(total), share=written.share(count / total))


def compared(by: str, known: list[dict]) -> str:
    """Whether the two largest groups differ in net sentiment."""
    if len(known) < 2:
        return _("only one group is known")
    one, other = known[:2]
    names = {"one": label(by, one["value"]), "other": label(by, other["value"])}
    if one["net"] is None or other["net"] is None:
        return _("too few positive or negative mentions to compare {one} and {other}", **names)
    _p, clear = tested(one, other, "net", "effective_polar")
    if not clear:
        return _("no clear difference of net sentiment between {one} and {other}", **names)
    return _("net sentiment of {one} {difference} against {other}, more than chance", difference=written.points(one["net"] - other["net"]), **names)
