"""Which watch is spoken of at a time, how it is spelled, and for how long one can have had it."""

from datetime import datetime
from random import Random

from demo import story
from demo.words import Words, pick


def drawn(random: Random, brand: str, at: datetime, exact: bool = False) -> str:
    """A product on sale at this time; `exact`: not just the brand."""
    weights = {
        product: weight
        for product, weight in story.PRODUCTS[brand].items()
        if at >= story.ON_SALE.get(product, story.START) and not (exact and product == brand)
    }
    return random.choices(tuple(weights), tuple(weights.values()))[0]


def names(random: Random, brand: str, at: datetime) -> Words:
    """The words for {product}, {tag} and, of what is new, {since}: one product throughout a text."""
    product = drawn(random, brand, at)
    spelled = (pick(random, story.SPELLINGS[product]),)
    return {"product": spelled, "brand": (brand,), "tag": (pick(random, story.TAGS[brand]),)} | had(product, at)


def had(product: str, at: datetime) -> Words:
    """{since} and {weeks}, as far as the product is on sale that long; nothing of an old one."""
    if product not in story.ON_SALE:
        return {}
    possible = lasted(story.ON_SALE[product], at)
    return {"since": possible, "weeks": possible}


def lasted(since: datetime, at: datetime) -> tuple[str, ...]:
    """Words for how long it is since then, or somewhat less."""
    return tuple(word for least, word in story.DURATIONS if least <= max((at - since).days, 0))[-4:]
