"""What of a lexicon may be and is seldom meant: a word of two entries, a word that its own exclusions keep from counting."""

from collections.abc import Sequence

import written
from language import _
from nlp.codes import Joined, normal
from nlp.lexicon import Entry
from nlp.watchlist import Rule, Watchlist
from ui.changes import name_of


def doubts(entries: Sequence[Entry]) -> list[str]:
    """Of the entries of one kind."""
    return [*_never(entries), *_shared(entries)]


def _never(entries: Sequence[Entry]) -> list[str]:
    """Words that do not count even where nothing else stands."""
    found = []
    for entry in filter(lambda entry: entry.without, entries):
        rule = Rule("topic", entry.name, entry.words, without=entry.without)
        counts = Watchlist((rule,)).matched(Joined.of(entry.words).normal())["topic", entry.name]
        found += [
            _("“{word}” of “{name}” never counts: an exclusion stands in its way.", word=word, name=name_of(entry.kind, entry.name))
            for word, counted in zip(entry.words, counts, strict=True)
            if not counted
        ]
    return found


def _shared(entries: Sequence[Entry]) -> list[str]:
    holders: dict[str, dict[str, None]] = {}
    for entry in entries:
        for word in entry.words:
            holders.setdefault(normal(word).strip(), {})[name_of(entry.kind, entry.name)] = None
    return [
        _("“{word}” stands in {names}.", word=word, names=written.listed(map(written.quoted, names)))
        for word, names in holders.items()
        if len(names) > 1
    ]
