"""What spreads 传播因素, as a card: which posts are reposted more, and what remains of it when all else is alike."""

from collections import Counter
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import BY_NAME, Filters
from analysis.labels import label
from analysis.metrics import SPREAD_FACTORS
from analysis.spread_factors import LEAST, LEAST_AUTHORS, LEAST_EACH, mentions_of, spread_factors
from charts.spread_factors import MOST_GROUPS
from charts.spread_factors import spread_factors as dots
from language import _
from ui.ask import ask
from ui.card import card
from ui.device import is_phone


def spread_factors_card(filters: Filters, total: int) -> None:
    """Of the original posts among the `total` mentions of the filters."""
    answer, title = ask(spread_factors, filters), _("Which posts are reposted more")
    if not answer.rows:
        with st.container(border=True, key="card_spread_factors"):
            st.markdown(f"**{title}**")
            st.caption(_("None of these {total} mentions is a post or an article whose reposts are known.", total=written.whole(total)))
        return
    told = _named(answer)
    card(
        title, dots(told, narrow=is_phone()), replace(answer, table=pa.Table.from_pandas(told)), SPREAD_FACTORS, key="spread_factors", total=answer.rows[0]["counted"], columns=_columns(),
        note=" · ".join(filter(None, _told(answer, total))), opens=lambda _told, mark: mentions_of(answer, answer.rows[mark[0]]),
    )  # fmt: skip


def _named(answer: Answer) -> pd.DataFrame:
    """The rows by the reader's names."""
    return answer.frame.assign(
        factor=[_(BY_NAME[row["factor"]].label) for row in answer.rows], label=[_label(row) for row in answer.rows],
        reference=[row["reference"] is True for row in answer.rows],
    )  # fmt: skip


def _label(row: dict) -> str:
    return label(row["factor"], None if row["value"] is None else BY_NAME[row["factor"]].parse(row["value"]))


def _told(answer: Answer, total: int) -> list[str]:
    row, largest = answer.rows[0], max(Counter(row["factor"] for row in answer.rows).values())
    return [
        _("original posts with a count, of {total} mentions", total=written.whole(total)),
        _("{count} without one are left out", count=written.whole(row["unknown"])) if row["unknown"] else "",
        _("the first {most} groups of a factor; the others under Data", most=MOST_GROUPS) if largest > MOST_GROUPS else "",
        _("what goes together, not what causes what")
        if row["adjusted"]
        else _("too few to hold all else alike: it takes {least} posts, {each} for each group, by {authors} authors", least=LEAST, each=LEAST_EACH, authors=LEAST_AUTHORS),
    ]


def _columns() -> dict[str, str]:
    return {
        "factor": _("Factor"), "label": _("Group"), "mentions": _("Posts"), "authors": _("Authors"), "low_quartile": _("Lower quartile"), "median": _("Median reposts"),
        "high_quartile": _("Upper quartile"), "ratio": _("Ratio, all else alike"), "ratio_low": _("From (interval)"), "ratio_high": _("To (interval)"), "reference": _("Reference"),
    }  # fmt: skip
