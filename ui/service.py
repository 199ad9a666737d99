"""What lives as long as the program: the store and its queue, from before the first visitor."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import duckdb

import jobs
import language
from inbox import Inbox
from store.connect import Store, StoreError, connect
from store.url import store_url


def open_store() -> None:
    """Stop the program with a sentence where its store cannot be opened."""
    language.follow(language.of_environment)
    try:
        connect(store_url())
    except StoreError as error:
        raise SystemExit(str(error)) from error


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    store = connect(store_url())
    inbox = Inbox(jobs.jobs_of(store))
    inbox.start()
    if os.environ.get("GUANLAN_DEMO") != "no" and _is_empty(store):
        jobs.begin_demo(store)
    try:
        yield
    finally:
        await asyncio.to_thread(inbox.stop)
        await asyncio.to_thread(jobs.stop_all)
        store.close()


def _is_empty(store: Store) -> bool:
    with store.cursor() as cursor:
        try:
            return not cursor.execute("SELECT EXISTS (FROM mention)").fetchone()[0]
        except duckdb.CatalogException:  # a store that lost its table is not empty but broken, as its pages say
            return False
