"""Association: bars to the right for topics in which a query is found more than elsewhere, to the left for those in which less."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from charts.ranking import ended, in_rows
from language import _

ROW, THICK, NAME, MOST_ROWS = 26, 0.6, 24, 16
CLEAR = 3


def association(frame: pd.DataFrame) -> go.Figure:
    """A bar for each of the first rows, as long as its z, dark from |z| = 3 on; at its end the share found in the topic and elsewhere.

    Columns: label, z, mentions (found), stories (found), topic_stories, share and share_elsewhere (0–1, NULL where too few). The
    customdata of a bar is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.head(MOST_ROWS)
    names = [theme.plain(label, limit=NAME) for label in rows["label"]]
    ends = [f"{written.share(here)} / {written.share(there)}" for here, there in zip(rows["share"], rows["share_elsewhere"], strict=True)]
    across = (min(rows["z"].min(), 0) * 1.02, max(rows["z"].max(), 0) * 1.02)
    figure = in_rows(names, ends, title=_("Topic"), across=across, row=ROW)
    figure.update_xaxes(title_text=_("z: ← less than elsewhere · more than elsewhere →"), zerolinecolor=theme.INK)
    places = list(range(len(rows)))
    marks = pd.DataFrame({"hover": [_hover(row, name) for row, name in zip(rows.itertuples(), names, strict=True)], "key": [[place] for place in places]})
    colours = [theme.INK if abs(z) >= CLEAR else theme.CONTEXT for z in rows["z"]]
    figure.add_trace(go.Bar(orientation="h", x=rows["z"].tolist(), y=places, width=THICK, marker={"color": colours}, **told(marks)))
    return ended(figure, ends)


def _hover(row: tuple, name: str) -> str:
    lines = [
        name,
        _("{count} of {total} stories", count=written.whole(row.stories), total=written.whole(row.topic_stories)),
        _("{count} mentions", count=written.whole(row.mentions)),
        _("{share} found here, {other} elsewhere", share=written.share(row.share), other=written.share(row.share_elsewhere)),
        f"z = {written.short(row.z)}",
    ]
    return "<br>".join(lines)
