"""How much of what is said against each brand its own accounts answer, as a card."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.brand_replies import brand_replies, differing, outcome
from analysis.filters import Filters
from analysis.metrics import BRAND_REPLIES
from analysis.totals import totals
from charts.brand_replies import brand_replies as bars
from charts.brands import colours
from language import _
from loaders.rules import rules_or_shipped
from nlp.rules import Rules
from ui.ask import ask, shown
from ui.card import card
from ui.plain import plain
from ui.rivals import Rivals, settings_link

OFFICIAL = ("official", "brand")


def brand_replies_card(filters: Filters, among: Rivals) -> None:
    negative, title = filters.narrowed(sentiments=(-1,)), _("Who answers what is said against it")
    if negative is None:
        with st.container(border=True, key="card_brand_replies", height="stretch"):
            st.markdown(f"**{title}**")
            st.caption(_("The filters leave no negative mention."))
        return
    rules = rules_or_shipped(shown())
    answer = ask(brand_replies, negative, accounts=_accounts(rules), named=tuple(rule.name for rule in rules.watchlist.of_kind("brand")))
    columns = {
        "brand": _("Brand"), "mentions": _("Negative mentions"), "answerable": _("That can be answered"), "known": _("With a known thread"), "answered": _("Answered by its accounts"),
        "by_others": _("Answered by others only"), "unanswered": _("Answered by nobody"), "share": _("Share"), "low": _("From (interval)"), "high": _("To (interval)"),
        "median": _("Median minutes"), "early": _("10 % are faster (minutes)"), "late": _("90 % are faster (minutes)"), "timed": _("Answers with a time"), "untimed": _("Answers without a time"),
    }  # fmt: skip
    painted = colours(among.brands, among.marked)
    frame = answer.frame.assign(label=[among.named(row["brand"]) for row in answer.rows], colour=[painted[row["brand"]] for row in answer.rows])
    untimed = sum(row["untimed"] or 0 for row in answer.rows)
    notes = [_("{count} answers known only to the day are left out of the time", count=written.whole(untimed)) if untimed else "", plain(replies_sentence(answer, among))]
    card(
        title, bars(frame), answer, BRAND_REPLIES, key="brand_replies", total=ask(totals, answer.filters).row["mentions"], columns=columns,
        note=" · ".join(filter(None, notes)), opens=_opened, source=_name_accounts if any(row["known"] is None for row in answer.rows) else None,
    )  # fmt: skip


def replies_sentence(answer: Answer, among: Rivals) -> str:
    """Who answers how much and how soon, and whose share is clearly larger."""
    told = [row for row in answer.rows if row["share"] is not None]
    if not told:
        return _("No brand has 30 negative mentions whose threads are known where its accounts are: nothing can be compared.")
    parts = [_told(row, among) for row in told[:2]]
    pairs = differing(told)
    if pairs:
        larger, smaller = pairs[0]
        parts.append(_("{one} answers a clearly larger share than {other}.", one=among.named(larger["brand"]), other=among.named(smaller["brand"])))
    elif len(told) > 1:
        parts.append(_("No difference between the brands is clear."))
    else:
        parts.append(_("Of no other brand are enough threads known to compare."))
    return " ".join(parts)


def _told(row: dict, among: Rivals) -> str:
    values = {"brand": among.named(row["brand"]), "share": written.share(row["share"]), "count": written.whole(row["answered"]), "known": written.whole(row["known"])}
    if row["median"] is None:
        return _("{brand} answered {share} ({count} of {known}).", **values)
    return _("{brand} answered {share} ({count} of {known}), half of them within {median}.", median=written.duration(row["median"]), **values)


def _opened(answer: Answer, mark: list) -> Filters:
    row = answer.rows[mark[0]]
    return outcome(answer, row, mark[1]) if len(mark) > 1 else answer.mentions(row)


def _accounts(rules: Rules) -> tuple[tuple[str, str], ...]:
    """The list's official accounts and whose they are."""
    return tuple((f"{account.platform}:{account.id}", account.brand) for account in rules.accounts.accounts if account.brand and account.kind in OFFICIAL)


def _name_accounts() -> None:
    settings_link(_("Name accounts"), "accounts", icon=":material/tune:")
