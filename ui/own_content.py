"""Own content 自有内容 as a card: what our accounts published, how far it went and how it is answered, and our share of what is said."""

from dataclasses import replace

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import OWN_CONTENT
from analysis.own import Own
from analysis.own_content import mentions_of, own_content
from analysis.own_share import earned, own_share
from language import _
from loaders.rules import rules_of
from nlp.rules import RulesError
from ui.ask import ask, shown
from ui.card import mentions_link, quiet_row
from ui.device import is_phone
from ui.kpi import share_of
from ui.mention import short
from ui.opening import opening
from ui.plain import plain

SETTINGS = "../pages/settings.py"
# A link that names more accounts than this is too long for an address.
MOST_ACCOUNTS = 40


def own() -> Own:
    """By the watchlist and the account list of the store that is shown; where these cannot be used, as 系统设置 says, who is official."""
    try:
        rules = rules_of(shown())
    except RulesError:
        return Own()
    brands = rules.watchlist.of_kind("brand")
    accounts = tuple((f"{account.platform}:{account.id}", account.brand) for account in rules.accounts.accounts if account.brand)
    return Own(accounts, tuple(rule.name for rule in brands if rule.ours), tuple(rule.name for rule in brands))


def own_content_card(filters: Filters) -> None:
    ours = own()
    answer, share = ask(own_content, filters, ours=ours), ask(own_share, filters, ours=ours)
    rows = answer.rows
    with st.container(border=True, key="card_own_content", gap="small"):
        st.markdown(f"**{_('Own content and what came of it')}**")
        if not share.row["own"] and not rows:
            st.caption(_("None of these mentions is by an account that is known as ours. Name your accounts, official and with their brand, under Settings, Accounts."))
            st.page_link(SETTINGS, label=_("Name accounts"), icon=":material/manage_accounts:")
            return
        _share(share, ours)
        if not rows:
            st.caption(_("Our accounts answered here, and published no post or article."))
            return
        st.caption(" · ".join(filter(None, _told(rows))))
        opening("own_content", _table(rows), lambda place: mentions_of(answer, rows[place]), alt=_("Own content and what came of it"), config=_configured())
        quiet_row(replace(answer, opens={}), OWN_CONTENT, key="own_content", columns=_columns())


def _share(answer: Answer, ours: Own) -> None:
    """Own against earned, in a sentence, with the ways to both."""
    row = answer.row
    counts = {"own": written.whole(row["own"]), "earned": written.whole(row["earned"]), "share": share_of(row["share"])}
    brands = written.listed(ours.brands)
    told = (
        _("Own accounts: {own} mentions; others about {brands}: {earned}; own share {share}", brands=brands, **counts)
        if ours.brands
        else _("Own accounts: {own} mentions; all others: {earned}; own share {share}; no brand is marked as ours", **counts)
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="own_share"):
        st.markdown(plain(told), width="content")
        if len(row["author"]) <= MOST_ACCOUNTS:
            if row["own"]:
                mentions_link(answer.mentions(row), _("See our own"))
            if row["earned"] and (others := earned(answer, ours)):
                mentions_link(others, _("See the others'"))


def _told(rows: list[dict]) -> list[str]:
    first = rows[0]
    return [
        _("{count} posts and articles", count=written.whole(first["posts"])),
        _("what drew most mentions first"),
        _("the first {count} are shown", count=written.whole(len(rows))) if first["posts"] > len(rows) else "",
        _("engagement and followers as collected"),
        _("choose a row to see its thread"),
    ]


def _table(rows: list[dict]) -> dict[str, list]:
    where = {
        _("Published"): [row["published_at"] for row in rows],
        _("Platform"): [label("platforms", row["platform"]) for row in rows],
        _("Author"): [row["author_name"] or _("Unknown") for row in rows],
    }
    told = {
        _("Text"): [short(row) for row in rows],
        _("Engagement"): [("≥ " if row["capped"] else "") + written.whole(row["engagement"]) for row in rows],
        _("Per 1,000 followers"): [None if row["rate"] is None else 1000 * row["rate"] for row in rows],
        _("Reposts caused"): [row["caused"] for row in rows],
        _("Reposts as exported"): [row["reposts"] for row in rows],
        _("Comments"): [row["answers"] for row in rows],
        _("Negative among them"): [_negative(row) for row in rows],
        _("Their net sentiment"): [share_of(row["net"]) if row["answers"] else "–" for row in rows],
        _("Thread"): [row["thread"] for row in rows],
    }
    return told | where if is_phone() else where | told


def _negative(row: dict) -> str:
    if not row["answers"]:
        return "–"
    return written.whole(row["negative"]) if row["negative_share"] is None else f"{written.whole(row['negative'])} ({written.share(row['negative_share'])})"


def _configured() -> dict[str, object]:
    count, right = st.column_config.NumberColumn(format="localized", width=52), st.column_config.TextColumn(alignment="right", width=84)
    return {
        **dict.fromkeys((_("Comments"), _("Thread")), count),
        **dict.fromkeys((_("Negative among them"), _("Their net sentiment")), right),
        _("Published"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=118),
        _("Platform"): st.column_config.TextColumn(width=58),
        _("Author"): st.column_config.TextColumn(width=80),
        _("Text"): st.column_config.TextColumn(width=140),
        _("Engagement"): st.column_config.TextColumn(alignment="right", width=62),
        _("Reposts as exported"): st.column_config.NumberColumn(format="localized", width=74, help=_("How many reposts the export shows.")),
        _("Per 1,000 followers"): st.column_config.NumberColumn(format="%.1f", width=66, help=_("Engagement per 1,000 followers of the account.")),
        _("Reposts caused"): st.column_config.NumberColumn(format="localized", width=66, help=_("What descends from it in its cascade; unknown where it is in none.")),
    }


def _columns() -> dict[str, str]:
    return {
        "published_at": _("Published"), "platform": _("Platform"), "author_name": _("Author"), "title": _("Title"), "text": _("Text"), "followers": _("Followers"),
        "engagement": _("Engagement"), "capped": _("Lower bound"), "rate": _("Engagement per follower"), "caused": _("Reposts caused"), "reposts": _("Reposts as exported"),
        "answers": _("Comments"), "known": _("With known sentiment"), "negative": _("Negative"), "positive": _("Positive"), "negative_share": _("Negative share"), "net": _("Net sentiment"),
        "thread": _("Thread"),
    }  # fmt: skip
