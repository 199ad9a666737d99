"""The library of answers 回应话术库: what may be said to whom, filled in with the facts of a mention, and which of them fit it."""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize
from uuid import NAMESPACE_OID, UUID, uuid5

from nlp.codes import normal
from nlp.intents import NAMES as INTENTS
from nlp.watchlist import RulesError

PLACEHOLDERS = ("brand", "product", "aspect", "author", "platform", "date", "link")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# What stands where a fact is not known.
GAP = "____"
LONGEST = 1000
BEGINNING = 36
MOST_WORDS = 3
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Reply:
    """An answer to mentions of this aspect and intent, None: of any; `words`: what it is looked up by besides its own words."""

    reply_id: str
    text: str
    aspect: str | None = None
    intent: str | None = None
    words: tuple[str, ...] = ()

    @property
    def beginning(self) -> str:
        """What it is called by."""
        line = one_line(self.text)
        return line if len(line) <= BEGINNING else line[:BEGINNING] + "…"

    @property
    def chinese(self) -> bool:
        return is_chinese(self.text)


@dataclass(frozen=True)
class Fit:
    """An answer for a mention: whether it is one to its aspect and its intent, and the words that both have; `score`: 1 each for
    the aspect and the intent, −1 where it is for others than the mention has, and the cosine of their words and characters.
    """

    reply: Reply
    score: float
    aspect: bool
    intent: bool
    words: tuple[str, ...]


def identified(rows: Iterable[Mapping]) -> list[dict]:
    """The rows of a document, each id as `identity` has it, those without one with one that is made of their text."""
    rows = [dict(row) | ({"id": identity(row["id"])} if isinstance(row.get("id"), str) else {}) for row in rows]
    taken = {row["id"] for row in rows if isinstance(row.get("id"), str)}
    for row in rows:
        if not row.get("id"):
            told = str(row.get("text", "")).strip()
            row["id"] = next(one for n in range(len(rows) + 1) if (one := str(uuid5(NAMESPACE_OID, f"{told}{n or ''}"))) not in taken)
            taken.add(row["id"])
    return rows


def identity(text: str) -> str:
    """An id as it is compared, however it was written; what is no UUID stays, trimmed."""
    try:
        return str(UUID(text.strip()))
    except ValueError:
        return text.strip()


def one_line(text: str) -> str:
    """A text as it is compared."""
    return " ".join(text.split())


def check(replies: Sequence[Reply]) -> None:
    """Raises RulesError."""
    for reply in replies:
        _check(reply)
    for values in (
        Counter(one_line(reply.text) for reply in replies),
        Counter(reply.reply_id for reply in replies),
    ):
        if twice := [value for value, count in values.items() if count > 1]:
            raise twice_told(twice[0])


def twice_told(value: str) -> RulesError:
    return RulesError("“{name}” stands twice among the replies; keep one of them.", name=value[:BEGINNING])


def _check(reply: Reply) -> None:
    name = reply.beginning
    if not name:
        raise RulesError("A reply has no text; each needs one.")
    if len(reply.text) > LONGEST:
        raise RulesError("The reply “{name}” has {count} characters; at most {most} are allowed.", name=name, count=len(reply.text), most=LONGEST)
    known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
    for found in PLACEHOLDER.findall(reply.text):
        if found not in PLACEHOLDERS:
            raise RulesError("The reply “{name}” has the placeholder “{placeholder}”; known are {known}.", name=name, placeholder=f"{{{found}}}", known=known)
    # As people see them: full-width braces are no placeholder's either.
    if any(brace in normalize("NFKC", PLACEHOLDER.sub("", reply.text)) for brace in "{}"):
        raise RulesError("The reply “{name}” has a brace that is of no placeholder; known are {known}.", name=name, known=known)
    if reply.intent not in (None, *INTENTS):
        raise RulesError("The reply “{name}” is for the intent “{intent}”; known are {known}.", name=name, intent=reply.intent, known=", ".join(INTENTS))
    try:
        UUID(reply.reply_id)
    except ValueError as error:
        raise RulesError("The reply “{name}” has the id “{id}”; leave it out, or give a UUID.", name=name, id=reply.reply_id) from error


def is_chinese(text: str) -> bool:
    return bool(HAN.search(PLACEHOLDER.sub("", text)))


def filled(text: str, facts: Mapping[str, str | None]) -> tuple[str, tuple[str, ...]]:
    """The text with the facts in it, a GAP for each that is not known, and the names of those. A fact is never read for
    placeholders itself.
    """
    missing = tuple(dict.fromkeys(name for name in PLACEHOLDER.findall(text) if not facts.get(name)))
    return PLACEHOLDER.sub(lambda found: facts.get(found[1]) or GAP, text), missing


def fitting(
    replies: Sequence[Reply],
    text: str,
    *,
    aspects: Collection[str],
    intent: str | None,
    language: str | None,
    cut: Callable[[str], list[str]],
    stop_words: Collection[str] = frozenset(),
    most: int = 3,
) -> list[Fit]:
    """The answers that have anything in common with a mention, the best first; those in another language only where none is in its own. Words and pairs of Chinese
    characters are weighed by TF-IDF among the answers and the mention.
    """
    if not replies:
        return []
    said = [" ".join([PLACEHOLDER.sub(" ", reply.text), *reply.words]) for reply in replies]
    words = [_words(one, cut, stop_words) for one in (*said, text)]
    similar, shared = _similar([own | _pairs(one) for own, one in zip(words, (*said, text), strict=True)], words)
    found = [
        Fit(
            reply,
            (reply.aspect in aspects) - bool(reply.aspect and aspects and reply.aspect not in aspects)
            + (reply.intent is not None and reply.intent == intent) - bool(reply.intent and intent and reply.intent != intent) + cosine,
            reply.aspect in aspects,
            reply.intent is not None and reply.intent == intent,
            both,
        )
        for reply, cosine, both in zip(replies, similar, shared, strict=True)
    ]  # fmt: skip
    fits = [fit for fit in found if fit.score > 0 and (fit.aspect or fit.intent or fit.words)]
    own = [fit for fit in fits if language is None or fit.reply.chinese == (language == "zh")]
    return sorted(own or fits, key=lambda fit: (-fit.score, fit.reply.reply_id))[:most]


def _words(text: str, cut: Callable[[str], list[str]], stop_words: Collection[str]) -> set[str]:
    return {word for piece in cut(text) if len(word := piece.strip()) > 1 and any(map(str.isalpha, word)) and word not in stop_words}


def _pairs(text: str) -> set[str]:
    return {run[n : n + 2] for run in HAN.findall(normal(text)) for n in range(len(run) - 1)}


def _similar(features: Sequence[set[str]], words: Sequence[set[str]]) -> tuple[list[float], list[tuple[str, ...]]]:
    """Of each but the last its cosine with the last, and the words of both that weigh most in it: rare ones among all (TF-IDF, each feature
    counted once, frequencies smoothed by one).
    """
    held = Counter(feature for own in features for feature in own)
    weight = {feature: math.log((1 + len(features)) / (1 + count)) + 1 for feature, count in held.items()}
    lengths = [math.hypot(*(weight[feature] for feature in own)) for own in features]
    similar, shared = [], []
    for own, said, length in zip(features[:-1], words[:-1], lengths[:-1], strict=True):
        both = own & features[-1]
        similar.append(sum(weight[feature] ** 2 for feature in sorted(both)) / (length * lengths[-1]) if both else 0.0)
        shared.append(tuple(sorted(said & words[-1], key=lambda word: (-weight[word], word))[:MOST_WORDS]))
    return similar, shared
