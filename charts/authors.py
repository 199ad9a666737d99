"""Who wrote most."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.ranking import ranking
from language import _


def top_authors(frame: pd.DataFrame) -> go.Figure:
    """A bar for each author, in the order of the rows; its colour is the platform, named after the number.

    Columns: author_name, platform (its id), where wanted platform_name, mentions, engagement (interactions;
    NULL where the export gave none). The customdata of a bar is its row's position.
    """
    named = frame.assign(platform_name=frame.get("platform_name", frame["platform"]))
    bars = []
    for row in named.itertuples(index=False):
        name, platform = theme.plain(row.author_name), theme.plain(row.platform_name)
        mentions, engagement = written.whole(row.mentions), written.whole(row.engagement)
        told = [
            f"{name} · {platform}",
            _("{count} mentions", count=mentions),
            _("Engagement {count}", count=engagement),
        ]
        bars.append(
            {
                "label": name,
                "mentions": row.mentions,
                "colour": theme.PLATFORM.get(row.platform, theme.GREY),
                "end": f"{written.short(row.mentions)} · {platform}",
                "hover": "<br>".join(told),
            }
        )
    return ranking(pd.DataFrame(bars), title=_("Author"))
