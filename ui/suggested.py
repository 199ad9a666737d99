"""Which answers of the library fit a mention, and why; filled in, to be copied, and noted as used."""

import streamlit as st

import written
from analysis.filters import Filters
from analysis.handling import trail, used
from analysis.labels import label
from language import _, current, speaking
from loaders.rules import rules_or_shipped, stop_words_or_shipped
from nlp.replies import GAP, Fit, Reply, filled, fitting
from nlp.rules import Rules
from nlp.tokens import Tokenizer
from nlp.watchlist import Watchlist
from store.handling import ANSWERED, say
from ui.ask import ask, shown
from ui.card import mentions_link
from ui.handling import note
from ui.plain import plain
from ui.reply_names import library

SETTINGS = "../pages/settings.py"
# What a placeholder is called.
PLACES = {
    "brand": "Brand", "product": "Product", "aspect": "Aspect", "author": "Author", "platform": "Platform", "date": "Date", "link": "Link",
}  # fmt: skip
# Precisions that know the day.
DAYS = ("second", "minute", "day")


def suggested(row: dict, *, key: str) -> None:
    """`row`: all that is known of a mention. They are looked for when they are unfolded."""
    unfolded = st.expander(_("Suggested replies"), icon=":material/quickreply:", key=f"suggested_{key}", on_change="rerun")
    if not unfolded.open:
        return
    with unfolded:
        replies, rules = library(), rules_or_shipped(shown())
        fits = _fits(row, replies, rules)
        if not replies:
            st.caption(_("The reply library is empty."))
        elif not fits:
            st.caption(_("No reply of the library is for this aspect or intent, or has words of this mention."))
        now = next(iter(ask(trail, Filters(), mention_id=str(row["mention_id"])).rows), {"status": None, "reply_id": None})
        # What is closed stays so.
        asked = bool(fits) and now["status"] not in ANSWERED
        replied = asked and st.checkbox(_("Mark the mention as replied to when a reply is noted as used"), value=True, key=f"replied_{key}")
        counts = {one["reply_id"]: one["mentions"] for one in ask(used, Filters()).rows}
        for place, fit in enumerate(fits):
            text, missing = filled(fit.reply.text, facts(row, fit.reply, rules.watchlist))
            st.caption(plain(_("Why: {why}", why=_why(row, fit))))
            st.code(text, language=None, wrap_lines=True)
            if missing:
                st.caption(f":material/warning: {lacking(missing)}")
            with st.container(horizontal=True, vertical_alignment="center", key=f"offer_{key}_{place}"):
                said = {"reply_id": fit.reply.reply_id, "reply": text} | ({"status": "replied"} if replied else {})
                _used(str(row["mention_id"]), said, counts.get(fit.reply.reply_id, 0), place, key, here=now["reply_id"] == fit.reply.reply_id)
        st.page_link(SETTINGS, label=_("All replies"), icon=":material/tune:", query_params={"section": "replies"})


def facts(row: dict, reply: Reply, watched: Watchlist) -> dict[str, str | None]:
    """What is known of a mention for each placeholder, in the language of the answer; of brands and products ours, where the watchlist
    tells which they are.
    """
    ours = [rule.name for rule in watched.of_kind("brand") if rule.ours]
    our_products = [rule.name for rule in watched.of_kind("product") if rule.brand in ours]
    aspects = row["aspects"] or []
    with speaking(_language(reply)):
        return {
            "brand": _listed(_own(row["brands"], ours)),
            "product": _listed(_own(row["products"], our_products)),
            "aspect": _listed(label("aspects", one) for one in ([reply.aspect] if reply.aspect in aspects else aspects)),
            "author": row["author_name"],
            "platform": label("platforms", row["platform"]) if row["platform"] else None,
            "date": written.day_of_month(row["published_at"]) if row["precision"] in DAYS else None,
            "link": row["url"],
        }


def lacking(missing: tuple[str, ...]) -> str:
    """What an answer has gaps for."""
    return _("The mention does not tell: {names}. Fill in “{gap}” before you send it.", names=written.listed(_(PLACES[name]) for name in missing), gap=GAP)


def _used(mention_id: str, said: dict, count: int, place: int, key: str, *, here: bool) -> None:
    """How to say that an answer was used, and for how many mentions it was, and whether for this one (`here`)."""
    st.button(
        _("Used for this mention") if here else _("Note as used"), disabled=here, key=f"use_{key}_{place}", icon=":material/check:", on_click=note, args=[key, say, [mention_id]], kwargs=said,
        help=_("It stands in the ledger as the reply to this mention. The button in the corner of the text copies it."),
    )  # fmt: skip
    st.caption(_("used for {count} mentions", count=written.whole(count)), width="content")
    if count:
        mentions_link(Filters(replies=(said["reply_id"],)))


def _why(row: dict, fit: Fit) -> str:
    reasons = [
        _("aspect {name}", name=label("aspects", fit.reply.aspect)) if fit.aspect else None,
        _("intent {name}", name=label("intents", fit.reply.intent)) if fit.intent else None,
        _("the same words: {words}", words=written.listed(map(written.quoted, fit.words))) if fit.words else None,
        _("written in another language than the mention") if row["language"] and fit.reply.chinese != (row["language"] == "zh") else None,
    ]
    return _("; ").join(filter(None, reasons))


def _fits(row: dict, replies: tuple[Reply, ...], rules: Rules) -> list[Fit]:
    text = "\n".join(filter(None, (row["title"], row["text"])))
    return fitting(
        replies, text, aspects=row["aspects"] or (), intent=row["intent"], language=row["language"], cut=_tokenizer(frozenset({*rules.dictionary, *rules.watchlist.words()})).cut, stop_words=stop_words_or_shipped(shown()),
    )  # fmt: skip


@st.cache_resource(max_entries=2, show_spinner=False)
def _tokenizer(known: frozenset[str]) -> Tokenizer:
    return Tokenizer(known)


def _language(reply: Reply) -> str:
    """In which facts are said: in the reader's script where the answer is Chinese."""
    return (current() if current().startswith("zh") else "zh") if reply.chinese else "en"


def _own(names: list[str] | None, ours: list[str]) -> list[str]:
    return [name for name in names or () if not ours or name in ours]


def _listed(names: object) -> str | None:
    return written.listed(names) or None
