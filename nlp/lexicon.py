"""The lexicons: by which words a text is about an aspect, has an intent, shows an emotion; people may edit them.

Only what authors say themselves is read (nlp.own). Where words of one kind overlap the longer one counts: 不满意 hides 满意.
A word of an emotion, of praise or of complaint is turned by a negation that stands shortly before it in its clause.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from nlp.clauses import CONTRASTS, EAST, NO_CONTRASTS, Clauses
from nlp.codes import BMP, Joined, normal
from nlp.watchlist import ALONE, BARRED, COUNTS, HIDDEN, INSIDE, Explained, RulesError
from nlp.words import NONE, Hits, Words, is_latin

# Aspects of this set always count, those of another where `aspect_sets` names it.
GENERAL = "general"
SETS = ("electronics", "ecommerce", "food", "apps", "travel")
INTENTS = ("praise", "inquiry", "complaint")
EMOTIONS = ("anger", "disappointment", "worry", "sadness", "joy", "surprise")
KINDS = ("aspect", "intent", "emotion")

# Further reasons why a word may not count: a longer one of its kind holds it, a negation turns it.
SHORTER, TURNED = range(5, 7)
# What a turned word counts for instead; others that can be turned count for nothing.
TURNS = {("intent", "praise"): ("intent", "complaint"), ("emotion", "joy"): ("emotion", "disappointment")}
# How many characters may stand between a negation and the word that it turns: Chinese, Latin. Emoticons are not turned.
REACH = 4, 12
# In these no letters of a negation turn anything.
NO_NEGATIONS = (
    "不得不", "不能不", "不会不", "不可不", "无不", "不仅", "不但", "不只", "不止", "不光", "不单", "不管", "不论", "不过", "不愧",
    "不禁", "不由得", "不停", "不断", "不久", "不少", "不同", "不一会", "不得了", "不要太", "不敢相信", "不是吗", "不好意思", "不知不觉",
    "不然", "要不", "动不动", "忍不住", "没想到", "没准", "没事", "没毛病", "没话说", "没的说", "没得说", "别人", "别的", "特别", "分别",
    "区别", "级别", "类别", "性别", "差别", "个别", "别墅", "告别", "离别", "识别", "非常", "除非", "是非", "非洲", "无论", "无线",
    "无比", "无意", "无数", "无敌", "无忧", "未来", "对不起", "差不多", "好不容易", "是不是", "好不好", "能不能", "要不要", "会不会",
    "有没有", "行不行", "对不对", "可不可以", "not only", "no doubt", "no wonder", "no matter", "can't wait", "cant wait", "cannot wait",
    "can't believe", "never fails", "no problem", "couldn't be happier", "could not be happier", "no.", "why not", "nothing but",
)  # fmt: skip

# What a word of the dictionary is, one bit each; the first are those of KINDS.
ASPECT, INTENT, EMOTION, NEGATION, CONTRAST, GUARD = (1 << bit for bit in range(6))


@dataclass(frozen=True)
class Entry:
    """An aspect, intent or emotion (`kind`): it counts where one of `words` stands; `with_` and `without` as of the
    watchlist's Rule; `set`: of an aspect.
    """

    kind: str
    name: str
    words: tuple[str, ...]
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    set: str = GENERAL

    @property
    def turns(self) -> bool:
        """Whether a negation turns it: aspects and questions stay what they are."""
        return self.kind == "emotion" or (self.kind == "intent" and self.name != "inquiry")


@dataclass(frozen=True)
class Several:
    """Numbers that belong to each word: `values` from `first` on, `times` of them."""

    first: np.ndarray
    times: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, words: int, told: Iterable[tuple[int, int]]) -> "Several":
        """Of (word, number)."""
        word, values = np.array([*told], np.int64).reshape(-1, 2).T
        times = np.bincount(word, minlength=words)
        return cls(np.cumsum(times) - times, times, values[np.argsort(word, kind="stable")])

    def of_words(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each number of each of the words: which of them it is, and its place in `values`."""
        times = self.times[words]
        which = np.repeat(np.arange(len(words)), times)
        return which, self.first[words[which]] + np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)


@dataclass(frozen=True)
class Said:
    """Every place where a word of an entry stands, as arrays of equal length: `entry` (its number in Lexicon.used), `hits`,
    `end` (behind the word), `clause`, `why` it does not count (or COUNTS), and the word that is the reason (`by`, or NONE).
    """

    entry: np.ndarray
    hits: Hits
    end: np.ndarray
    clause: np.ndarray
    why: np.ndarray
    by: np.ndarray

    def of(self, chosen: np.ndarray) -> "Said":
        values = (getattr(self, field.name) for field in fields(self))
        return Said(*(value.of(chosen) if isinstance(value, Hits) else value[chosen] for value in values))


