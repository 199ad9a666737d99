"""What goes together with many reposts: each group against its reference, all other factors alike."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from language import _

ROW, HEAD, FOOT, NAME, MOST_GROUPS = 20, 26, 48, 20, 12
# Pixels right of the last panel; what of the width lies between two, for the numbers of one and the names of the other.
ENDS, BETWEEN = 128, 0.26
# What may be named on the scale, the numbers that matter most first, and how much of a panel two names lie apart.
RATIOS = (1, 2, 0.5, 5, 0.2, 10, 0.1, 3, 1.5, 0.7, 20, 0.05, 50, 100, 200, 500, 1_000)
COUNTS = (0, 1, 10, 100, 1_000, 10_000, 100_000)
APART = {1: 0.28, 2: 0.12}


@dataclass(frozen=True)
class Look:
    """Of all panels: whether their numbers are ratios, how many they are, the lines of the longest, and the ends of their scale."""

    adjusted: bool
    panels: int
    lines: int
    low: float
    high: float

    @property
    def width(self) -> float:
        return 1 if self.panels == 1 else (1 - BETWEEN) / 2

    def ticks(self) -> dict[float, str]:
        """The places of the scale that are named, so far apart that their names can be read."""
        named = {float(np.log10(ratio)): f"×{ratio:g}" for ratio in RATIOS} if self.adjusted else {float(np.log1p(count)): written.short(count) for count in COUNTS}
        found: dict[float, str] = {}
        for at, text in named.items():
            if self.low <= at <= self.high and all(abs(at - other) >= APART[self.panels] * (self.high - self.low) for other in found):
                found[at] = text
        return found


def spread_factors(frame: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """A dot for each of the first groups of a factor with its interval, dark where that leaves out 1, a ring for the reference; beside it the number, the median of
    its reposts and how many posts it has. Without ratios the dots are medians, the lines reach from quartile to quartile.

    Columns: factor (its name), label, mentions, authors, low_quartile, median, high_quartile, ratio, ratio_low, ratio_high, reference. In two panels, one
    under the other where it is narrow. The customdata of a dot is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    adjusted = bool(frame["ratio"].notna().any())
    rows = _placed(frame, adjusted)
    rows = rows[rows.groupby("factor").cumcount() < MOST_GROUPS]
    panels = [rows] if narrow else _halves(rows)
    look = Look(adjusted, len(panels), max(map(_lines, panels)), *_ends(rows))
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": ROW * look.lines + HEAD + FOOT, "margin": {"t": HEAD, "b": FOOT, "l": 8, "r": ENDS}})
    for place, panel in enumerate(panels):
        _panel(figure, panel, place, look)
    return figure


def _placed(frame: pd.DataFrame, adjusted: bool) -> pd.DataFrame:
    """With the place of each row's dot and of the ends of its line on the axis; NaN where there is none."""
    three = ("ratio", "ratio_low", "ratio_high") if adjusted else ("median", "low_quartile", "high_quartile")
    scale = np.log10 if adjusted else np.log1p
    with np.errstate(divide="ignore"):
        at, low, high = (scale(frame[name].astype(float)) for name in three)
    rows = frame.assign(at=at, low_at=low, high_at=high, position=range(len(frame)))
    if adjusted:
        # An interval without end is drawn as far as the axis goes.
        reach = max(at.abs().max(), 0.3) + 0.5
        rows = rows.assign(low_at=low.clip(lower=-reach), high_at=high.clip(upper=reach))
    return rows


