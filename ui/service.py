"""What lives as long as the program: the store and its queue, from before the first visitor."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import jobs
from store.connect import connect
from store.url import store_url


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    store = connect(store_url())
    jobs.jobs_of(store)
    try:
        yield
    finally:
        await asyncio.to_thread(jobs.stop_all)
        store.close()
