"""Authors that brands share: a table of heat of the pairs."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.heat import grey, heat
from language import _

ROW, HEAD, NAME, COLUMN = 44, 84, 20, 14
# How much of the grey a cell shows, from none of the share to all of it and more.
PALEST, DARKEST, FULL = 0.04, 0.7, 0.5


def author_overlap(frame: pd.DataFrame) -> go.Figure:
    """A cell for each row, the darker the larger a part of the smaller brand's authors name both.

    Columns: one, other, authors, authors_one, authors_other, share (0–1; NULL where too few), mentions; brands stand as they come. The customdata of a cell
    is its row's position.
    """
    hover = [
        [
            f"{_name(row.one)} · {_name(row.other)}", _("{count} authors name both", count=written.whole(row.authors)),
            _("of {one} and {other} authors", one=written.whole(row.authors_one), other=written.whole(row.authors_other)),
            _("{share} of the smaller", share=written.share(row.share)), _("{count} mentions open", count=written.whole(row.mentions)),
        ]
        for row in frame.itertuples()
    ]  # fmt: skip
    return pairs(frame, "one", "other", hover, rows=_("Brand"), columns=_("Also names"))


def pairs(frame: pd.DataFrame, down: str, across: str, hover: list[list[str]], *, rows: str, columns: str) -> go.Figure:
    """A cell for each row where the brands in its columns `down` and `across` meet, with its authors and their share."""
    if frame.empty:
        return theme.without_data()
    left, top = list(dict.fromkeys(frame[down])), list(dict.fromkeys(frame[across]))
    shares = pd.to_numeric(frame["share"]).astype(float)
    cells = frame.assign(
        down=[left.index(brand) for brand in frame[down]], across=[top.index(brand) for brand in frame[across]], frame=0,
        colour=[grey(min(share / FULL, 1), PALEST, DARKEST) for share in shares.fillna(0)],
        text=[written.whole(count) if pd.isna(share) else f"{written.whole(count)}<br>{written.share(share)}" for count, share in zip(frame["authors"], shares, strict=True)],
        key=[[place] for place in range(len(frame))], hover=["<br>".join(lines) for lines in hover],
    )  # fmt: skip
    return heat(cells, [_name(brand) for brand in left], [theme.plain(brand, limit=COLUMN) for brand in top], rows=rows, columns=columns, row=ROW, head=HEAD, size=12)


def _name(brand: str) -> str:
    return theme.plain(brand, limit=NAME)
