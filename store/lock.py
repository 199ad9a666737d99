"""The one writer of a store."""

import threading
from functools import cached_property


class NativeLock:
    """Native files are open in one process only: a mutex between its threads is enough."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()

    def __enter__(self) -> None:
        self._mutex.acquire()

    def __exit__(self, *_error: object) -> None:
        self._mutex.release()

    def close(self) -> None:
        pass


class LakeLock:
    """A PostgreSQL advisory lock: without it two importers of one key on two machines would both commit."""

    KEY = 0x6775616E6C616E  # "guanlan"

    def __init__(self, libpq: str) -> None:
        self._libpq = libpq
        self._mutex = threading.Lock()

    @cached_property
    def _connection(self):
        import psycopg

        return psycopg.connect(self._libpq, autocommit=True)

    def __enter__(self) -> None:
        self._mutex.acquire()
        try:
            self._connection.execute("SELECT pg_advisory_lock(%s)", [self.KEY])
        except BaseException:
            self._mutex.release()
            raise

    def __exit__(self, *_error: object) -> None:
        try:
            self._connection.execute("SELECT pg_advisory_unlock(%s)", [self.KEY])
        finally:
            self._mutex.release()

    def close(self) -> None:
        if "_connection" in self.__dict__:
            self._connection.close()
