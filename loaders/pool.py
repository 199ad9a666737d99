"""Enrichment in processes of their own, for a program that may have a pool: never the app."""

import ctypes
import logging
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

import pyarrow as pa

from loaders.rules import enricher
from nlp.enrich import Enricher
from nlp.rules import Rules

log = logging.getLogger("guanlan.pool")
PROCESSES = min(os.cpu_count() or 1, 4)
FIRST = 2
# Of glibc's mallopt: from what size on memory is mapped for itself, at most; and how much of it stays when it is free.
MAP_FROM, MAPPED_FROM = -3, 32 << 20
TRIM_FROM, TRIMMED_FROM = -1, 1 << 30

_enricher: Enricher


class Pool:
    """Enriches batches, also from several threads. A few are done sooner than processes begin: the first ones are done here."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._documents = dict(documents)
        self.rules = Rules.of(self._documents)
        self._lock = threading.Lock()
        self._alone = FIRST
        self._processes: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._processes is not None:
            self._processes.shutdown(cancel_futures=True)

    def enrich(self, mentions: pa.Table) -> tuple[pa.Table, pa.Table]:
        """As Enricher.enrich."""
        with self._lock:
            alone, self._alone = self._alone > 0, self._alone - 1
            if not alone and self._processes is None:
                self._processes = ProcessPoolExecutor(
                    PROCESSES, multiprocessing.get_context("spawn"), initializer=_ready, initargs=(self._documents,)
                )
        if not alone:
            try:
                return self._processes.submit(_enriched, mentions).result()
            except BrokenProcessPool:  # one was killed, for want of memory perhaps: what is left is done here, more slowly
                log.exception("a process of the pool is gone; going on without")
        return enricher(self.rules).enrich(mentions)

    def each(self, batches: Iterable[pa.Table]) -> Iterator[tuple[pa.Table, tuple[pa.Table, pa.Table]]]:
        """Each batch with what `enrich` makes of it, a few of them at work at a time."""
        with ThreadPoolExecutor(PROCESSES) as threads:
            waiting: deque = deque()
            for batch in batches:
                waiting.append((batch, threads.submit(self.enrich, batch)))
                while len(waiting) > PROCESSES:
                    done, result = waiting.popleft()
                    yield done, result.result()
            for done, result in waiting:
                yield done, result.result()


def _ready(documents: dict[str, str]) -> None:
    global _enricher
    _keep_memory()
    _enricher = Enricher(Rules.of(documents))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _keep_memory() -> None:
    """What a batch used stays for the next one: glibc would give it back and fetch it anew, array by array."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(MAP_FROM, MAPPED_FROM)
        mallopt(TRIM_FROM, TRIMMED_FROM)


def _end_with_parent() -> None:
    """A parent that was killed tells nobody."""
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)


def _enriched(mentions: pa.Table) -> tuple[pa.Table, pa.Table]:
    return _enricher.enrich(mentions)
