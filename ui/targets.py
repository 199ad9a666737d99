"""Targets: set in a table with a trail, and told beside the numbers that they are of."""

from dataclasses import dataclass

import streamlit as st

import written
from analysis.figures import SUMMED, figures
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import COMPLAINTS, DISAGREEMENT, ENGAGEMENT, HEAT, KNOWN, NEGATIVE_SHARE, NET_SENTIMENT, VOLUME
from analysis.targets import (
    COUNTS,
    FIGURE,
    SETTING,
    TABLE,
    Judged,
    Target,
    TargetError,
    covers,
    document,
    judged,
    of,
    read,
    targets,
)
from language import _
from nlp.changes import Change
from store import settings
from store.connect import Store
from ui.ask import ask, shown
from ui.chronicle import chosen
from ui.compare import at
from ui.grid import grid
from ui.plain import plain
from ui.rows import each

METRICS = {
    "volume": VOLUME, "negative": NEGATIVE_SHARE, "net": NET_SENTIMENT, "engagement": ENGAGEMENT, "heat": HEAT, "disagreement": DISAGREEMENT,
    "complaints": COMPLAINTS, "known": KNOWN,
}  # fmt: skip
SIGN = {"least": "≥", "most": "≤"}
DRAFT = "_targets"


@dataclass(frozen=True)
class Draft:
    """`saved`: the TOML that it began with; `rows`: of cells, as they were typed last."""

    saved: str | None
    rows: list[dict]


def text_of(store: Store) -> str | None:
    """The TOML as the store has it."""
    said = settings.latest(store, SETTING).get(SETTING)
    return said.value if said else None


def saved(store: Store) -> tuple[Target, ...]:
    """Those of a store; none where what is saved cannot be used."""
    return usable(text_of(store))


def usable(text: str | None) -> tuple[Target, ...]:
    try:
        return targets(text)
    except TargetError:
        return ()


def problem_of(text: str | None) -> str | None:
    """Why what is saved cannot be used."""
    try:
        targets(text)
    except TargetError as error:
        return str(error)
    return None


def beside(name: str, value: float | None, filters: Filters) -> str | None:
    """What the target of a number at the top of a page says of its value; None where it has none. Shares in [−1, 1]."""
    target = of(saved(shown()), name, filters)
    if target is None:
        return None
    shown_value = None if value is None else value if name in COUNTS else 100 * value
    return told(judged(target, shown_value, filters, at(filters)), share=name not in COUNTS)


def told(found: Judged, *, share: bool) -> str:
    """As Markdown: what is wanted, how far off it is and whether that is met."""
    target = found.target
    if found.wanted is None:
        return plain(_("Target {side} {value} is of {since} – {until}: not compared", side=SIGN[target.side], value=_value(target.value, share), since=target.since, until=target.until))
    gap = written.points(found.gap / 100) if share else _signed(found.gap)
    line = _("Target {side} {value} · gap {gap}", side=SIGN[target.side], value=_value(found.wanted, share), gap=gap)
    part = _("for {days} of its {all} days", days=found.days, all=target.days) if target.adds_up and found.days < target.days else ""
    verdict = f":green[{_('met')}]" if found.met else f":red[{_('missed')}]"
    return " · ".join(filter(None, [plain(line), plain(part), verdict]))


def targeted(row: dict, filters: Filters) -> str | None:
    """What the target of a figure of the business says of its mean per day in the window: a row and the filters of analysis.around."""
    alone = Filters(since=filters.since, until=filters.until, as_of=filters.as_of, brands=(row["brand"],) if row["brand"] else ())
    target = of(saved(shown()), FIGURE + row["metric"], alone)
    if target is None or row["during"] is None:
        return None
    wanted = target.value / target.days if row["metric"] in SUMMED else target.value
    if not covers(target, filters.since, filters.until):
        values = {"side": SIGN[target.side], "value": written.amount(round(wanted, 2)), "since": target.since, "until": target.until}
        return _("{side} {value} a day is of {since} – {until}: not compared", **values)
    met = row["during"] >= wanted if target.side == "least" else row["during"] <= wanted
    return _("{side} {value} a day · {verdict}", side=SIGN[target.side], value=written.amount(round(wanted, 2)), verdict=_("met") if met else _("missed"))


def differences(before: tuple[Target, ...], after: tuple[Target, ...]) -> list[Change]:
    """By the names of the numbers that they are of."""
    parts = {"removed": [one for one in before if one not in after], "added": [one for one in after if one not in before]}
    return [Change(TABLE, name_of(one), how) for how, some in parts.items() for one in some]


def name_of(target: Target) -> str:
    metric = METRICS.get(target.metric)
    name = _(metric.label) if metric else label("figures", target.metric.removeprefix(FIGURE))
    return " · ".join(filter(None, [name, target.brand]))


