"""Drawing the sample of an audit, and saying of one mention after the other what it is, by keyboard."""

import streamlit as st

import written
from analysis.audit import key
from analysis.filters import Filters
from analysis.labels import label as label_of
from analysis.mentions import mention
from language import _
from store.audit import CANNOT_TELL, AuditError, draw, label, take_back
from store.connect import Store
from ui.ask import shown
from ui.plain import plain

SIZES = (100, 200, 400)
USUAL = 200
SAID = "_audit_said"
LONGEST = 2_000
# What a key says; 1 stands left as negative does in every chart.
KEYS = {-1: "1", 0: "2", 1: "3", CANNOT_TELL: "0"}
# Why an audit no longer holds, by the code of analysis.audit.changed.
STATES = {
    None: "Holds",
    "mentions": "Void: other mentions match these filters now",
    "corrected": "Void: mentions were corrected since",
    "rules": "Void: the sentiment was derived anew, by other rules or another model",
}


def draw_form(filters: Filters, known: int, voided: str | None) -> None:
    """How many to draw; `voided` is why an earlier audit of the filter no longer holds."""
    with st.container(border=True, key="draw"):
        if voided:
            st.markdown(f"**{_('The earlier audit of these filters no longer holds.')}**")
            st.caption(_(STATES[voided]))
            st.caption(_("Its labels are kept below. They are not taken over: with the mentions that came or changed they would be no random sample."))
        else:
            st.markdown(f"**{_('How far can the shares of these mentions be trusted?')}**")
            st.caption(_("Label a random sample of them, one key each. From 30 labels on you see how often the shown sentiment is right, and the negative share corrected, with its interval, here and beside every share of the same filters."))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            size = st.segmented_control(
                _("How many"), SIZES, default=USUAL, required=True, format_func=written.whole, key="audit_size",
                help=_("200 labels leave about ± 5 points, 100 about ± 7, 400 about ± 4."),
            )  # fmt: skip
            st.button(_("Draw the sample"), type="primary", key="audit_draw", icon=":material/casino:", on_click=_draw, args=[shown(), filters, size])
        if known < size:
            st.caption(_("There are {count} mentions with a known sentiment: all are drawn.", count=written.whole(known)))


def label_card(audit: dict, rows: list[dict]) -> None:
    """One mention at a time, without what it is shown as."""
    done = audit["labelled"] + audit["unsure"]
    following = next((row for row in rows if row["label"] is None), None)
    said_here = _said_here(audit["audit_id"])
    with st.container(border=True, key="labelling"):
        above = st.container()
        # Before the text: whoever has read it finds keys that are of this mention already.
        with st.container(horizontal=True, vertical_alignment="center", key="label_buttons"):
            for said, shortcut in KEYS.items():
                st.button(
                    named(said), key=f"label_{said}", shortcut=shortcut, disabled=following is None,
                    on_click=_label, args=[shown(), audit["audit_id"], following and following["place"], said],
                )  # fmt: skip
            st.button(
                _("Undo"), key="label_undo", shortcut="Backspace", type="tertiary", icon=":material/undo:", disabled=not said_here,
                on_click=_take_back, args=[shown(), audit["audit_id"]],
            )  # fmt: skip
        _last(rows, said_here)
        with above:
            st.progress(done / audit["drawn"], text=f"{written.whole(done)} / {written.whole(audit['drawn'])}")
            if following:
                _read(following["mention_id"])
            else:
                st.markdown(f"**{_('All are labelled.')}**")


def _read(mention_id: str) -> None:
    with shown().cursor() as cursor:
        row = mention(cursor, mention_id)
    told = [label_of("platforms", row["platform"]), label_of("kinds", row["kind"]), written.minute(row["published_at"])]
    st.text(" · ".join(told))
    text = row["text"] or row["title"] or _("(no text)")
    if row["title"] and row["title"] != text:
        st.markdown(f"**{plain(row['title'])}**")
    for line in filter(None, map(str.strip, text[:LONGEST].splitlines())):
        st.subheader(plain(line), anchor=False)
    if len(text) > LONGEST:
        with st.expander(_("The whole text")):
            st.text(text)


def _last(rows: list[dict], said_here: list[int]) -> None:
    """What was labelled last; what it is shown as only where one asks for it, so that it does not lead the next."""
    if not said_here:
        return
    last = rows[said_here[-1] - 1]
    with st.container(horizontal=True, vertical_alignment="center"):
        revealed = st.toggle(_("After each label, say what it is shown as"), key="audit_reveal")
        told = _("Last: {label}", label=named(last["label"]))
        if revealed:
            told = _("Last: {label}, shown as {shown}", label=named(last["label"]), shown=named(last["predicted"]))
        st.caption(plain(told), width="content")


def named(sentiment: int) -> str:
    return _("Cannot tell") if sentiment == CANNOT_TELL else label_of("sentiments", sentiment)


def problem() -> None:
    """Why the last sample was not drawn."""
    if told := st.session_state.pop("_audit_problem", None):
        st.warning(plain(told))


def _draw(store: Store, filters: Filters, size: int) -> None:
    try:
        draw(store, key(filters), *filters.selection(), size=size)
    except AuditError as error:
        st.session_state["_audit_problem"] = str(error)


def _label(store: Store, audit_id: str, place: int, said: int) -> None:
    """In the store that the button was drawn for: mentions of one's own may have taken the place of the demo since."""
    if label(store, audit_id, place, said):
        _said_here(audit_id).append(place)


def _take_back(store: Store, audit_id: str) -> None:
    if said := _said_here(audit_id):
        take_back(store, audit_id, said.pop())


def _said_here(audit_id: str) -> list[int]:
    """The places that this visitor labelled, in order: another may be labelling the same sample, and takes back their own."""
    return st.session_state.setdefault(SAID, {}).setdefault(audit_id, [])
