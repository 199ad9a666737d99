"""Coordination: who published the same text when, an account a row."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.ranking import in_rows
from language import _

ROW, NAME, MOST_ACCOUNTS = 18, 20, 40
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}
# Up to so many of a unit its axis tells times in it.
MOST_UNITS = {"seconds": 180, "minutes": 180}


def coordination(frame: pd.DataFrame) -> go.Figure:
    """A dot for each row: its account from the top in the order of their first, its time from the first row on. At most 40 accounts.

    Columns: author (key), author_name, platform, platform_name, published_at, text. The customdata of a dot is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.reset_index(drop=True).assign(place=lambda rows: range(len(rows))).sort_values("published_at", kind="stable")
    authors = list(dict.fromkeys(rows["author"].fillna("")))[:MOST_ACCOUNTS]
    rows = rows[rows["author"].fillna("").isin(authors)]
    since = (rows["published_at"] - rows["published_at"].min()) / pd.Timedelta(seconds=1)
    unit = next((name for name, most in MOST_UNITS.items() if since.max() <= most * SECONDS[name]), "hours")
    elapsed = since / SECONDS[unit]
    names = rows.drop_duplicates("author").set_index(rows.drop_duplicates("author")["author"].fillna(""))["author_name"]
    last = max(elapsed.max(), 1)
    labels = [theme.plain(names[author], limit=NAME) for author in authors]
    figure = in_rows(labels, [""], title=_("Account"), across=(-0.02 * last, 1.04 * last), row=ROW)
    titles = {"seconds": _("Seconds after the first"), "minutes": _("Minutes after the first"), "hours": _("Hours after the first")}
    figure.update_xaxes(title_text=titles[unit], showticklabels=True, showgrid=True, gridcolor=theme.FAINT, nticks=6)
    figure.update_yaxes(showgrid=True)
    dots = go.Scatter(
        mode="markers",
        x=elapsed.tolist(),
        y=[authors.index(author) for author in rows["author"].fillna("")],
        marker={"size": 8, "color": [theme.PLATFORM.get(platform, theme.GREY) for platform in rows["platform"]]},
        cliponaxis=False,
        customdata=[[place] for place in rows["place"]],
        hovertext=[_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    return figure.add_trace(dots)


def _hover(row: tuple) -> str:
    lines = [f"{theme.plain(row.author_name)} · {theme.plain(row.platform_name)}", written.second(row.published_at)]
    return "<br>".join([*lines, theme.plain(row.text, limit=60)])
