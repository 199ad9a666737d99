"""The cascade that is looked at: what it is, its numbers, and the picture beside what tells of it."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import streamlit as st

import written
from analysis.answer import Answer
from analysis.cascade import cascade
from analysis.cascades_course import newcomers
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import CASCADES
from analysis.trees import trees
from language import _
from ui.ask import ask
from ui.card import mentions_link
from ui.cascades import edges, named
from ui.kpi import share_of


def whole(row: dict, filters: Filters) -> Filters:
    """All its mentions, as of the view, whatever else is filtered."""
    return Filters(cascades=(row["cascade_id"],), as_of=filters.as_of)


def asked(row: dict, filters: Filters) -> Answer:
    return ask(cascade, whole(row, filters), cascade_id=row["cascade_id"])


def draw_heading(row: dict, nodes: Answer, filters: Filters) -> None:
    """Whose words they are, when, and its numbers."""
    st.markdown(f"#### {_('The cascade')}")
    with st.container(border=True, key="cascade_root", gap="small"):
        st.text(named(row))
        told = [label("platforms", row["platform"]), written.minute(row["published_at"]) if row["published_at"] else "", edges([row])]
        st.caption(" · ".join(filter(None, told)))
        with st.container(horizontal=True, gap="large", key="cascade_numbers"):
            for title, value, more in numbers(row, nodes):
                st.metric(title, value, help=more, width="content")
        with st.container(horizontal=True, key="cascade_ways"):
            with st.popover(_("Definition"), type="tertiary"):
                st.write(_(CASCADES.definition))
            mentions_link(whole(row, filters))


def numbers(row: dict, nodes: Answer) -> Sequence[tuple[str, str, str | None]]:
    """Title, value and what is to be known of it."""
    why = _("Lower bound: of more than a fifth of the nodes the parent is guessed or not known; it is of the others.") if row["lower_bound"] else None
    seen = _("{count} of them are mentions of the data, the others are only named", count=written.whole(row["mentions"]))
    return [
        (_("Nodes"), written.whole(row["size"]), seen if row["mentions"] < row["size"] else None),
        (_("Depth"), deep(row) or written.coefficient(None), why),
        (_("Max breadth"), written.whole(row["breadth"]), None),
        (_("Structural virality"), _bounded(row, "virality", written.coefficient), why),
        (_("To half"), _lasted(row["half"]), None),
        (_("To 90 %"), _lasted(row["most"]), None),
        (_("Most in an hour"), written.whole(row["peak"]), None),
        (_("New authors, most in an hour"), written.whole(came(nodes)), None),
        (_("Negative share"), share_of(row["negative_share"]), _("of {count} with known sentiment", count=written.whole(row["known"]))),
    ]


def deep(row: dict) -> str | None:
    """Its depth, as a lower bound where it is one; None where no parent is known well enough to tell any."""
    return None if row["lower_bound"] and not row["depth"] else _bounded(row, "depth", str)


def _bounded(row: dict, name: str, told: Callable[[float | None], str]) -> str:
    return f"{_('≥ ')}{told(row[name])}" if row["lower_bound"] and row[name] is not None else told(row[name])


def came(nodes: Answer) -> float | None:
    """The most new authors of an hour; None where nobody is known, or not when."""
    frame = nodes.frame
    most = newcomers(trees(frame["above"].to_numpy(), frame["age"].to_numpy()), pd.factorize(frame["author"])[0])[0]
    return None if np.isnan(most) else most


def _lasted(seconds: float | None) -> str:
    return written.duration(None if seconds is None else seconds / 60)
