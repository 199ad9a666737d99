"""Topics as people want them: renamed, pinned, merged, split, found anew, and any earlier version again."""

from collections.abc import Callable

import streamlit as st

import written
from analysis.filters import Filters
from analysis.labels import label
from analysis.topic_runs import topic_runs
from jobs import jobs_of
from language import _
from loaders.topic_editing import LONGEST, NoSuchTopics, merge, pin, rename, restore, unpin
from store.connect import Store
from store.topics import KEPT
from ui.ask import ask, shown
from ui.plain import plain

FEWEST, MOST, USUAL = 2, 50, 12
HOW = {
    "found": "Found in the texts", "renamed": "Renamed", "pinned": "Pinned", "unpinned": "Unpinned", "merged": "Merged", "split": "Split into parts",
    "restored": "Returned to an earlier version",
}  # fmt: skip
LAST = "_topics_changed"


def edit_topic(row: dict) -> None:
    """What can be done with one topic."""
    store, topic_id = shown(), row["topic_id"]
    with st.container(horizontal=True, vertical_alignment="center", key="topic_edits"):
        with st.popover(_("Rename"), type="tertiary", icon=":material/edit:"), st.form("rename_topic", border=False):
            name = st.text_input(
                _("Name of the topic"), label("topics", topic_id), max_chars=LONGEST, key=f"topic_name_{topic_id}", help=_("It stays from run to run. Empty: as it was found.")
            )
            if st.form_submit_button(_("Save"), type="primary"):
                _change(store, rename, topic_id, name)
        pinned = row["pinned"]
        st.button(
            _("Unpin") if pinned else _("Pin"), key="pin_topic", type="tertiary", icon=":material/keep_off:" if pinned else ":material/keep:",
            help=_("It may change again as the texts do.") if pinned else _("It keeps its name and its words, whatever later texts bring."),
            on_click=_changed, args=[store, unpin if pinned else pin, [topic_id]],
        )  # fmt: skip
        with st.popover(_("Split"), type="tertiary", icon=":material/call_split:"), st.form("split_topic", border=False):
            st.caption(_("Parts are found in its texts and stand in its place, pinned."))
            asked = number_of_topics("split_parts", 2)
            if st.form_submit_button(_("Split"), type="primary"):
                jobs_of(store).submit("split", name="", topic_id=topic_id, asked=asked, by=None)
                st.rerun()
    failed("split", topic_id=topic_id)


def failed(kind: str, **parameters: object) -> None:
    """Why the last job of a kind that was asked for this way could not be done; nothing while it goes on, and where it was."""
    asked = (job for job in jobs_of(shown()).jobs() if job.kind == kind and parameters.items() <= job.parameters.items())
    last = next(asked, None)
    if last and last.state == "failed":
        st.caption(f":material/error: {plain(last.message)}")


def manage_topics(ids: list[str]) -> None:
    """Merging, finding anew, versions; and the way back from what was changed last."""
    store = shown()
    with st.container(horizontal=True, vertical_alignment="center", key="topics_ways"):
        with st.popover(_("Merge topics"), type="tertiary", icon=":material/merge:"), st.form("merge_topics", clear_on_submit=True, border=False):
            chosen = st.multiselect(_("Topics to merge"), ids, format_func=lambda one: label("topics", one), key="merged_topics", placeholder=_("Two or more"))
            name = st.text_input(_("Name of the topic"), max_chars=LONGEST, key="merged_name", placeholder=_("empty: that of the oldest"))
            st.caption(_("One topic stands in their place, pinned: later runs keep it."))
            if st.form_submit_button(_("Merge"), type="primary"):
                _change(store, merge, chosen, name)
        with st.popover(_("Find anew"), type="tertiary", icon=":material/refresh:"), st.form("find_topics", border=False):
            st.caption(_("In all texts of the store. What is found again keeps its name and its address; what was pinned, merged or split stays."))
            asked = number_of_topics("asked_topics")
            if st.form_submit_button(_("Find topics"), type="primary"):
                jobs_of(store).submit("topics", name="", asked=asked)
                st.rerun()
        with st.popover(_("Versions"), type="tertiary", icon=":material/history:"):
            _versions(store)
        _last(store)
    failed("topics")


def number_of_topics(key: str, usual: int = USUAL) -> int | None:
    """None for as many as the texts part into best."""
    given = st.toggle(_("Choose their number"), key=f"{key}_given")
    number = st.number_input(_("Number of topics"), FEWEST, MOST, usual, key=key, help=_("Counts where the number is chosen; else as many as part the texts best."))
    return number if given else None


def _versions(store: Store) -> None:
    rows = ask(topic_runs, Filters()).rows
    st.caption(_("Every change is a version. The latest {count} can be returned to.", count=written.whole(KEPT)))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            told = [written.minute(row["made_at"]), _(HOW[row["how"]]), written.listed(row["about"]), _("{count} topics", count=written.whole(row["topics"])), row["by"] or ""]
            st.markdown(plain(" · ".join(filter(None, told))), width="content")
            if row["current"]:
                st.badge(_("shown"), color="gray")
            elif row["kept"]:
                st.button(_("Return to it"), key=f"restore_{row['run']}", type="tertiary", on_click=_changed, args=[store, restore, row["run"]])


def _change(store: Store, change: Callable, *told: object) -> None:
    _changed(store, change, *told)
    st.rerun()


def _changed(store: Store, change: Callable, *told: object) -> None:
    """Make the change in the store that was shown; the run before it is the way back. Texts that came since a version was made get
    their topics by a run that follows.
    """
    before = ask(topic_runs, Filters(), of=store, limit=1).rows
    try:
        change(store, *told)
    except NoSuchTopics as refused:
        st.session_state[LAST] = {"store": store.url, "refused": refused.sentence}
        return
    st.session_state[LAST] = {"store": store.url, "run": before[0]["run"]}
    if change is restore:
        jobs_of(store).follow_up()


def _last(store: Store) -> None:
    last = st.session_state.get(LAST)
    if not last or last["store"] != store.url:
        return
    if "refused" in last:
        st.caption(f":material/error: {plain(last['refused'])}", width="content")
        return
    row = ask(topic_runs, Filters(), limit=1).rows[0]
    told = [_(HOW[row["how"]]), written.listed(row["about"])]
    st.caption(f":material/check: {plain(' · '.join(filter(None, told)))}", width="content")
    if row["run"] == last["run"] + 1:
        st.button(_("Undo"), key="undo_topics", type="tertiary", icon=":material/undo:", on_click=_changed, args=[store, restore, last["run"]])
