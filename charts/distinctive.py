"""Distinctive words: bars to the right for what is typical of one side, to the left for the other."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from charts.ranking import ended, in_rows
from language import _

ROW, THICK, NAME = 26, 0.6, 20


def distinctive(frame: pd.DataFrame, *, here: str, there: str, of: str | None = None) -> go.Figure:
    """A bar for each row, as long as its z; `here` and `there` name the sides, `of` what the rows are, words otherwise.

    Columns: word, z (above 0 typical here), stories, stories_there, share and share_there (0–1). The customdata of a bar is its
    row's position.
    """
    if frame.empty:
        return theme.without_data()
    names = [theme.plain(word, limit=NAME) for word in frame["word"]]
    ends = [f"{written.whole(mine)} / {written.whole(theirs)}" for mine, theirs in zip(frame["stories"], frame["stories_there"], strict=True)]
    across = (min(frame["z"].min(), 0) * 1.02, max(frame["z"].max(), 0) * 1.02)
    figure = in_rows(names, ends, title=of or _("Word"), across=across, row=ROW)
    figure.update_xaxes(title_text=_("z: ← {there} · {here} →", here=theme.plain(here), there=theme.plain(there)), zerolinecolor=theme.INK)
    hover = [hover_of(row, name, here, there) for row, name in zip(frame.itertuples(), names, strict=True)]
    places = list(range(len(frame)))
    marks = pd.DataFrame({"hover": hover, "key": [[place] for place in places]})
    colours = [theme.INK if z > 0 else theme.GREY for z in frame["z"]]
    figure.add_trace(go.Bar(orientation="h", x=frame["z"].tolist(), y=places, width=THICK, marker={"color": colours}, **told(marks)))
    return ended(figure, ends)


def hover_of(row: tuple, name: str, here: str, there: str) -> str:
    """A word with its stories and share on either side, and z."""
    sides = ((here, row.stories, row.share), (there, row.stories_there, row.share_there))
    lines = [_("{side}: {count} stories, {share}", side=theme.plain(side), count=written.whole(count), share=written.share(share)) for side, count, share in sides]
    return "<br>".join([name, *lines, f"z = {written.short(row.z)}"])
