"""What the labels of an audit say, what can be done with them, and the audits so far."""

import pandas as pd
import streamlit as st

import written
from analysis.answer import Answer
from analysis.audit import CLASSES, ENOUGH, Estimate, Result, drawn, of_key, result
from analysis.filters import Filters
from analysis.labels import label as label_of
from analysis.mentions import mentions
from analysis.metrics import CLASS_PRECISION, CORRECTED, RECALL
from charts.crossed import crossed
from charts.theme import on_screen
from language import _
from loaders.corrections import correct_each
from store.audit import AuditError, extend
from store.connect import Store
from ui.address import link_to
from ui.ask import ask, shown
from ui.audited import AUDIT, drawn_so_far, sentence, why_void
from ui.card import chart_config, quiet_row, statement
from ui.chronicle import chosen
from ui.corrections import say
from ui.download import csv_bytes, spoken
from ui.labelling import STATES, named
from ui.mention import mention_list
from ui.plain import plain

MORE = 100
LISTED = 10


def results(audit: dict, filters: Filters) -> None:
    """What the labels so far say."""
    found = result(audit)
    if found.labelled < ENOUGH:
        st.caption(_("From {enough} labels on the corrected share stands here; there are {count}.", enough=ENOUGH, count=written.whole(found.labelled)))
        return
    st.markdown(f"#### {plain(sentence(found))}")
    told = [_("{count} labels", count=written.whole(found.labelled))]
    if audit["unsure"]:
        told.append(_("{count} could not be told and are left out", count=written.whole(audit["unsure"])))
    told.append(_("right: {share}", share=_told(found.accuracy)))
    told.append(_("net sentiment {shown}, corrected {corrected}", shown=written.share(found.shown_net), corrected=_told(found.corrected_net)))
    st.caption(plain(" · ".join(told)))
    if found.unlabelled:
        names = written.listed(map(named, found.unlabelled))
        st.warning(_("Nothing that is shown as {names} was labelled yet: what it holds counts as unknown, and the interval is wide.", names=names))
    left, right = st.columns([3, 2])
    with left:
        _shares(found, filters)
    with right:
        _confusion(audit, found)


def _shares(found: Result, filters: Filters) -> None:
    with st.container(border=True, key="card_corrected", gap="small", height="stretch"):
        st.markdown(f"**{_('The shares as they are shown and after the audit')}**")
        st.caption(f"{_(CORRECTED.label)} · {_(CORRECTED.unit)} · n = {written.whole(found.labelled)} · {filters.window()}")
        st.dataframe(shares_table(found), hide_index=True, alt=_("The shares as they are shown and after the audit"), key="corrected")
        for metric in (CLASS_PRECISION, RECALL):
            st.caption(f"{_(metric.label)}: {_(metric.definition)}")
        quiet_row(drawn_so_far(filters), CORRECTED, key="corrected", columns={})


def shares_table(found: Result) -> dict[str, list[str]]:
    """A row for each class."""
    return {
        _("Sentiment"): [named(one) for one in CLASSES],
        _("Shown"): [written.share(found.shown(one)) for one in CLASSES],
        _("Corrected"): [_told(found.corrected(one)) for one in CLASSES],
        _("Interval of 95 %"): [written.interval(found.corrected(one).low, found.corrected(one).high) for one in CLASSES],
        _("Precision"): [_told(found.precision(one)) for one in CLASSES],
        _("Recall"): [_told(found.recall(one)) for one in CLASSES],
    }


def _confusion(audit: dict, found: Result) -> None:
    """Each cell opens its mentions below."""
    cells = [(shown_as, called) for shown_as in CLASSES for called in CLASSES]
    frame = pd.DataFrame([map(named, cell) for cell in cells], columns=["row", "column"]).assign(mentions=found.confusion.ravel())
    title = _("Shown as one, called another")
    with st.container(border=True, key="card_confusion", gap="small", height="stretch"):
        st.markdown(f"**{title}**")
        st.caption(_("A cell opens its mentions below."))
        event = st.plotly_chart(
            on_screen(crossed(frame, rows=_("What it is shown as"), columns=_("What people call it"))), key="chart_confusion",
            theme="streamlit", on_select="rerun", selection_mode="points",
            config=chart_config("confusion"), alt=f"{title}. n = {written.whole(found.labelled)}",
        )  # fmt: skip
    if event.selection.points:
        st.session_state["_audit_cell"] = (audit["audit_id"], cells[event.selection.points[0]["customdata"][0]])


def cell_mentions(audit: dict, rows: list[dict]) -> None:
    """The mentions of the cell that was chosen last."""
    of, cell = st.session_state.get("_audit_cell", (None, None))
    if of != audit["audit_id"]:
        return
    ids = [row["mention_id"] for row in rows if (row["predicted"], row["label"]) == cell]
    answer = _mentions(ids)
    st.subheader(_("Shown as {shown}, called {called}", shown=named(cell[0]), called=named(cell[1])), anchor=False)
    if answer.rows:
        mention_list(answer, key="confusion")
    else:
        st.caption(_("No mention stands in this cell."))


