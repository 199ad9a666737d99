"""The ranking of brands: a bar of what each term adds to its score."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from charts.brands import NAME, keyed
from charts.heat import grey
from charts.ranking import ended, in_rows
from language import _

ROW, THICK, NUMBER = 38, 0.6, 10
# Of the first term to the last: no colour of a brand.
SHADES = tuple(grey(part, 0.2, 1) for part in (1, 0.55, 0.25, 0))


def brand_ranking(frame: pd.DataFrame, *, terms: Mapping[str, str], ours: Sequence[str]) -> go.Figure:
    """A bar for each row, in their order, divided by `terms`: the column of each part (0–1) and its name; the score, of 100, at the end.

    Columns: value, label, score (0–1; NULL where nothing counts), and those of the terms. The customdata of a mark is its row's position and the number of its term.
    """
    if frame.empty:
        return theme.without_data()
    ends = [f"<b>{score}</b>" if brand in ours else score for brand, score in zip(frame["value"], map(_points, frame["score"]), strict=True)]
    names = [theme.plain(label, limit=NAME) for label in frame["label"]]
    most = frame["score"].max()
    figure = in_rows(names, [_points(score) for score in frame["score"]], title=_("Brand"), across=(0, most if most > 0 else 1), row=ROW)
    figure.update_xaxes(title_text=_("Score (of 100)")).update_layout(barmode="stack", uniformtext={"mode": "hide", "minsize": NUMBER})
    shown = {column: name for column, name in terms.items() if frame[column].notna().any()}
    tints = dict(zip(terms, SHADES, strict=True))
    for number, (column, name) in enumerate(shown.items()):
        hover = [f"{theme.plain(row.label, limit=40)}<br>{name}: {_points(getattr(row, column))}<br>{_('Score {score}', score=_points(row.score))}" for row in frame.itertuples()]
        marks = pd.DataFrame({"hover": hover, "key": [[place, number] for place in range(len(frame))]})
        figure.add_trace(
            go.Bar(
                orientation="h", x=frame[column].tolist(), y=list(range(len(frame))), width=THICK, marker={"color": tints[column]}, name=name,
                text=[_points(part) for part in frame[column]], textposition="inside", insidetextanchor="middle", textangle=0, textfont={"size": NUMBER, "color": theme.INK}, **told(marks),
            )
        )  # fmt: skip
    return keyed(ended(figure, ends), list(shown.values()), [tints[column] for column in shown])


def _points(part: float) -> str:
    return written.UNKNOWN if pd.isna(part) else f"{100 * part:.1f}"
