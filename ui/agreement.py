"""The labels that came with files against the model's: how far they agree, where they do not, and which of them counts."""

from dataclasses import replace

import streamlit as st

import written
from analysis.agreement import CELLS, agreement, confusion
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import AGREEMENT, KAPPA
from charts.crossed import crossed
from charts.theme import on_screen
from language import _
from loaders.corrections import SENTIMENTS
from ui.address import link_to
from ui.ask import ask
from ui.card import MENTIONS, chart_config, open_mentions, quiet_row
from ui.kpi import share_of, sure_of
from ui.label_source import COUNTS, label_switch, last_choice
from ui.plain import plain


def agreement_card(filters: Filters) -> None:
    """Nothing where no file labels any of these mentions."""
    answer = ask(agreement, filters)
    if not answer.rows:
        return
    with st.container(border=True, key="card_agreement", gap="small"):
        st.markdown(f"**{_('Labels in the files and the model')}**")
        aside = [_("whatever the sentiment")] if answer.filters != filters else []
        st.caption(" · ".join([answer.filters.window(), *aside]))
        for place, row in enumerate(answer.rows):
            left, right = st.columns([2, 3], vertical_alignment="center")
            with left:
                _told(answer, row, key=str(place))
            with right:
                _cells(answer, row, key=str(place))
        last_choice()
        quiet_row(answer, AGREEMENT, key="agreement", columns=_columns())


def _told(answer: Answer, row: dict, *, key: str) -> None:
    st.text(row["export"])
    with st.container(horizontal=True):
        sure = sure_of(row["agreement"], row["agreement_low"], row["agreement_high"], row["mentions"], of_model=False)
        st.metric(_(AGREEMENT.label), share_of(row["agreement"]), help=sure, width="content")
        kappa = _("Not told") if row["kappa"] is None else written.coefficient(row["kappa"])
        st.metric(_(KAPPA.label), kappa, help=_(KAPPA.definition), width="content")
    both = dict.fromkeys(("export_sentiments", "model_sentiments"), SENTIMENTS)
    st.caption(_("n = {count} of {total} with a label in the file", count=written.whole(row["mentions"]), total=written.whole(row["labelled"])))
    st.page_link(MENTIONS, label=_("See the mentions"), query_params=link_to(replace(answer.mentions(row), **both)))
    st.caption("  \n".join([_("Now {counts}.", counts=_(COUNTS[row["first"]])), _change(row)]))
    label_switch(row["export"], row["first"], key=key)


def _change(row: dict) -> str:
    """What the other label would make of it."""
    other = _("With the model's label") if row["first"] == "export" else _("With the label in the file")
    count = written.whole(row["changes"])
    if row["negative_share"] is None:
        return _("{other} {count} mentions change.", other=other, count=count)
    now, then = written.share(row["negative_share"]), written.share(row["negative_share_then"])
    return _("{other} the negative share goes {now} → {then}, {count} mentions change.", other=other, now=now, then=then, count=count)


def _cells(answer: Answer, row: dict, *, key: str) -> None:
    cells = confusion(answer, row)
    names = {head: [label("sentiments", one) for one in cells.frame[f"{said}_sentiment"]] for head, said in (("row", "export"), ("column", "model"))}
    event = st.plotly_chart(
        on_screen(crossed(cells.frame.assign(**names), rows=_("The file says"), columns=_("The model says"))),
        key=f"chart_agreement_{key}",
        theme="streamlit",
        on_select="rerun",
        selection_mode="points",
        config=chart_config("agreement"),
        alt=plain(_("Labels in the file against the model's, n = {count}", count=written.whole(row["mentions"]))),
    )
    if event.selection.points:
        open_mentions(cells.mentions(cells.rows[event.selection.points[0]["customdata"][0]]))


def _columns() -> dict[str, str]:
    cells = {
        name: _("File {export}, model {model}", export=label("sentiments", ours), model=label("sentiments", theirs))
        for (ours, theirs), name in CELLS.items()
    }
    return {
        "export": _("Format"), "labelled": _("With a label in the file"), "mentions": _("With both labels"), **cells,
        "agreement": _(AGREEMENT.label), "agreement_low": _("From (interval)"), "agreement_high": _("To (interval)"), "kappa": _(KAPPA.label),
        "negative_share": _("Negative share"), "negative_share_then": _("Negative share with the other label"), "changes": _("Mentions that change"),
    }  # fmt: skip
