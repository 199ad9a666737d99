"""What is done about mentions, said on a page: for one or several, with the way back, and who said what before."""

from collections.abc import Callable

import streamlit as st

import written
from analysis.filters import Filters
from analysis.handling import owners, trail
from analysis.labels import label
from language import _
from store.handling import COLUMNS, STATUSES, Batch, say, undo
from ui.ask import ask, shown
from ui.keyed import keyed

WIDTH = 340
LONGEST = 5000
# What the form says; of which answer of the library the reply is, is said where that is chosen.
FIELDS = tuple(name for name in COLUMNS if name != "reply_id")


def handle(rows: list[dict], *, key: str) -> None:
    """A popover to say what is done about these mentions, rows with mention_id and what the ledger has of each; where none of
    them is in it, they are taken in by one click as well.
    """
    ids = [str(row["mention_id"]) for row in rows]
    now = {name: _common(rows, name) for name in FIELDS}
    place = keyed(key, (ids, now))
    if not any(row["status"] for row in rows):
        st.button(
            _("Take into the ledger"), key=f"take_{key}", icon=":material/playlist_add:", type="tertiary",
            on_click=note, args=[key, say, ids], kwargs={"status": STATUSES[0]},
        )  # fmt: skip
    with st.popover(_("Handle"), icon=":material/assignment:", key=f"handle_{place}"), st.form(f"form_{place}", border=False):
        _fields(rows, now, place)
        st.form_submit_button(_("Save"), key=f"save_{key}", icon=":material/check:", type="primary", on_click=_save, args=[key, place, ids, now])


def last_handled(key: str) -> None:
    """What was said last of this list's handling, and the way back."""
    last = st.session_state.get(_place(key))
    if not last or last["store"] != shown().url:
        return
    count = written.whole(last["mentions"])
    with st.container(horizontal=True, vertical_alignment="center", key=f"handled_{key}"):
        if last["undone"]:
            st.caption(f":material/undo: {_('Taken back: {count} mentions are handled as before.', count=count)}", width="content")
        elif last["mentions"] == 0:
            st.caption(_("Nothing was changed: the ledger says so already."), width="content")
        else:
            told = (
                _("{count} mentions in the ledger: {status}.", count=count, status=label("statuses", last["status"])) if last["status"]
                else _("{count} mentions in the ledger changed.", count=count)
            )  # fmt: skip
            st.caption(f":material/check: {told}", width="content")
            st.button(_("Undo"), key=f"unsay_{key}", type="tertiary", icon=":material/undo:", on_click=note, args=[key, undo, last["at"]])


def handling_of(mention_id: str, *, key: str) -> None:
    """What is done about one mention, how to say it, and every entry of its trail."""
    entries = ask(trail, Filters(), mention_id=mention_id).rows
    now = entries[0] if entries else dict.fromkeys(COLUMNS)
    with st.container(horizontal=True, vertical_alignment="center", key=f"handling_{key}"):
        st.caption(_("Handling: {told}", told=label("statuses", now["status"])), width="content")
        handle([now | {"mention_id": mention_id}], key=key)
    if not entries:
        return
    with st.expander(_("Handled: {count} entries", count=written.whole(len(entries)))):
        st.dataframe(
            {
                _("Time"): [entry["at"] for entry in entries],
                _("By"): [entry["by"] or _("Not logged in") for entry in entries],
                _("Status"): [label("statuses", entry["status"]) for entry in entries],
                _("Owner"): [entry["owner"] for entry in entries],
                _("Reply"): [entry["reply"] for entry in entries],
                _("Replied at"): [entry["replied_at"] for entry in entries],
                _("Note"): [entry["note"] for entry in entries],
            },
            hide_index=True,
            column_config={name: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm") for name in (_("Time"), _("Replied at"))},
            placeholder="–",
            alt=_("What was said of the handling of this mention"),
            key=f"entries_{key}",
        )


def _fields(rows: list[dict], now: dict, place: str) -> None:
    """One for each column, with what all the mentions have; left as they are, they change nothing."""
    same = {name: len({row[name] for row in rows}) == 1 for name in FIELDS}
    as_they_are = _("as they are")
    first = None if not same["status"] else STATUSES.index(now["status"]) if now["status"] else 0
    st.selectbox(
        _("Status"), STATUSES, first, format_func=lambda status: label("statuses", status), key=f"status_{place}", placeholder=as_they_are, width=WIDTH
    )
    known = list(dict.fromkeys([*([now["owner"]] if now["owner"] else []), *(row["owner"] for row in ask(owners, Filters()).rows)]))
    st.selectbox(
        _("Owner"), ["", *known], None if not same["owner"] else 1 if now["owner"] else 0, format_func=lambda name: name or label("owners", None),
        key=f"owner_{place}", placeholder=as_they_are, accept_new_options=True, help=_("Choose a name, or type a new one."), width=WIDTH,
    )  # fmt: skip
    st.text_area(
        _("Reply"), now["reply"] or "", key=f"reply_{place}", height=88, max_chars=LONGEST, width=WIDTH,
        placeholder=_("What was answered") if same["reply"] else as_they_are,
    )  # fmt: skip
    st.datetime_input(
        _("Replied at"), now["replied_at"], format="YYYY-MM-DD", step=60, key=f"replied_at_{place}", width=WIDTH,
        help=_("Left empty, it is the moment when you say that it is replied to."),
    )  # fmt: skip
    st.text_area(
        _("Note"), now["note"] or "", key=f"note_{place}", height=68, max_chars=LONGEST, width=WIDTH, placeholder="" if same["note"] else as_they_are
    )


def _save(key: str, place: str, ids: list[str], now: dict) -> None:
    told = {name: st.session_state[f"{name}_{place}"] or None for name in FIELDS}
    said = {name: value for name, value in told.items() if value != now[name]}
    if told["status"] is None:
        said.pop("status", None)
    if "reply" in said and said["reply"] is None:
        said["reply_id"] = None
    note(key, say, ids, **said)


def note(key: str, change: Callable[..., Batch], *told: object, **said: object) -> None:
    """Write it to the store that is shown."""
    batch = change(shown(), *told, **said)
    st.session_state[_place(key)] = {
        "store": shown().url, "at": batch.at, "mentions": batch.mentions, "status": said.get("status"), "undone": change is undo,
    }  # fmt: skip


def _common(rows: list[dict], name: str) -> object:
    """What all of them have, None where they differ; times as the field shows them, to the minute."""
    values = {row[name] for row in rows}
    value = values.pop() if len(values) == 1 else None
    return value.replace(second=0, microsecond=0) if name == "replied_at" and value else value


def _place(key: str) -> str:
    return f"_handled_{key}"
