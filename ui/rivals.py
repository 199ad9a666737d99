"""Whom we compare: the brands that are watched, ours first."""

from dataclasses import dataclass, replace

import streamlit as st

import written
from analysis.filters import Filters
from analysis.share import share
from language import DEFAULT, _, current
from loaders.rules import documents
from nlp.rules import default, tables, watchlist
from nlp.watchlist import Rule, RulesError
from ui.ask import ask, shown
from ui.card import empty
from ui.plain import plain

# So many brands are compared at most.
MOST = 8
SETTINGS = "../pages/settings.py"


@dataclass(frozen=True)
class Rivals:
    """`brands`: those that are compared, ours first, the others by their mentions; `ours`: those of them that are ours."""

    brands: tuple[str, ...]
    ours: tuple[str, ...]

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(brand for brand in self.brands if brand not in self.ours)

    @property
    def first(self) -> str:
        """With whom the others are compared: ours, else the brand of most mentions."""
        return self.brands[0]

    @property
    def marked(self) -> tuple[str, ...]:
        """The brands that are drawn as ours: where none is, the one of most mentions."""
        return self.ours or self.brands[:1]

    def named(self, brand: str) -> str:
        """As the reader knows it."""
        return _("{brand} (ours)", brand=brand) if brand in self.ours else brand


def rivals(filters: Filters) -> Rivals:
    """The brands that the filters choose, from two on; else the watchlist's; where it names fewer than two, those of most mentions."""
    watched = _watched()
    named = tuple(brand for brand in filters.brands if brand is not None)
    counted = [row["value"] for row in ask(share, replace(filters, brands=()), by="brands").rows if row["value"] is not None]
    among = named if len(named) > 1 else tuple(rule.name for rule in watched) if len(watched) > 1 else tuple(counted)
    ours = tuple(rule.name for rule in watched if rule.ours and rule.name in among)
    by_size = sorted((brand for brand in among if brand not in ours), key=lambda brand: counted.index(brand) if brand in counted else len(counted))
    return Rivals((*ours, *by_size)[: max(MOST, len(ours))], ours)


def _watched() -> list[Rule]:
    """The brands of the watchlist; a warning and none where what is saved of it cannot be used."""
    try:
        return watchlist(tables(documents(shown()).get("watchlist") or default("watchlist"))).of_kind("brand")
    except RulesError as error:
        st.warning(plain(error))
        return []


def settings_link(label: str, section: str, *, icon: str | None = None, help_: str | None = None) -> None:
    """The way to a section of the settings, in the same language."""
    link = {"section": section} | ({"lang": current()} if current() != DEFAULT else {})
    st.page_link(SETTINGS, label=label, query_params=link, icon=icon, help=help_)


def nobody_to_compare() -> None:
    """Where fewer than two brands are known."""
    empty(
        _("Two brands are needed to compare."),
        _("Name your own brand and its competitors in the watchlist; mentions are then read for them. Brands that an export names count too."),
        icon=":material/compare_arrows:",
    )
    settings_link(_("Name brands"), "watchlist", icon=":material/tune:")


def unnarrowed(chosen: Filters, among: Rivals) -> None:
    """Which brands are compared, and that a single chosen one narrows nothing here."""
    names = plain(written.listed(map(among.named, among.brands)))
    if chosen.brands and not set(among.brands) <= set(chosen.brands):
        st.caption(_("Compared: {brands}. The filter of brands does not narrow this page; choose two or more brands to compare only these.", brands=names))
    else:
        st.caption(_("Compared: {brands}.", brands=names))
