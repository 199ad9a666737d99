"""Passion: how many mentions each author of a brand wrote, as horizontal bars."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.brands import NAME, colours
from charts.ranking import ranking
from language import _


def passion(frame: pd.DataFrame, *, ours: Sequence[str]) -> go.Figure:
    """A bar for each row, in their order. Columns: value, label, with_author (mentions), authors, passion (NULL where too few). The customdata of a bar is its
    row's position.
    """
    if frame.empty:
        return theme.without_data()
    painted = colours(frame["value"], ours)
    rows = pd.DataFrame(
        {
            "label": [theme.plain(label, limit=NAME) for label in frame["label"]],
            "mentions": frame["passion"].fillna(0),
            "colour": [painted[brand] for brand in frame["value"]],
            "end": [f"{per_author(row.passion)} · {_('{count} authors', count=written.short(row.authors))}" for row in frame.itertuples()],
            "hover": [
                f"{theme.plain(row.label, limit=40)}<br>{_('{mentions} mentions by {authors} authors', mentions=written.whole(row.with_author), authors=written.whole(row.authors))}"
                for row in frame.itertuples()
            ],
        }
    )
    return ranking(rows, title=_("Brand")).update_xaxes(title_text=_("Mentions per author"))


def per_author(passion: float) -> str:
    return _("Too few") if pd.isna(passion) else f"{passion:.2f}"
