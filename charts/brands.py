"""How brands are told apart: ours in ink, the others each in a muted colour of its own."""

from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from charts import theme

NAME = 14
"""Latin letters of a brand's name at most."""

ALSO_OURS = theme.GREY
# Without the one that is nearly ink, and the grey.
MUTED = theme.CATEGORICAL[1:9]
KEY = 20
"""Pixels above the rows for the names of the colours."""


def colours(brands: Iterable[str], ours: Sequence[str]) -> dict[str, str]:
    """Of each brand. Of several of ours the first is in ink; the others share out theirs in the order of their names."""
    brands = list(dict.fromkeys(brands))
    others = sorted(brand for brand in brands if brand not in ours)
    painted = {brand: MUTED[place % len(MUTED)] for place, brand in enumerate(others)}
    first = next((brand for brand in ours if brand in brands), None)
    return {brand: painted.get(brand, theme.INK if brand == first else ALSO_OURS) for brand in brands}


def keyed(figure: go.Figure, names: Sequence[str], colours: Sequence[str]) -> go.Figure:
    """The figure with the names of its colours above the rows, right to left from the end of the bars."""
    foot = {"xref": "paper", "yref": "paper"}
    pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 1, "yanchor": 1, "y0": 5, "y1": 13}
    right = 0
    for name, colour in reversed(list(zip(names, colours, strict=True))):
        right -= theme.LETTER * theme.width(name)
        text = {"x": 1, "xanchor": "left", "xshift": right, "y": 1, "yanchor": "bottom", "showarrow": False}
        figure.add_annotation(text | foot, text=name, font={"color": theme.INK})
        figure.add_shape(pixels | foot, x0=right - 10, x1=right - 2, fillcolor=colour, line_width=0)
        right -= 20
    return figure.update_layout(margin_t=KEY, height=figure.layout.height + KEY)