@dataclass(frozen=True)
class Lexicon:
    """`sets`: whose aspects count beside the general ones; `negations`: words that turn what follows them."""

    entries: tuple[Entry, ...] = ()
    sets: tuple[str, ...] = SETS
    negations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if strange := sorted(set(self.sets) - set(SETS)):
            raise RulesError("“{name}” is no set of aspects; known are {known}.", name=strange[0], known=", ".join(SETS))
        times = Counter((entry.kind, entry.name) for entry in self.entries)
        for entry in self.entries:
            if not entry.name:
                raise RulesError("A rule has no name; each needs one.")
            if times[entry.kind, entry.name] > 1:
                raise RulesError("“{name}” stands twice; put its words into one rule.", name=entry.name)
            if not any(normal(word).strip() for word in entry.words):
                raise RulesError("“{name}” has no words; name at least one.", name=entry.name)
            if entry.kind == "aspect" and entry.set not in (GENERAL, *SETS):
                raise RulesError(
                    "The aspect “{name}” is of the set “{set}”; known are {known}.",
                    name=entry.name, set=entry.set, known=", ".join((GENERAL, *SETS)),
                )  # fmt: skip
            if entry.kind == "intent" and entry.name not in INTENTS:
                raise RulesError("“{name}” is no intent; known are {known}.", name=entry.name, known=", ".join(INTENTS))
            if entry.kind == "emotion" and entry.name not in EMOTIONS:
                raise RulesError("“{name}” is no emotion; known are {known}.", name=entry.name, known=", ".join(EMOTIONS))

    @cached_property
    def used(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind != "aspect" or entry.set in (GENERAL, *self.sets)]

    @property
    def dictionary(self) -> list[str]:
        """The distinct words that are searched, as they are compared."""
        return self._words.dictionary

    def numbers(self, kind: str) -> dict[str, int]:
        """name -> number in `used`, of the entries of a kind."""
        return {entry.name: number for number, entry in enumerate(self.used) if entry.kind == kind}

    def said(self, texts: Joined) -> tuple[Said, Clauses]:
        """What stands in normal forms, and their clauses."""
        everywhere, inside = self._words.places(texts)
        role = np.where(inside, 0, self._roles[everywhere.word])
        end = everywhere.start + self._words.lengths[everywhere.word]
        whole = everywhere.of(~inside)
        free = ~_shorter(everywhere.start, end, role > 0) & (role & GUARD == 0)
        clauses = Clauses.of(texts, everywhere.start[free & (role & CONTRAST > 0)])
        place, pair = self._pairs.of_words(everywhere.word)
        entry, hits = self._pairs.values[pair], everywhere.of(place)
        said = Said(entry, hits, end[place], clauses.at(hits.start), np.full(len(place), COUNTS), np.full(len(place), NONE))
        _because(said, inside[place], INSIDE)
        self._hide(said, pair, whole)
        self._bar(said, whole, len(texts.starts) - 1)
        for kind in (ASPECT, INTENT, EMOTION):
            _because(said, _shorter(everywhere.start, end, role & kind > 0)[place] & (self._kinds[entry] == kind), SHORTER)
        self._turn(said, everywhere.of(free & (role & NEGATION > 0)), texts, clauses)
        return said, clauses

    def explained(self, entry: Entry, texts: Joined) -> Explained:
        """Every place where a word of an entry that is used stands in normal forms, and why it does not count."""
        said, _clauses = self.said(texts)
        said = said.of(said.entry == self.used.index(entry))
        return Explained(said.hits, said.why, said.by)

    def _hide(self, said: Said, pair: np.ndarray, whole: Hits) -> None:
        """Where an exclusion holds a word of its entry, the word does not count."""
        place, hidden = self._hiding.of_words(whole.word)
        keys = (whole.start[place] + self._hidden_at[hidden]) * len(self._pairs.values) + self._hiding.values[hidden]
        order = np.argsort(keys, kind="stable")
        by = whole.word[place[order]]
        mine = said.hits.start * len(self._pairs.values) + pair
        at = np.searchsorted(keys[order], mine)
        found = np.append(keys[order], NONE)[at] == mine
        _because(said, found, HIDDEN, np.append(by, NONE)[at])

    def _bar(self, said: Said, whole: Hits, rows: int) -> None:
        """An exclusion that holds no word keeps the text out, and so does the want of a companion."""
        place, barred = self._barring.of_words(whole.word)
        by = np.full((len(self.used), rows), NONE)
        by[self._barring.values[barred][::-1], whole.row[place][::-1]] = whole.word[place][::-1]
        by = by[said.entry, said.hits.row]
        _because(said, by != NONE, BARRED, by)
        place, beside = self._beside.of_words(whole.word)
        near = np.zeros((len(self.used), rows), bool)
        near[[number for number, entry in enumerate(self.used) if not entry.with_]] = True
        near[self._beside.values[beside], whole.row[place]] = True
        _because(said, ~near[said.entry, said.hits.row], ALONE)

    def _turn(self, said: Said, negations: Hits, texts: Joined, clauses: Clauses) -> None:
        ends = negations.start + self._words.lengths[negations.word]
        start = said.hits.start
        at = np.searchsorted(ends, start, side="right")
        begins, ends, by = (np.append(NONE - max(REACH) - 1, values) for values in (negations.start, ends, negations.word))
        first = texts.codes[start]
        reach = np.select([(first >= EAST) & (first < BMP), is_latin(first)], REACH, NONE)
        near = (start - ends[at] <= reach) & (begins[at] >= clauses.begins[said.clause])
        _because(said, near & self._turned[said.entry], TURNED, by[at])

    @cached_property
    def _words(self) -> Words:
        of_entries = (word for entry in self.used for word in (*entry.words, *entry.with_, *entry.without))
        return Words((*of_entries, *self.negations, *CONTRASTS, *NO_CONTRASTS, *NO_NEGATIONS))

    @cached_property
    def _roles(self) -> np.ndarray:
        roles = np.zeros(len(self.dictionary), np.uint8)
        for role, words in (
            *((1 << KINDS.index(entry.kind), entry.words) for entry in self.used),
            (NEGATION, self.negations), (CONTRAST, CONTRASTS), (GUARD, (*NO_CONTRASTS, *NO_NEGATIONS)),
        ):  # fmt: skip
            roles[self._words.numbers(words)] |= role
        return roles

    @cached_property
    def _kinds(self) -> np.ndarray:
        return np.array([1 << KINDS.index(entry.kind) for entry in self.used], np.uint8)

    @cached_property
    def _turned(self) -> np.ndarray:
        return np.array([entry.turns for entry in self.used], bool)

    @cached_property
    def _pairs(self) -> Several:
        """word -> the entries that it is of."""
        return self._several(lambda entry: self._words.numbers(entry.words))

    @cached_property
    def _barring(self) -> Several:
        """exclusion -> the entries whose texts it keeps out."""
        return self._several(lambda entry: self._words.barring(entry.words, entry.without))

    @cached_property
    def _beside(self) -> Several:
        """word -> the entries whose words count beside it."""
        return self._several(lambda entry: self._words.numbers(entry.with_))

    @cached_property
    def _hiding(self) -> Several:
        """exclusion -> the pairs of word and entry that it hides, as places in `_pairs.values`."""
        return Several.of(len(self.dictionary), ((exclusion, pair) for exclusion, pair, _offset in self._hidden))

    @cached_property
    def _hidden_at(self) -> np.ndarray:
        """How far inside the exclusion each of `_hiding.values` is."""
        return Several.of(len(self.dictionary), ((exclusion, offset) for exclusion, _pair, offset in self._hidden)).values

    @cached_property
    def _hidden(self) -> list[tuple[int, int, int]]:
        """(exclusion, pair, offset)"""
        return [
            (exclusion, self._pairs.first[word] + self._pairs.values[self._pairs.first[word] :].tolist().index(number), offset)
            for number, entry in enumerate(self.used)
            for exclusion, word, offset in self._words.hiding(entry.words, entry.without)
        ]

    def _several(self, words: Callable[[Entry], list[int]]) -> Several:
        return Several.of(len(self.dictionary), {(word, number): None for number, entry in enumerate(self.used) for word in words(entry)})


def _because(said: Said, where: np.ndarray, why: int, by: np.ndarray | int = NONE) -> None:
    """The first reason counts."""
    first = where & (said.why == COUNTS)
    said.why[first] = why
    said.by[first] = by[first] if isinstance(by, np.ndarray) else by


def _shorter(start: np.ndarray, end: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Which of the places `among`, sorted by start and then by end, another of them holds."""
    of = np.flatnonzero(among)
    starts, ends = start[of], end[of]
    held = np.append(starts[1:] == starts[:-1], False)[: len(of)]
    held[1:] |= ends[1:] <= np.maximum.accumulate(ends)[:-1]
    found = np.zeros(len(start), bool)
    found[of[held]] = True
    return found
