"""Outlets 媒体 as a card: who writes, first or after others, of what level, in what tone, and on how few it rests."""

import streamlit as st

import written
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import OUTLETS
from analysis.outlets import outlets
from language import _
from ui.ask import ask
from ui.card import quiet_row
from ui.kpi import share_of
from ui.opening import opening
from ui.plain import plain


def outlets_card(filters: Filters, before: Filters | None, total: int) -> None:
    answer = ask(outlets, filters, before=before)
    rows = answer.rows
    with st.container(border=True, key="card_outlets", gap="small"):
        st.markdown(f"**{_('Outlets: originals and reprints')}**")
        if not rows:
            st.caption(_("None of these {total} mentions is an article or by an account of a medium that is named. Who speaks for a medium is set under Settings, Accounts.", total=written.whole(total)))
            return
        st.markdown(plain(_finding(rows[0])))
        st.caption(" · ".join(filter(None, _told(rows, before))))
        opening("outlets", _table(rows), lambda place: answer.mentions(rows[place]), alt=_("Outlets"), config=_configured())
        quiet_row(answer, OUTLETS, key="outlets", columns=_columns())


def _told(rows: list[dict], before: Filters | None) -> list[str]:
    first = rows[0]
    return [
        _("change against {window}", window=before.window()) if before else "",
        _("{count} name no outlet", count=written.whole(first["unnamed"])) if first["unnamed"] else "",
        _("the first {count} are shown", count=written.whole(len(rows))) if first["outlets"] > len(rows) else "",
        _("choose a row to see what it published"),
    ]


def _finding(row: dict) -> str:
    """How much is copied, and on how few it rests."""
    told = {"outlets": written.whole(row["outlets"]), "mentions": written.whole(row["by_outlets"])}
    if row["effective"] is None:
        return _("{outlets} outlets published {mentions} mentions, too few to tell how concentrated they are.", **told)
    told |= {"share": written.share(row["original_share"]), "effective": written.short(row["effective"])}
    if row["effective_before"] is None:
        return _("{outlets} outlets published {mentions} mentions, {share} of them originals; effective outlets {effective}.", **told)
    return _("{outlets} outlets published {mentions} mentions, {share} of them originals; effective outlets {effective}, {before} in the period before.", before=written.short(row["effective_before"]), **told)


def _table(rows: list[dict]) -> dict[str, list]:
    change = {} if rows[0]["before"] is None else {_("Change"): [written.change(row["mentions"], row["before"]) for row in rows]}
    return {
        _("Outlet"): [row["outlet"] for row in rows],
        _("Level"): [label("levels", row["level"]) for row in rows],
        _("Mentions counted"): [row["mentions"] for row in rows],
        **change,
        _("Originals"): [row["originals"] for row in rows],
        _("Reprints"): [row["reprints"] for row in rows],
        _("Negative"): [row["negative"] for row in rows],
        _("Negative share"): [share_of(row["negative_share"]) for row in rows],
        _("Net sentiment"): [share_of(row["net"]) for row in rows],
    }


def _configured() -> dict[str, object]:
    count, right = st.column_config.NumberColumn(format="localized"), st.column_config.TextColumn(alignment="right")
    return {
        **dict.fromkeys((_("Mentions counted"), _("Originals"), _("Reprints"), _("Negative")), count),
        **dict.fromkeys((_("Change"), _("Negative share"), _("Net sentiment")), right),
        _("Outlet"): st.column_config.TextColumn(width=170),
    }


def _columns() -> dict[str, str]:
    return {
        "outlet": _("Outlet"), "level": _("Level"), "mentions": _("Mentions counted"), "before": _("Mentions before"), "originals": _("Originals"), "reprints": _("Reprints"),
        "known": _("With known sentiment"), "negative": _("Negative"), "positive": _("Positive"), "negative_share": _("Negative share"), "net": _("Net sentiment"),
    }  # fmt: skip