def what_next(audit: dict, rows: list[dict], filters: Filters, known: int) -> None:
    """More of the same sample, the labels to take away, and corrections of what they say."""
    differing = [row for row in rows if row["label"] in CLASSES and row["label"] != row["predicted"]]
    with st.container(horizontal=True, vertical_alignment="center", key="audit_next"):
        if audit["drawn"] < known:
            st.button(
                _("Draw {count} more", count=MORE), key="audit_more", type="tertiary", icon=":material/add:",
                help=_("The next of the same random order; the labels stay."), on_click=_extend, args=[shown(), audit, filters],
            )  # fmt: skip
        _download(rows)
        if differing:
            with st.popover(_("Correct the mentions"), type="tertiary"):
                st.write(_("A label says nothing of the mention itself. You may take those that differ as corrections: the mentions then show what people said."))
                st.caption(_("This audit is void for its filters from then on, because what is shown changes. The corrections can be undone together, or each at its mention."))
                st.button(
                    _("Correct these {count} by their labels", count=written.whole(len(differing))), key="audit_correct", on_click=_correct, args=[shown(), differing],
                )
        with st.popover("SQL", type="tertiary"):
            st.code(statement(drawn_so_far(filters)), language="sql", wrap_lines=True)


def history(filters: Filters) -> None:
    """Every audit, of these filters and of others, and whether it holds."""
    everything = drawn_so_far().rows
    audits = everything[: st.session_state.get("_audits_listed", LISTED)]
    if not audits:
        return
    st.subheader(_("Audits so far"), anchor=False)
    of = [of_key(audit["filters"]) for audit in audits]
    found = [result(audit) for audit in audits]
    enough = [one if one.labelled >= ENOUGH else None for one in found]
    table = {
        _("Time"): [audit["at"] for audit in audits],
        _("Of which mentions"): [one.sentence() for one in of],
        _("Labelled"): [f"{written.whole(audit['labelled'] + audit['unsure'])} / {written.whole(audit['drawn'])}" for audit in audits],
        _("Negative share shown"): [written.share(one.shown(-1)) for one in found],
        _("Negative share corrected"): [_told(one and one.corrected(-1)) for one in enough],
        _("State"): [_(STATES[why_void(audit, one)]) for audit, one in zip(audits, of, strict=True)],
    }
    places = chosen(table, key="audits", alt=_("Audits so far"))
    if left := len(everything) - len(audits):
        title = _("Earlier ones ({count})", count=written.whole(left))
        st.button(title, key="audits_more", type="tertiary", icon=":material/expand_more:", on_click=_list_more, args=[len(audits) + LISTED])
    for place in places:
        _of_history(audits[place], of[place], enough[place])


def _of_history(audit: dict, filters: Filters, found: Result | None) -> None:
    with st.container(border=True, key="audit_chosen"):
        st.caption(plain(filters.sentence()))
        if found:
            st.markdown(plain(sentence(found)))
            st.dataframe(shares_table(found), hide_index=True, alt=_("The shares as they were shown and after the audit"), key="chosen_corrected")
        with st.container(horizontal=True, vertical_alignment="center"):
            _download(sample(audit, filters), key="chosen")
            st.page_link(AUDIT, label=_("Look at its filters"), query_params=link_to(filters))


def sample(audit: dict, filters: Filters) -> list[dict]:
    with shown().cursor() as cursor:
        return drawn(cursor, filters, audit_id=audit["audit_id"]).rows


def _download(rows: list[dict], *, key: str = "labels") -> None:
    st.download_button(
        _("Download the labels"), data=spoken(lambda: exported(rows)), file_name="guanlan-audit.csv", mime="text/csv",
        on_click="ignore", type="tertiary", icon=":material/download:", key=f"download_{key}",
    )  # fmt: skip


def exported(rows: list[dict]) -> bytes:
    """The sample with its labels; of a mention that is gone its id."""
    texts = {str(row["mention_id"]): row for row in _mentions([row["mention_id"] for row in rows]).rows}
    columns = [
        _("Place"), _("What it is shown as"), _("Label"), _("Labelled by"), _("Labelled at"), _("Platform"), _("Kind"), _("Time"), _("Author"), _("Title"), _("Text"), "mention_id",
    ]  # fmt: skip
    return csv_bytes(columns, (_line(row, texts.get(row["mention_id"])) for row in rows))


def _line(row: dict, said: dict | None) -> list[object]:
    told = [row["place"], named(row["predicted"]), None if row["label"] is None else named(row["label"]), row["by"], row["at"]]
    if said is None:
        return [*told, *[None] * 6, row["mention_id"]]
    names = [label_of("platforms", said["platform"]), label_of("kinds", said["kind"])]
    return [*told, *names, said["published_at"], said["author_name"], said["title"], said["text"], row["mention_id"]]


def _mentions(ids: list[str]) -> Answer:
    """Those of these that are still there."""
    return ask(mentions, Filters(), among=tuple(ids), limit=len(ids))


def _told(estimate: Estimate | None) -> str:
    return "–" if estimate is None else written.give_or_take(estimate.value, estimate.low, estimate.high)


def _extend(store: Store, audit: dict, filters: Filters) -> None:
    try:
        extend(store, audit["audit_id"], *filters.selection(), size=audit["drawn"] + MORE)
    except AuditError as error:
        st.session_state["_audit_problem"] = str(error)


def _list_more(count: int) -> None:
    st.session_state["_audits_listed"] = count


def _correct(store: Store, rows: list[dict]) -> None:
    called = {row["mention_id"]: row["label"] for row in rows}
    say(store, "audit", tuple(sorted(set(called.values()))), correct_each, called)
