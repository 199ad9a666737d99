"""Of what a page's numbers are split: the dimension that a person chose, and its largest values."""

import pandas as pd
import streamlit as st

from analysis.answer import Answer
from analysis.filters import BY_NAME, Filters
from analysis.labels import label
from analysis.share import share
from language import _
from ui.ask import ask
from ui.chosen import GROUPED_BY, fresh

PANELS = 6


def split_of() -> str | None:
    return st.session_state["by"]


def choose_split() -> None:
    options = (None, *GROUPED_BY)
    st.selectbox(
        _("Split by"),
        options,
        options.index(st.session_state["by"]),
        format_func=lambda name: _(BY_NAME[name].label) if name else _("Not split"),
        label_visibility="collapsed",
        width=150,
        **fresh("by"),
    )


def largest(filters: Filters, by: str) -> tuple[object, ...]:
    """The values with most mentions, as many as have a panel of their own."""
    return tuple(row["value"] for row in ask(share, filters, by=by, most=PANELS).rows)


def labelled(answer: Answer, by: str) -> pd.DataFrame:
    """The answer's rows with key and name of their group, as charts want them."""
    names = [label(by, row["value"]) for row in answer.rows]
    return answer.frame.rename(columns={"value": "group_key"}).assign(group=names, label=names)
