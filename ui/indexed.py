"""In which topics and words a brand stands out from the others, as a card."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

import written
from analysis import brand_topics as topics
from analysis import distinctive as words
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import BRAND_TOPICS, DISTINCTIVE
from analysis.totals import totals
from charts.distinctive import distinctive as bars
from language import _
from loaders.rules import rules_or_shipped, stop_words_or_shipped
from ui.ask import ask, shown
from ui.card import card
from ui.chosen import INDEXED, fresh
from ui.plain import plain
from ui.rivals import Rivals

# Of either side are shown, and named in the sentence.
MOST, TOLD = 8, 3


def indexed_card(filters: Filters, among: Rivals) -> None:
    chosen = st.session_state["indexed_of"]
    brand = chosen if chosen in among.brands else among.first
    others = tuple(one for one in among.brands if one != brand)
    by_topic, title = st.session_state["indexed"] == "topics", _("What is said of one brand and less of the others")
    answer = _topics(filters, brand, others) if by_topic else _words(filters, brand, others)
    names = [label("topics", row["topic_id"]) if by_topic else row["word"] for row in answer.rows]
    if not answer.rows:
        with st.container(border=True, key="card_indexed", height="stretch"):
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.markdown(f"**{title}**", width="content")
                _choose(among, brand)
            st.caption(_("No topic of the one differs clearly from that of the others.") if by_topic else _("No word differs clearly, or one of both sides is empty."))
        return
    columns = {"topic_id": _("Topic")} if by_topic else {"word": _("Word")}
    columns |= {
        "z": "z", "stories": _("Stories of the brand"), "share": _("Share of its stories"), "stories_there": _("Stories of the others"), "share_there": _("Share of theirs"),
        "mentions": _("Mentions of the brand"), "mentions_there": _("Mentions of the others"),
    }  # fmt: skip
    columns |= {"change": _("Difference"), "change_low": _("From (interval)"), "change_high": _("To (interval)")} if by_topic else {}
    card(
        title, bars(answer.frame.assign(word=names), here=among.named(brand), there=_("the others"), of=_("Topic") if by_topic else None), answer, BRAND_TOPICS if by_topic else DISTINCTIVE, key="indexed",
        total=ask(totals, replace(filters, brands=(brand,))).row["mentions"], columns=columns,
        note=" · ".join([*_told(by_topic), plain(indexed_sentence(answer, names, among.named(brand)))]),
        control=lambda: _choose(among, brand), opens=lambda told, mark: _opened(told, others, mark),
    )  # fmt: skip


def _told(by_topic: bool) -> list[str]:
    notes = [_("beside the bars: stories of the brand / of the others; what names both is on neither side")]
    return notes if by_topic else [*notes, _("names of brands and products left out")]


def indexed_sentence(answer: Answer, names: list[str], brand: str) -> str:
    """What stands out first on either side, topics with their shares."""
    more = [_named(row, name) for row, name in zip(answer.rows, names, strict=True) if row["z"] > 0]
    less = [_named(row, name) for row, name in zip(answer.rows, names, strict=True) if row["z"] < 0][::-1]
    parts = [_("More with {brand}: {names}.", brand=brand, names=written.listed(more[:TOLD])) if more else "", _("More with the others: {names}.", names=written.listed(less[:TOLD])) if less else ""]
    return " ".join(filter(None, parts))


def _named(row: dict, name: str) -> str:
    if "change" not in row:
        return written.quoted(name)
    return _("{name} ({share} against {share_there})", name=name, share=written.share(row["share"]), share_there=written.share(row["share_there"]))


def _topics(filters: Filters, brand: str, others: tuple[str, ...]) -> Answer:
    """The topics that differ clearly, the first of either side."""
    answer = ask(topics.brand_topics, filters, brand=brand, others=others)
    table = answer.table.filter(answer.table["clear"])
    more = sum(z > 0 for z in table["z"].to_pylist())
    kept = [place for place in range(table.num_rows) if place < min(more, MOST) or place >= max(more, table.num_rows - MOST)]
    return replace(answer, table=table.take(pa.array(kept, pa.int64())))


def _words(filters: Filters, brand: str, others: tuple[str, ...]) -> Answer:
    left_out = stop_words_or_shipped(shown()) | _names()
    answer = ask(words.distinctive, replace(filters, brands=(brand,)), against=replace(filters, brands=others), limit=MOST, stop_words=tuple(sorted(left_out)))
    # Typical of the others stands last there, the clearest first; here the clearest is at the bottom, as with topics.
    return replace(answer, table=answer.table.sort_by([("z", "descending")]))


def _names() -> frozenset[str]:
    """What brands and products are called: it tells them apart without saying anything of them."""
    called = {word for rule in rules_or_shipped(shown()).watchlist.of_kind("brand", "product") for word in (rule.name, *rule.words)}
    return frozenset(part for word in called for part in (word, "".join(word.split()), *word.split()))


def _opened(answer: Answer, others: tuple[str, ...], mark: list) -> Filters:
    row = answer.rows[mark[0]]
    return answer.mentions(row) if row["z"] > 0 else topics.there(answer, others, row)


def _choose(among: Rivals, brand: str) -> None:
    names = {"topics": _("By topic"), "words": _("By word")}
    st.segmented_control(_("Compared by"), INDEXED, default=st.session_state["indexed"], format_func=names.get, required=True, label_visibility="collapsed", **fresh("indexed"))
    st.selectbox(_("Brand"), among.brands, among.brands.index(brand), format_func=among.named, label_visibility="collapsed", width=160, **fresh("indexed_of"))
