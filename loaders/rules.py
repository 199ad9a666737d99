"""The rules by which a store's mentions are enriched: what people set there, else the shipped defaults."""

from functools import lru_cache

from nlp.enrich import Enricher
from nlp.replies import Reply
from nlp.rules import LAYER, SETTINGS, Rules, RulesError, ranking, replies, stop_words
from store import settings
from store.connect import Store


def documents(store: Store) -> dict[str, str]:
    """setting -> its text as last set in the store; what was never set, or taken back, is not there."""
    said = settings.latest(store)
    return {name: said[name].value for name in (*SETTINGS, LAYER) if name in said and said[name].value is not None}


def rules_of(store: Store) -> Rules:
    return Rules.of(documents(store))


def rules_or_shipped(store: Store) -> Rules:
    """The shipped ones where what is saved cannot be used, as 系统设置 says."""
    try:
        return rules_of(store)
    except RulesError:
        return Rules.of({})


def stop_words_or_shipped(store: Store) -> frozenset[str]:
    """The same of the stop words."""
    try:
        return stop_words(documents(store).get("stop_words"))
    except RulesError:
        return stop_words(None)


def replies_of(store: Store) -> tuple[Reply, ...]:
    """The library of answers. Raises RulesError."""
    return replies(documents(store).get("replies"))


def weights_of(store: Store) -> dict[str, float]:
    """The weights of the ranking of brands. Raises RulesError."""
    return ranking(documents(store).get("ranking"))


@lru_cache(maxsize=2)
def enricher(rules: Rules) -> Enricher:
    """One for each process and set of rules: making it ready takes longer than a small batch."""
    return Enricher(rules)