def _halves(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Its factors, whole, in two parts of about as many lines."""
    lines = rows.groupby("factor", sort=False).size() + 1
    above = lines.cumsum() - lines / 2
    first = rows["factor"].map(above <= lines.sum() / 2)
    return [half for half in (rows[first], rows[~first]) if len(half)]


def _lines(rows: pd.DataFrame) -> int:
    return len(rows) + rows["factor"].nunique()


def _ends(rows: pd.DataFrame) -> tuple[float, float]:
    """From where to where the scale reaches; what is compared with stands on it."""
    places = rows[["at", "low_at", "high_at"]].to_numpy(float)
    low, high = float(np.nanmin(places, initial=0)), float(np.nanmax(places, initial=0.3))
    return low - 0.04 * (high - low), high + 0.04 * (high - low)


def _panel(figure: go.Figure, rows: pd.DataFrame, place: int, look: Look) -> None:
    names, places = {}, []
    for factor, group in rows.groupby("factor", sort=False):
        names[len(names)] = f"<b>{theme.plain(factor)}</b>"
        for label in group["label"]:
            places.append(len(names))
            names[len(names)] = theme.plain(label, limit=NAME)
    number = "" if place == 0 else str(place + 1)
    _axes(figure, place, names, look)
    axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
    figure.add_traces([_intervals(rows, places).update(axes), _dots(rows, places, look.adjusted).update(axes)])
    spot = {"x": 1, "xref": f"x{number} domain", "yref": f"y{number}", "xanchor": "left", "xshift": 6, "showarrow": False, "font": {"color": theme.INK, "size": 11}}
    for at, row in zip(places, rows.itertuples(), strict=True):
        figure.add_annotation(spot, y=at, text=_end(row, look.adjusted))
    figure.add_annotation(spot | {"yref": "paper"}, y=1, yanchor="bottom", text=_("ratio · median · n") if look.adjusted else _("median · n"))


def _axes(figure: go.Figure, place: int, names: dict[int, str], look: Look) -> None:
    """Names at the left, a scale that all panels share, a line at what is compared with."""
    number, left, ticks = "" if place == 0 else str(place + 1), place * (look.width + BETWEEN), look.ticks()
    title = _("Reposts against the reference group (ratio of 1 + reposts)") if look.adjusted else _("Reposts: median and quartiles")
    figure.layout[f"xaxis{number}"] = {
        "domain": [left, left + look.width], "anchor": f"y{number}", "range": [look.low, look.high], "tickvals": list(ticks), "ticktext": list(ticks.values()),
        "title": {"text": title}, "showgrid": True, "gridcolor": theme.FAINT, "zeroline": True, "zerolinecolor": theme.INK,
    }  # fmt: skip
    figure.layout[f"yaxis{number}"] = {
        "anchor": f"x{number}", "range": [look.lines - 0.5, -0.5], "tickvals": list(names), "ticktext": list(names.values()), "showgrid": False, "zeroline": False,
        "title": {"text": "" if place else _("Group")},
    }  # fmt: skip


def _intervals(rows: pd.DataFrame, places: list[int]) -> go.Scatter:
    x, y = [], []
    for at, low, high in zip(places, rows["low_at"], rows["high_at"], strict=True):
        if not np.isnan(low):
            x, y = [*x, float(low), float(high), None], [*y, at, at, None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": theme.GREY, "width": 1.5}, hoverinfo="skip")


def _dots(rows: pd.DataFrame, places: list[int], adjusted: bool) -> go.Scatter:
    """What has no number is not seen, and still tells why."""
    marks = pd.DataFrame({"hover": [_hover(row, adjusted) for row in rows.itertuples()], "key": [[position] for position in rows["position"]]})
    reference = rows["reference"].eq(True)
    return go.Scatter(
        x=rows["at"].fillna(0).tolist(),
        y=places,
        mode="markers",
        marker={
            "size": 9, "color": [theme.INK if clear or not adjusted else theme.GREY for clear in (rows["low_at"] > 0) | (rows["high_at"] < 0)],
            "symbol": ["circle-open" if one else "circle" for one in reference], "opacity": rows["at"].notna().astype(float).tolist(),
        },
        **told(marks),
    )  # fmt: skip


def _end(row: tuple, adjusted: bool) -> str:
    if pd.isna(row.median):
        return _("{count}: too few", count=written.whole(row.mentions))
    numbers = [_ratio(row)] if adjusted else []
    return " · ".join([*numbers, written.short(row.median), written.short(row.mentions)])


def _ratio(row: tuple) -> str:
    if row.reference is True:
        return _("reference")
    return written.UNKNOWN if pd.isna(row.ratio) else f"×{row.ratio:.2f}"


def _hover(row: tuple, adjusted: bool) -> str:
    lines = [
        f"{theme.plain(row.factor)}{_(': ')}{theme.plain(row.label, limit=40)}",
        _("{count} posts by {authors} authors", count=written.whole(row.mentions), authors=written.whole(row.authors)),
    ]
    if pd.isna(row.median):
        return "<br>".join([*lines, _("Too few")])
    lines.append(_("Median {median} reposts, half of them {low} – {high}", median=written.short(row.median), low=written.short(row.low_quartile), high=written.short(row.high_quartile)))
    if not pd.isna(row.ratio_low):
        lines.append(_("×{ratio} of the reference, from ×{low} to ×{high}", ratio=f"{row.ratio:.2f}", low=f"{row.ratio_low:.2f}", high=f"{row.ratio_high:.2f}"))
    elif row.reference is True:
        lines.append(_("The reference of its factor"))
    return "<br>".join(lines)
