"""A cascade as a tree in a card: its hubs open and close, a node that is clicked is chosen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

import written
from analysis.answer import Answer
from analysis.labels import label
from analysis.metrics import CASCADES
from charts import ages
from charts.cascade import DESK, PHONE, Look, cascade
from charts.theme import on_screen
from language import _
from ui.card import chart_config, quiet_row
from ui.device import is_phone
from ui.keyed import keyed

# Letters of the cascade's id that stand before a hub in the address.
ID = 8
# Rows of the table behind the picture.
LISTED = 1_000


def cascade_picture(
    answer: Answer, *, chosen: int | None, colour: str = "sentiment", communities: Sequence[int] | None = None, control: Callable[[], None] | None = None,
    source: Callable[[], None] | None = None,
) -> int | None:  # fmt: skip
    """The row of the node that was just clicked, if any. `answer`: the nodes of a cascade; `chosen` is the row whose way is shown;
    `colour` is sentiment, platform, role, edge or, where they are given row by row, community.

    Which hubs are opened stands in the session's `unfolded`, as the address has it.
    """
    title, cascade_id = _("The way it took"), str(answer.parameters["cascade"])
    opened = hubs(st.session_state["unfolded"], cascade_id)
    with st.container(border=True, key="card_cascade_picture", gap="small", height="stretch"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{title}**", width="content")
            if control:
                control()
        st.caption(" · ".join([_("from the middle outwards in time"), _("as large as what descends from it"), ages.told(answer.frame), _("a click on a node shows its way")]))
        event = st.plotly_chart(
            on_screen(cascade(labelled(answer.frame, communities), look=Look(colour, opened, chosen), size=PHONE if is_phone() else DESK)),
            key=keyed("cascade_picture", (answer.parameters, answer.filters, colour, opened, chosen)),
            theme="streamlit",
            on_select="rerun",
            selection_mode="points",
            config=chart_config("cascade"),
            alt=f"{title}. n = {written.whole(answer.table.num_rows)}",
        )
        quiet_row(_listed(answer), CASCADES, key="cascade_picture", columns=columns(), source=source)
    if not event.selection.points:
        return None
    row, *stretch = event.selection.points[0]["customdata"]
    if stretch:
        st.session_state["unfolded"] = toggled(st.session_state["unfolded"], cascade_id, row, stretch[0])
        st.rerun()
    return row


def _listed(answer: Answer) -> Answer:
    """The nodes that caused most: of a large cascade a table cannot hold all, the files do."""
    most = np.argsort(-answer.table["descendants"].to_numpy(), kind="stable")[:LISTED]
    return replace(answer, table=answer.table.take(np.sort(most)))


def columns() -> dict[str, str]:
    """By the reader's names."""
    return {
        "node": _("Node"), "above": _("Passes on node"), "author_name": _("Author"), "platform": _("Platform"), "published_at": _("Published"), "sentiment": _("Sentiment"), "depth": _("Depth"),
        "descendants": _("Reposts caused"), "role": _("Role"), "edge": _("How its parent is known"), "followers": _("Followers"), "text": _("Text"),
    }  # fmt: skip


def hubs(codes: Iterable[str], cascade_id: str) -> tuple[tuple[int, int], ...]:
    """Those of this cascade, as row and stretch; what is no hub is left out."""
    parts = [code.split(".") for code in codes]
    return tuple((int(part[1]), int(part[2])) for part in parts if len(part) == 3 and part[0] == cascade_id[:ID] and all(one.isdecimal() and len(one) < ID for one in part[1:]))


def toggled(codes: list[str], cascade_id: str, row: int, stretch: int) -> list[str]:
    """What is opened after a click on a hub."""
    code = f"{cascade_id[:ID]}.{row}.{stretch}"
    return [one for one in codes if one != code] if code in codes else [*codes, code]


def labelled(frame: pd.DataFrame, communities: Sequence[int] | None) -> pd.DataFrame:
    names = {one: label("platforms", one) for one in frame["platform"].dropna().unique()}
    told = frame.assign(platform_name=frame["platform"].map(names))
    return told if communities is None else told.assign(community=communities)
