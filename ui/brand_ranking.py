"""The ranking of the compared brands, as a card."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.brand_ranking import TERMS, brand_ranking
from analysis.engagement_rate import engagement_rate
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import BRAND_RANKING
from analysis.voice import voice
from charts.brand_ranking import brand_ranking as bars
from language import _
from loaders.rules import weights_of
from nlp.rules import RulesError
from ui.ask import ask, shown
from ui.card import card
from ui.plain import plain
from ui.rivals import Rivals, settings_link
from ui.standing import standing_of


def brand_ranking_card(filters: Filters, among: Rivals, total: int) -> None:
    try:
        weights = weights_of(shown())
    except RulesError as error:
        st.warning(plain(error))
        return
    answer = brand_ranking(ask(voice, filters, base="impressions"), standing_of(filters, among), ask(engagement_rate, filters), weights=weights)
    terms = {name: label("ranking_terms", name) for name in TERMS}
    columns = {
        "value": _("Brand"), "mentions": _("Mentions counted"), "impressions": _("Estimated impressions"), "seen": _("Estimated for"), "net": _("Net sentiment"),
        "engagement": _("Engagement (followers known)"), "followers": _("Followers of its authors"), "followed": _("Authors with known followers and engagement"), "engagement_rate": _("Engagement rate"), "score": _("Score"),
        **{f"part_{name}": _("Part of {term}", term=term) for name, term in terms.items()},
    }  # fmt: skip
    frame = answer.frame.assign(label=[among.named(row["value"]) for row in answer.rows])
    card(
        _("Which brand leads"), bars(frame, terms={f"part_{name}": term for name, term in terms.items()}, ours=among.marked), answer, BRAND_RANKING, key="brand_ranking",
        total=total, columns=columns, note=" · ".join(map(plain, _notes(answer, terms, weights))),
        opens=lambda answer, mark: answer.mentions(answer.rows[mark[0]]),
        source=lambda: settings_link(_("Weights"), "ranking", help_=_("How much each term counts is set in Settings.")),
    )  # fmt: skip


def _notes(answer: Answer, terms: dict[str, str], weights: dict[str, float]) -> list[str]:
    """Who leads, by what weights, and what could not count."""
    first, left = answer.rows[0], [name for name in terms if weights[name] and answer.rows[0][f"part_{name}"] is None]
    counted = [f"{term} {weights[name]:g}" for name, term in terms.items() if weights[name] and name not in left]
    if first["score"] is None:
        return [_("no term is known for all of these brands: there is no score")]
    lead = _("{brand} leads with {score} of 100", brand=first["value"], score=f"{100 * first['score']:.1f}")
    return [lead, _("weights: {weights}", weights=written.listed(counted)), *([_left(answer, terms, left)] if left else [])]


def _left(answer: Answer, terms: dict[str, str], left: list[str]) -> str:
    told = []
    for name in left:
        unknown = [row["value"] for row in answer.rows if row[TERMS[name]] is None]
        told.append(_("{term} (unknown for {brands})", term=terms[name], brands=written.listed(unknown)) if unknown else _("{term} (none has any)", term=terms[name]))
    return _("left out for all: {terms}; the other weights make up the whole", terms=written.listed(told))
