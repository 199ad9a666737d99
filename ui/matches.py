"""What rules match among the mentions of a store, or a sample of many, before anything is saved."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import streamlit as st

from analysis.filters import Filters
from analysis.texts import MOST, texts
from analysis.totals import totals
from language import _
from nlp.codes import Joined
from nlp.enrich import matches, said
from nlp.own import own
from nlp.watchlist import KINDS, Watchlist
from store.connect import Store, connect
from ui.ask import ask

Found = dict[tuple[str, str], np.ndarray]
# kind of a rule -> the column of a mention that holds its name.
STORED = KINDS | {"aspect": "aspects", "emotion": "emotion", "intent": "intent"}


@dataclass(frozen=True)
class Sample:
    """`mentions` as analysis.texts gives them, `said`: title and text of each, `texts`: their normal forms; `stored`:
    (column, name) -> how many of them have it now; `total`: how many mentions there are.
    """

    mentions: pa.Table
    said: list[str]
    texts: Joined
    stored: dict[tuple[str, str], int]
    total: int

    @cached_property
    def own(self) -> Joined:
        """What their authors say themselves, every character in its place."""
        return own(self.texts).said

    @property
    def whole(self) -> bool:
        return self.mentions.num_rows == self.total

    def now(self, kind: str, name: str) -> int:
        return self.stored.get((STORED[kind], name), 0)


def sample(store: Store, most: int | None = None) -> Sample:
    """All mentions where they are at most `most`."""
    total = ask(totals, Filters(), of=store).row["mentions"]
    most = min(most or MOST, MOST)
    with st.spinner(_("Reading the mentions…")):
        # All of them are held once, whoever asks.
        return _sample(store.url, store.data_version, total, most if total > most else MOST)


@st.cache_resource(max_entries=2, show_spinner=False)
def _sample(url: str, version: int, total: int, most: int) -> Sample:
    with connect(url).cursor() as cursor:
        mentions = texts(cursor, Filters(), limit=most).table
    whole = [text or "" for text in said(mentions["title"].to_pylist(), mentions["text"].to_pylist())]
    stored = Counter(
        (column, name)
        for column in dict.fromkeys(STORED.values())
        for names in mentions[column].to_pylist()
        for name in ([names] if isinstance(names, str) else names or ())
    )
    return Sample(mentions, whole, Joined.of(whole).normal(), dict(stored), total)


def found(store: Store, watchlist: Watchlist) -> Found:
    """(kind, name) of each rule -> which mentions of the sample match it."""
    held = sample(store)
    return _found(store.url, store.data_version, repr(watchlist), held, watchlist)


@st.cache_resource(max_entries=4, show_spinner=False)
def _found(url: str, version: int, told: str, _sample: Sample, _watchlist: Watchlist) -> Found:
    exported = {"brands": "export_brands", "products": "export_products", "queries": "queries"}
    mentions = pa.table({name: _sample.mentions[column] for name, column in exported.items()})
    return matches(_watchlist, _sample.texts, mentions)
