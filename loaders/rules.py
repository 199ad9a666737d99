"""The rules by which a store's mentions are enriched: what people set there, else the shipped defaults."""

from functools import lru_cache

from nlp.enrich import Enricher
from nlp.rules import LAYER, SETTINGS, Rules
from store import settings
from store.connect import Store


def documents(store: Store) -> dict[str, str]:
    """setting -> its text as last set in the store; what was never set, or taken back, is not there."""
    said = settings.latest(store)
    return {name: said[name].value for name in (*SETTINGS, LAYER) if name in said and said[name].value is not None}


def rules_of(store: Store) -> Rules:
    return Rules.of(documents(store))


@lru_cache(maxsize=2)
def enricher(rules: Rules) -> Enricher:
    """One for each process and set of rules: making it ready takes longer than a small batch."""
    return Enricher(rules)
