"""What lives as long as the program: the store and its queue, from before the first visitor."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import jobs
import language
from inbox import Inbox
from store.connect import StoreError, connect
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
    try:
        yield
    finally:
        await asyncio.to_thread(inbox.stop)
        await asyncio.to_thread(jobs.stop_all)
        store.close()