def target_table(store: Store, brands: list[str]) -> None:
    """The section of the settings: edited, checked, saved, and every version to be restored. `brands`: of the watchlist."""
    st.caption(_("A target stands beside its number on the overview and on the sentiment page, and beside the figures of the business. Shares are in percent; a count is of the whole period and is told in parts of it by days. A target of no brand counts where no brand is chosen."))
    names = {name: f"{_(metric.label)} ({_(metric.unit)})" for name, metric in METRICS.items()}
    names |= {FIGURE + row["metric"]: _("{name} (figure)", name=label("figures", row["metric"])) for row in ask(figures, Filters(), of=store).rows}
    sides = {"least": _("at least"), "most": _("at most")}
    text = text_of(store)
    draft = st.session_state.setdefault(DRAFT, {}).setdefault(store.url, Draft(text, [_row(one) for one in usable(text)]))
    called = {"metric": lambda code: names.get(code, code or ""), "side": lambda code: sides.get(code, code)}
    config = st.column_config
    columns = {
        "metric": config.SelectboxColumn(_("Number"), options=[*dict.fromkeys([*names.values(), *(names.get(row.get("metric"), row.get("metric") or "") for row in draft.rows)])], width=190),
        "brand": config.SelectboxColumn(_("Brand"), options=list(dict.fromkeys([*brands, *(row["brand"] for row in draft.rows if row.get("brand"))])), width=110, help=_("Blank: all together.")),
        "since": config.TextColumn(_("First day"), width=110, help=_("As 2025-04-01.")),
        "until": config.TextColumn(_("Last day"), width=110, help=_("As 2025-04-01.")),
        "side": config.SelectboxColumn(_("Met"), options=list(sides.values()), width=90, help=_("Blank: as it is usual for the number.")),
        "value": config.NumberColumn(_("Value"), width=100),
    }
    codes = {"metric": _read(names), "side": _read(sides)}
    typed = each(grid("targets", each(draft.rows, called), columns, alt=_("Targets"), depends=tuple(names.values()), read={"value": _number}), codes)
    st.session_state[DRAFT][store.url] = Draft(draft.saved, typed)
    try:
        told_now, problem = read(typed), None
    except TargetError as error:
        told_now, problem = (), str(error)
    edited = problem is not None or set(told_now) != set(usable(draft.saved))
    if text != draft.saved and (not edited or (problem is None and set(told_now) == set(usable(text)))):
        # Somebody else saved meanwhile, and nothing here would be lost.
        _forget(store)
        st.rerun()
    broken = problem_of(text)
    if broken:
        st.warning(plain(_("What is saved of “{setting}” cannot be used: {why} Save it anew, or restore an earlier version.", setting=_("Targets"), why=broken)))
    with st.container(horizontal=True, vertical_alignment="center", key="targets_bar"):
        st.button(_("Save the targets"), key="save_targets", type="primary", disabled=not edited or bool(problem), on_click=_save, args=[store, document(told_now)])
        st.button(_("Discard"), key="discard_targets", type="tertiary", disabled=not edited, on_click=_forget, args=[store])
        st.caption(plain(_("Cannot be saved yet: {why}", why=problem)) if problem else _("Not saved yet.") if edited else "" if broken else _("All targets are saved."), width="content")
    if text != draft.saved:
        st.caption(plain(_("{setting} was saved elsewhere while you were editing; saving replaces that.", setting=_("Targets"))))
    _versions(store)


def _versions(store: Store) -> None:
    entries = settings.trail(store, (SETTING,))
    if not entries:
        return
    st.markdown(f"**{_('Earlier versions')}**")
    table = {_("Time"): [entry.at for entry in entries], _("Targets"): [_counted(entry.value) for entry in entries], _("By"): [entry.by or "–" for entry in entries]}
    for place in chosen(table, key="target_versions", alt=_("Every version of the targets")):
        entry = entries[place]
        st.code(entry.value or "", language="toml", wrap_lines=True)
        if place:
            st.button(_("Restore this version"), key="restore_targets", on_click=_save, args=[store, entry.value])


def _counted(text: str | None) -> str:
    try:
        return written.whole(len(targets(text)))
    except TargetError as error:
        return str(error)


def _save(store: Store, text: str | None) -> None:
    settings.say(store, {SETTING: text})
    _forget(store)


def _forget(store: Store) -> None:
    """Begin anew with what is saved."""
    st.session_state.get(DRAFT, {}).pop(store.url, None)


def _row(target: Target) -> dict:
    return vars(target) | {"since": target.since.isoformat(), "until": target.until.isoformat()}


def _read(names: dict[str, str]):
    """A name's code; what is no name stays as it is."""
    codes = {name: code for code, name in names.items()}
    return lambda text: codes.get(text, text)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").rstrip("%"))
    except ValueError:
        return None


def _value(value: float, share: bool) -> str:
    return f"{written.amount(round(value, 1))}%" if share else written.short(value)


def _signed(value: float) -> str:
    return f"+{written.short(value)}" if value > 0 else written.short(value)
