"""Where authors moved: a table of heat from the brand they named most before to the one they name most now."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.author_overlap import pairs
from language import _


def moved(frame: pd.DataFrame) -> go.Figure:
    """A cell for each row, the darker the larger a part of the brand's authors of before it is.

    Columns: source, target, authors, authors_before (of source), share (of these, 0–1; NULL where too few), mentions; brands stand as they come. The
    customdata of a cell is its row's position.
    """
    hover = [
        [
            _("{source} → {target}", source=theme.plain(row.source), target=theme.plain(row.target)),
            _("{count} of {total} authors", count=written.whole(row.authors), total=written.whole(row.authors_before)), written.share(row.share),
            _("{count} mentions open", count=written.whole(row.mentions)),
        ]
        for row in frame.itertuples()
    ]  # fmt: skip
    return pairs(frame, "source", "target", hover, rows=_("Mostly before"), columns=_("Mostly now"))
