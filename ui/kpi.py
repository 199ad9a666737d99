"""One number: its change against the periods before, judged where more is good or bad, and its course."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.metrics import Metric
from language import _
from ui.card import mentions_link, statement
from ui.plain import plain

# What a clear change is to the reader, and the colour of the theme that says so.
JUDGED = {"good": "green", "bad": "red", None: "gray"}


@dataclass(frozen=True)
class Change:
    """As it is told, signed, and what it is: good, bad, or neither (None)."""

    told: str | None
    is_: str | None = None


def share_of(value: float | None) -> str:
    return _("Too few") if value is None else written.share(value)


def sure_of(share: float | None, low: float | None, high: float | None, n: int, *, of_model: bool = True) -> str:
    """How sure a share is; one `of_model` rests on what a model says."""
    if share is None:
        return _("A share of fewer than 30 mentions is not told.")
    if low is None:
        return _("No interval: a few texts or authors make up most of it.")
    told = {"interval": written.interval(low, high), "count": written.whole(n)}
    if of_model:
        return _("{interval} by chance of the sample, errors of the model not included; n = {count}", **told)
    return _("{interval} by chance of the sample; n = {count}", **told)


def kpi(
    metric: Metric,
    value: str,
    answer: Answer,
    *,
    key: str,
    opens: Filters | None,
    change: Change = Change(None),
    details: Sequence[str] = (),
    course: Sequence[float | None] = (),
    hover: str | None = None,
    also: Callable[[], None] | None = None,
    target: str | None = None,
) -> None:
    """`details` are the lines under the number, `target` is the one of its target, as Markdown; `course` its values in the buckets of the view; `opens` the mentions behind it,
    None where there are none; `also` draws what its quiet row holds besides.
    """
    known = [value for value in course if value is not None]
    with st.container(border=True, key=f"kpi_{key}", height="stretch", gap="small"):
        st.metric(
            f"{_(metric.label)} · {_(metric.unit)}",
            value,
            delta=change.told,
            delta_color=JUDGED[change.is_],
            delta_arrow="off",
            delta_description=_("vs before") if change.told else None,
            chart_data=known if len(known) > 1 else None,
            help=hover,
        )
        if details:
            st.caption("  \n".join(details))
        if target:
            st.caption(target)
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"quiet_{key}"):
            with st.popover(_("Definition"), type="tertiary"):
                st.markdown(f"**{_(metric.label)}** ({_(metric.unit)})")
                st.write(_(metric.definition))
                st.caption(plain(answer.filters.sentence()))
                st.code(statement(answer), language="sql", wrap_lines=True)
            if opens:
                mentions_link(opens)
            if also:
                also()
