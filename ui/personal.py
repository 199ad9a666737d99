"""个人层: what this store's own labels would change in the model, tried before it is switched on; every change of it."""

from datetime import datetime

import streamlit as st

import written
from analysis.filters import Filters
from analysis.labels import label
from analysis.personal import MOST, Trial, counts, trial
from jobs import jobs_of
from language import _
from nlp.layer import Layer
from nlp.personal import LEAST
from nlp.rules import LAYER, RulesError
from nlp.sentiment import LABELS
from store import settings
from store.connect import Store, connect
from store.settings import Setting
from ui.audited import AUDIT
from ui.card import MENTIONS
from ui.chronicle import chosen
from ui.gain import draw_trial
from ui.plain import plain


def personal(store: Store) -> None:
    st.caption(_("Here the model learns how you judge: what people corrected, and what they labelled in audits. It then judges all other mentions of this store accordingly; what people said themselves stays as they said it."))
    with store.cursor() as cursor:
        told = {row["label"]: row for row in counts(cursor, Filters()).rows}
    entries = settings.trail(store, (LAYER,))
    layer, why = read(entries[0].value if entries else None)
    _state(store, entries, layer, why, told)
    _labels(told)
    total = sum(row["mentions"] for row in told.values())
    missing = LEAST - total
    if total > MOST:
        st.caption(_("The latest {most} labels are learnt.", most=written.whole(MOST)))
    if missing > 0:
        st.caption(_("{count} more are needed: {least} of different texts are the fewest to learn from.", count=written.whole(missing), least=LEAST))
    now = (store.url, store.data_version, repr(sorted(told.items())))
    pressed = st.button(_("Try it"), key="try_layer", type="secondary" if layer else "primary", icon=":material/science:", disabled=missing > 0)
    if pressed:
        st.session_state["_layer_tried"] = now
    tried = st.session_state.get("_layer_tried")
    if tried == now:
        _tried(store, now, layer)
    elif tried and tried[0] == store.url:
        st.caption(_("The mentions or their labels have changed since it was tried: try it again."))
    _trail(store, entries)


def read(value: str | None) -> tuple[Layer | None, RulesError | None]:
    """The layer of a value, or why it cannot be used."""
    try:
        return (Layer.read(value), None) if value else (None, None)
    except RulesError as error:
        return None, error


