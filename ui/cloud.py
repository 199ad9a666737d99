"""The cloud of words, topics, emoticons or emoji, and the table of what stands in it."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.metrics import WORDS
from analysis.signs import signs
from analysis.words import words
from charts.cloud import DESK, PHONE, placed
from charts.words import cloud, colours
from language import _
from ui.ask import ask
from ui.card import card, named, open_mentions
from ui.chosen import CLOUDS, COLOURED_BY, fresh
from ui.device import is_phone
from ui.drafts import Drafts
from ui.grid import height
from ui.keyed import keyed
from ui.pictures import pictures
from ui.plain import plain
from ui.vocabulary import Counted, add, vocabulary

# So many words are looked through by the search.
SOUGHT, TALLEST = 500, 12
# Of the words that grew clearly so many are told that are not among those of most mentions.
GROWN_MOST = 6
GROWN = ("stories_before", "growth", "z")


def asked(filters: Filters, before: Filters | None, counted: Counted, **parameters: object) -> Answer:
    """Of the kind of cloud that is chosen."""
    if (kind := st.session_state["cloud"]) == "words":
        return ask(words, filters, before=before, grown=GROWN_MOST if before else 0, **counted.parameters, **parameters)
    return ask(signs, filters, kind=kind, **parameters)


def columns(answer: Answer, before: Filters | None) -> dict[str, str]:
    """By the reader's names; without a period before nothing grows."""
    names = {
        "word": _("Word"), "mentions": _("Mentions counted"), "share": _("Share"), "stories": _("Stories"), "positive": _("Positive"),
        "neutral": _("Neutral"), "negative": _("Negative"), "net": _("Net sentiment"), "stories_before": _("Stories before"), "growth": _("Growth"), "z": "z",
    }  # fmt: skip
    return {name: title for name, title in names.items() if name in answer.table.column_names and (before or name not in GROWN)}


def cloud_card(answer: Answer, total: int, before: Filters | None, drafts: Drafts) -> None:
    if not answer.rows:
        with st.container(border=True, key="card_cloud"):
            _choose(before, drafts)
            st.caption(_("None of these mentions holds any. Choose another kind, shorter words or fewer stop words."))
        return
    size = PHONE if is_phone() else DESK
    colour = st.session_state["colour"] if before and st.session_state["cloud"] == "words" else "sentiment"
    card(
        _("What is said"), cloud(answer.frame, colour=colour, size=size), answer, WORDS, key="cloud", total=total, columns=columns(answer, before),
        note=_meaning(colour, before), control=lambda: _choose(before, drafts), source=lambda: _pictures(answer, colour),
    )  # fmt: skip


def words_table(filters: Filters, before: Filters | None, counted: Counted, drafts: Drafts) -> None:
    """The 500 words of most mentions, searched; the one that is chosen opens its mentions, its neighbours, or leaves the cloud."""
    with st.container(border=True, key="card_words", height="stretch"):
        st.markdown(f"**{_('As a table')}**")
        sought = st.text_input(
            _("Search words"), key="seek_words", placeholder=_("part of a word"), icon=":material/search:", label_visibility="collapsed"
        )
        answer = asked(filters, before, counted, sought=sought, limit=SOUGHT)
        if not answer.rows:
            st.caption(_("No word holds that."))
            return
        shown = {name: title for name, title in columns(answer, before).items() if name not in ("positive", "neutral", "negative", "stories_before", "z")}
        parts = [title for name, title in shown.items() if name in ("share", "net", "growth")]
        table = named(answer, shown)
        table[parts] *= 100
        event = st.dataframe(
            table, key=keyed("words", answer.rows), hide_index=True, on_select="rerun",
            selection_mode="single-row", height=height(min(len(answer.rows), TALLEST)), column_config=dict.fromkeys(parts, st.column_config.NumberColumn(format="%.1f%%")), alt=_("Words with their numbers"),
        )  # fmt: skip
        places = [place for place in event.selection.rows if place < len(answer.rows)]
        if not places:
            st.caption(_("Choose a row to open its mentions, to see what stands beside it, or to leave it out."))
            return
        _chosen(answer, answer.rows[places[0]], drafts)


def _chosen(answer: Answer, row: dict, drafts: Drafts) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="word"):
        st.markdown(f"**{plain(row['word'])}**", width="content")
        if st.button(_("Its {count} mentions", count=written.whole(row["mentions"])), key="open_word", type="tertiary", icon=":material/list_alt:"):
            open_mentions(answer.mentions(row))
        if answer.opens["word"] == "words":
            st.button(_("What stands beside it"), key="beside_word", type="tertiary", icon=":material/hub:", on_click=_look_beside, args=[row["word"]])
            st.button(_("Make it a stop word"), key="stop_word", type="tertiary", icon=":material/block:", on_click=add, args=[drafts, "stop_words", [row["word"]]])


def _look_beside(word: str) -> None:
    st.session_state["beside"] = word
    st.session_state["_anew"] += 1


def _choose(before: Filters | None, drafts: Drafts) -> None:
    names = {"words": _("Single words"), "hashtags": _("Topics #…#"), "emoticons": _("Emoticons"), "emoji": _("Emoji")}
    paints = {"sentiment": _("By sentiment"), "growth": _("By growth")}
    st.segmented_control(
        _("Kind of cloud"), CLOUDS, default=st.session_state["cloud"], format_func=names.get, required=True, label_visibility="collapsed",
        **fresh("cloud"),
    )  # fmt: skip
    if st.session_state["cloud"] == "words":
        if before:
            st.segmented_control(
                _("Colour"), COLOURED_BY, default=st.session_state["colour"], format_func=paints.get, required=True, label_visibility="collapsed",
                **fresh("colour"),
            )  # fmt: skip
        vocabulary(drafts)


def _meaning(colour: str, before: Filters | None) -> str:
    if colour == "growth":
        return _("strong: clearly more than in {window}; pale: clearly less", window=before.window())
    return _("blue: felt rather positively, red: rather negatively, grey: neither, or too few")


def _pictures(answer: Answer, colour: str) -> None:
    frame, kind = answer.frame, st.session_state["cloud"]
    names = frame["word"].tolist()
    layout = placed(tuple(zip(names, frame["mentions"], strict=True)))
    pictures(names, colours(frame, colour), layout, answer.filters.sentence(), key="cloud", name=kind, size=DESK, drawable=kind != "emoji")
