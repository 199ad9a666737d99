"""疑似协同发布 as a card: who published the same text within minutes, which accounts keep in step, and the mentions that show it."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.comparable import comparable
from analysis.coordination import coordination
from analysis.filters import Filters
from analysis.in_step import in_step
from analysis.labels import label
from analysis.mentions import mentions
from analysis.metrics import COORDINATION
from analysis.stock import settings
from charts.coordination import MOST_ACCOUNTS
from charts.coordination import coordination as timeline
from charts.theme import on_screen
from language import _
from ui.ask import ask
from ui.card import chart_config, mentions_link, open_mentions, statement
from ui.download import csv_bytes, spoken
from ui.keyed import keyed
from ui.mention import short
from ui.plain import plain

# Rows of evidence, and values of a filter that a link holds.
EVIDENCE, LINKED = 500, 150
# Accounts of a group that are named.
NAMED = 4
GROUPS = (
    "pattern", "what", "accounts", "mentions", "texts", "since", "span", "platforms", "cascades", "share", "title", "text",
)  # fmt: skip
SHOWN = ("published_at", "author", "author_name", "platform", "kind", "title", "text", "url")


def coordination_card(filters: Filters, total: int) -> None:
    """Of the `total` mentions of the filters."""
    counted = ask(comparable, filters).row
    answers = ask(coordination, filters), ask(in_step, filters)
    with st.container(border=True, key="card_coordination", gap="small"):
        st.markdown(f"**{_(COORDINATION.label)}**")
        n = _("n = {count} of {total}", count=written.whole(counted["compared"]), total=written.whole(total))
        st.caption(" · ".join([_(COORDINATION.unit), n, filters.window()]))
        st.write(plain(found(counted, *answers)))
        st.caption(left_out(counted))
        marks = [(answer, row) for answer in answers for row in answer.rows]
        picked = _table(marks) if marks else []
        _quiet_row(filters, answers, marks)
        for place in picked:
            if place < len(marks):
                _evidence(*marks[place])


def found(counted: dict, texts: Answer, accounts: Answer) -> str:
    """What was found, in a sentence: of the row of analysis.comparable and the answers of the two patterns."""
    chosen = settings()
    limits = {"accounts": chosen["accounts"], "minutes": chosen["minutes"], "texts": chosen["texts"], "seconds": chosen["seconds"]}
    if not counted["compared"]:
        return _("None of these mentions can be compared: it takes an author, a time of day and ten letters of the author's own.")
    told = []
    if texts.rows:
        told.append(_("{count} times {accounts} accounts or more published the same text within {minutes} minutes.", count=written.whole(texts.rows[0]["groups"]), **limits))
    if accounts.rows:
        told.append(_("{count} groups of accounts share {texts} texts or more, each within {seconds} seconds.", count=written.whole(accounts.rows[0]["groups"]), **limits))
    if told:
        return " ".join([*told, _("It tells what happened, not why: alike by agreement, by a call to post, or by chance.")])
    told.append(_("No text was published by {accounts} accounts within {minutes} minutes, and no two accounts share {texts} texts within {seconds} seconds each.", **limits))
    if 2 / max(counted["authors"], 1) >= chosen["share"]:
        told.append(_("Two accounts in step are not told here: it takes more than {least} known authors.", least=written.whole(2 / chosen["share"])))
    return " ".join(told)


def left_out(counted: dict) -> str:
    """How many mentions are not compared, and why."""
    told = {name: written.whole(counted[name]) for name in ("untimed", "unsigned", "short", "repeated") if counted[name]}
    reasons = {
        "untimed": _("{count} without a time of day", count=told.get("untimed")),
        "unsigned": _("{count} without an author", count=told.get("unsigned")),
        "short": _("{count} with fewer than ten letters of their own", count=told.get("short")),
        "repeated": _("{count} with topics alone or what they repost", count=told.get("repeated")),
    }
    if not told:
        return _("No mention is left out. Stock phrases and templates of platforms are no evidence.")
    return _("Left out: {reasons}. Stock phrases and templates of platforms are no evidence.", reasons=written.listed(reasons[name] for name in told))


def _table(marks: list[tuple[Answer, dict]]) -> list[int]:
    """Which of the rows are chosen."""
    rows = [_told(row) for _answer, row in marks]
    event = st.dataframe(
        {
            _("Pattern"): [row["pattern"] for row in rows],
            _("What or who"): [row["what"] for row in rows],
            _("Accounts"): [row["accounts"] for row in rows],
            _("Mentions counted"): [row["mentions"] for row in rows],
            _("Texts"): [row["texts"] for row in rows],
            _("First"): [row["since"] for row in rows],
            _("Span"): [row["span"] for row in rows],
            _("Platforms"): [written.listed(row["platforms"]) for row in rows],
            _("Cascades"): [row["cascades"] for row in rows],
            _("Share"): [row["share"] for row in rows],
        },
        key=keyed("coordination", [row["texts_are"] for row in rows]),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=min(420, 38 + 35 * len(rows)),
        column_config={
            _("Pattern"): st.column_config.TextColumn(width=125),
            _("What or who"): st.column_config.TextColumn(width=205),
            _("Accounts"): st.column_config.NumberColumn(format="localized", width=64),
            _("Mentions counted"): st.column_config.NumberColumn(format="localized", width=64),
            _("Texts"): st.column_config.NumberColumn(format="localized", width=56),
            _("First"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm:ss", width=150),
            _("Span"): st.column_config.TextColumn(width=76),
            _("Platforms"): st.column_config.TextColumn(width=80),
            _("Cascades"): st.column_config.NumberColumn(format="localized", width=64),
            _("Share"): st.column_config.NumberColumn(format="percent", help=_("of all mentions in the filter"), width=70),
        },
        alt=_("Texts and accounts that were published in step"),
    )
    told = _("Choose a row: its mentions are shown below.")
    hidden = sum({answer.sql: row["groups"] - len(answer.rows) for answer, row in marks}.values())
    if hidden:
        told = f"{told} {_('{count} further ones are not shown: narrow the window.', count=written.whole(hidden))}"
    if any(row.get("cut") for row in rows):
        told = f"{told} {_('So much was published in step that not all pairs were compared.')}"
    st.caption(told)
    return list(event.selection.rows)


def _told(row: dict) -> dict:
    """A row of either answer as the table and the file tell it."""
    several = "authors" in row
    return row | {
        "pattern": _("Accounts in step") if several else _("Same text at once"),
        "texts": row["shared"] if several else 1,
        "what": named(row) if several else short(row),
        "texts_are": row["texts"] if several else [row["text_id"], str(row["since"])],
        "span": duration(row["span"]),
        "platforms": [label("platforms", platform) for platform in row["platforms"]],
    }


def named(row: dict) -> str:
    """The accounts of a group."""
    shown = [name or _("Unknown") for name in row["names"]][:NAMED]
    names, more = written.listed(shown), row["accounts"] - len(shown)
    return _("{names} and {count} more", names=names, count=written.whole(more)) if more > 0 else names


def duration(seconds: float) -> str:
    """In seconds up to two minutes."""
    return _("{count} s", count=written.whole(seconds)) if seconds < 120 else written.duration(seconds / 60)


def _quiet_row(filters: Filters, answers: tuple[Answer, Answer], marks: list[tuple[Answer, dict]]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="quiet_coordination"):
        with st.popover(_("Definition"), type="tertiary"):
            st.markdown(f"**{_(COORDINATION.label)}** ({_(COORDINATION.unit)})")
            st.write(_(COORDINATION.definition))
        with st.popover("SQL", type="tertiary"):
            for answer in answers:
                st.code(statement(answer), language="sql", wrap_lines=True)
        if marks:
            st.download_button(
                _("Download"), data=spoken(lambda: csv_bytes(list(GROUPS), ([row[name] for name in GROUPS] for row in (_told(row) for _answer, row in marks)))),
                file_name="guanlan-coordination.csv", mime="text/csv", on_click="ignore", type="tertiary", key="download_coordination",
            )  # fmt: skip
        mentions_link(filters)


def _evidence(answer: Answer, row: dict) -> None:
    """The mentions of one row: a dot each, and in a table."""
    opens = answer.mentions(row)
    listed = ask(mentions, opens, order="oldest", limit=EVIDENCE)
    named = {"platform_name": [label("platforms", one["platform"]) for one in listed.rows], "text": [short(one) for one in listed.rows]}
    with st.container(border=True, key="coordination_evidence"):
        st.text(named(row) if "names" in row else short(row), width="stretch")
        event = st.plotly_chart(
            on_screen(timeline(listed.frame.assign(**named))), key=keyed("chart_coordination", opens), theme="streamlit", on_select="rerun", selection_mode="points",
            config=chart_config("coordination"), alt=_("When each account published it"),
        )  # fmt: skip
        if row["accounts"] > MOST_ACCOUNTS:
            st.caption(_("The chart shows the first {most} of {count} accounts.", most=MOST_ACCOUNTS, count=written.whole(row["accounts"])))
        _mentions(listed)
        with st.container(horizontal=True, vertical_alignment="center"):
            if len(opens.authors) + len(opens.texts) <= LINKED:
                if st.button(_("Its {count} mentions", count=written.whole(row["mentions"])), key="coordination_mentions", icon=":material/content_copy:", type="tertiary"):
                    open_mentions(opens)
            else:
                st.caption(_("Its {count} mentions are of too many accounts and texts for a link; the first {most} are here.", count=written.whole(row["mentions"]), most=EVIDENCE))
            st.download_button(
                _("Download"), data=spoken(lambda: csv_bytes(list(SHOWN), ([one[name] for name in SHOWN] for one in listed.rows))),
                file_name="guanlan-coordination-mentions.csv", mime="text/csv", on_click="ignore", type="tertiary", key="download_coordination_mentions",
            )  # fmt: skip
        if event.selection.points:
            (place,) = event.selection.points[0]["customdata"]
            st.text(listed.rows[place]["text"] or _("(no text)"), width="stretch")


def _mentions(listed: Answer) -> None:
    st.dataframe(
        {
            _("Time"): [one["published_at"] for one in listed.rows],
            _("Author"): [one["author_name"] or one["author"] or _("Unknown") for one in listed.rows],
            _("Platform"): [label("platforms", one["platform"]) for one in listed.rows],
            _("Kind"): [label("kinds", one["kind"]) for one in listed.rows],
            _("Text"): [short(one) for one in listed.rows],
        },
        hide_index=True,
        height=min(320, 38 + 35 * len(listed.rows)),
        column_config={_("Time"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm:ss", width=150), _("Text"): st.column_config.TextColumn(width=420)},
        alt=_("The mentions that show it"),
        key=keyed("coordination_rows", listed.filters),
    )
