"""The thread and the story of a mention, told with their size before one opens them."""

import streamlit as st

import written
from analysis.filters import Filters
from analysis.labels import label
from analysis.related import related
from language import _
from ui.ask import ask
from ui.card import open_mentions
from ui.plain import plain

SHOWN = 48


def draw_related(mention_id: str, *, key: str) -> None:
    row = ask(related, Filters(), mention_id=mention_id).row
    _thread(row, key)
    _story(row, key)


def opened_instead(mention_id: str, *, key: str) -> str:
    """The mention to show where this one was chosen: itself, or one of its thread that was opened from there."""
    way = st.session_state.get(_way(key), [])
    if way[:1] != [mention_id]:
        st.session_state[_way(key)] = [mention_id]
        return mention_id
    if len(way) > 1:
        st.button(_("Back"), key=f"back_{key}", icon=":material/arrow_back:", type="tertiary", on_click=way.pop)
    return way[-1]


def _thread(row: dict, key: str) -> None:
    if row["root_missing"]:
        st.caption(_("The post that began this thread is not in the store."))
    for which, text in (("root", _("Thread begins with")), ("parent", _("Answers"))):
        if row[f"{which}_id"]:
            with st.container(horizontal=True, vertical_alignment="center", key=f"{which}_of_{key}"):
                st.caption(text, width="content")
                st.text(_brief(row, which), width="content")
                st.button(
                    _("Open"), key=f"{which}_{key}", type="tertiary", icon=":material/subdirectory_arrow_left:",
                    on_click=st.session_state[_way(key)].append, args=[row[f"{which}_id"]],
                )  # fmt: skip
    if row["thread_mentions"] > 1 and st.button(
        _("Its whole thread: {count}", count=written.whole(row["thread_mentions"])),
        key=f"thread_{key}", icon=":material/account_tree:", type="tertiary",
    ):  # fmt: skip
        open_mentions(Filters(roots=(row["thread_id"],)))


def _story(row: dict, key: str) -> None:
    if row["story_mentions"] < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"story_of_{key}"):
        if st.button(
            _("Similar texts: {count}", count=written.whole(row["story_mentions"])),
            key=f"story_{key}", icon=":material/content_copy:", type="tertiary",
        ):  # fmt: skip
            open_mentions(Filters(stories=(row["story_id"],)))
        st.caption(
            _(
                "first {first}, last {last}, on {platforms}",
                first=written.minute(row["story_first"]),
                last=written.minute(row["story_last"]),
                platforms=written.listed(plain(label("platforms", platform)) for platform in row["story_platforms"]),
            ),
            width="content",
        )


def _brief(row: dict, which: str) -> str:
    text = " ".join((row[f"{which}_text"] or _("(no text)")).split())
    told = [row[f"{which}_author"] or _("Unknown"), written.minute(row[f"{which}_published_at"]), text]
    whole = " · ".join(told)
    return whole[:SHOWN] + "…" if len(whole) > SHOWN else whole


def _way(key: str) -> str:
    return f"_way_{key}"