def _state(store: Store, entries: list[Setting], layer: Layer | None, why: RulesError | None, told: dict[int, dict]) -> None:
    """Whether it is on, since when and learnt from what."""
    with st.container(border=True, key="layer_state", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            on = layer is not None and layer.fits
            st.markdown(f"**{_('The personal layer is on') if on else _('The personal layer is off')}**", width="content")
            if layer or why:
                st.button(_("Switch off"), key="layer_off", type="tertiary", on_click=say, args=[store, None])
        if why:
            st.warning(plain(why))
        elif layer:
            told_by = [_("switched on by {by}", by=entries[0].by)] if entries[0].by else []
            st.caption(plain(" · ".join([_("since {time}", time=written.minute(entries[0].at)), *told_by, learnt_from(layer)])))
            if not layer.fits:
                st.warning(_("It was learnt for an earlier model and is not used: try it again and switch the new one on."))
            _news(layer, told)
        else:
            st.caption(_("Mentions are judged by the model as shipped."))


def _news(layer: Layer, told: dict[int, dict]) -> None:
    latest = max((row["at"] for row in told.values()), default=datetime.min)
    if latest > datetime.fromisoformat(layer.until) or sum(layer.labels) > sum(row["mentions"] for row in told.values()):
        st.caption(_("Labels were added or changed since it learnt: try it again to take them in."))


def learnt_from(layer: Layer) -> str:
    names = (f"{label('sentiments', sentiment)} {written.whole(count)}" for sentiment, count in zip(LABELS, layer.labels, strict=True))
    return _("learnt from {count} labels: {classes}", count=written.whole(sum(layer.labels)), classes=written.listed(names))


def _labels(told: dict[int, dict]) -> None:
    """How many labels there are, and where more come from."""
    rows = [told.get(sentiment, {"mentions": 0, "corrected": 0, "drawn": 0}) for sentiment in LABELS]
    sums = {name: [*(row[name] for row in rows), sum(row[name] for row in rows)] for name in ("corrected", "drawn", "mentions")}
    if not sums["mentions"][-1]:
        st.markdown(f"**{_('Nothing was labelled yet.')}**")
        st.caption(_("Correct the sentiment of mentions in the list, or label a random sample in an audit: 100 take about ten minutes. Audits serve best: they also tell how much is gained."))
    else:
        st.dataframe(
            {
                _("People call it"): [*(label("sentiments", sentiment) for sentiment in LABELS), _("Together")],
                _("By correction"): sums["corrected"],
                _("Labelled in audits"): sums["drawn"],
                _("Labels in all"): sums["mentions"],
            },
            hide_index=True,
            key="layer_labels",
            alt=_("How many labels there are"),
        )
        st.caption(_("A mention that was both counts once, as it was corrected."))
    with st.container(horizontal=True):
        st.page_link(MENTIONS, label=_("Correct mentions"), icon=":material/list_alt:")
        st.page_link(AUDIT, label=_("Audit a sample"), icon=":material/fact_check:")


def _tried(store: Store, now: tuple[str, int, str], layer: Layer | None) -> None:
    try:
        with st.spinner(_("Learning and measuring; some seconds…")):
            found = _trial(*now)
    except RulesError as error:
        st.warning(plain(error))
        return
    with st.container(border=True, key="layer_trial"):
        draw_trial(found)
        used = layer == found.layer
        st.button(
            _("Switch on"), key="layer_on", type="primary", on_click=say, args=[store, found.layer.text()], disabled=used,
            help=_("It is on already.") if used else None,
        )  # fmt: skip
        st.caption(_("All mentions are then judged anew; until that ends they show what they had. Audits so far hold no longer: draw a new one to measure the result."))


@st.cache_resource(max_entries=2, show_spinner=False)
def _trial(url: str, version: int, stamp: str) -> Trial:
    with connect(url).cursor() as cursor:
        return trial(cursor)


def say(store: Store, value: str | None) -> None:
    """Switch a layer on, or off; the mentions follow."""
    settings.say(store, {LAYER: value})
    jobs_of(store).enrich()
    st.session_state.pop("_layer_tried", None)


def _trail(store: Store, entries: list[Setting]) -> None:
    """Every change of the layer, and the way back to each."""
    if not entries:
        return
    st.markdown(f"**{_('Changes')}**")
    table = {
        _("Time"): [entry.at for entry in entries],
        _("What changed"): [_told(entry) for entry in entries],
        _("By"): [entry.by or "–" for entry in entries],
    }
    columns = {_("What changed"): st.column_config.TextColumn(width="large"), _("By"): st.column_config.TextColumn(width=80)}
    places = chosen(table, key="layer_trail", alt=_("Every change of the personal layer"), columns=columns)
    if not places:
        st.caption(_("Choose a change to restore the layer as it was then."))
    for place in places:
        _entry(store, entries[place], entries[0])


def _entry(store: Store, entry: Setting, latest: Setting) -> None:
    layer, why = read(entry.value)
    if entry.value == latest.value:
        st.caption(_("This is how it is now."))
    elif why or (layer and not layer.fits):
        st.caption(plain(_("This version can no longer be used: {why}", why=why or _("it was learnt for an earlier model"))))
    else:
        st.button(_("Restore this version"), key="restore_layer", on_click=say, args=[store, entry.value], width="content")


def _told(entry: Setting) -> str:
    layer, why = read(entry.value)
    if why:
        return str(why)
    return f"{_('switched on')} · {learnt_from(layer)}" if layer else _("switched off")
