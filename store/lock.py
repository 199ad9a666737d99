"""The one writer of a store."""

import threading


class LockLost(Exception):
    """The lake's PostgreSQL does not answer, or let go of the lock; what was written meanwhile is rolled back."""


class NativeLock:
    """Native files are open in one process only: a mutex between its threads is enough."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()

    def __enter__(self) -> None:
        self._mutex.acquire()

    def __exit__(self, *_error: object) -> None:
        self._mutex.release()

    def confirm(self) -> None:
        pass

    def close(self) -> None:
        pass


class LakeLock:
    """A PostgreSQL advisory lock: without it two importers of one key on two machines would both commit.

    It belongs to a connection. One that broke while nobody held the lock is made anew; one that breaks while it is held
    takes the lock with it, which `confirm` tells.
    """

    KEY = 0x6775616E6C616E  # "guanlan"

    def __init__(self, libpq: str) -> None:
        self._libpq = libpq
        self._mutex = threading.Lock()
        self._connection = None

    def __enter__(self) -> None:
        import psycopg

        self._mutex.acquire()
        try:
            try:
                self._take()
            except psycopg.OperationalError:
                self.close()
                self._take()
        except psycopg.OperationalError as error:
            self._mutex.release()
            raise LockLost(str(error).strip()) from error
        except BaseException:
            self._mutex.release()
            raise

    def __exit__(self, *_error: object) -> None:
        import psycopg

        try:
            self._connection.execute("SELECT pg_advisory_unlock(%s)", [self.KEY])
        except psycopg.OperationalError:
            # With its connection the lock is gone.
            self.close()
        finally:
            self._mutex.release()

    def confirm(self) -> None:
        """To be called before a commit. Raises LockLost where the lock is no longer held."""
        import psycopg

        try:
            self._connection.execute("SELECT 1")
        except psycopg.OperationalError as error:
            raise LockLost(str(error).strip()) from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _take(self) -> None:
        import psycopg

        if self._connection is None:
            self._connection = psycopg.connect(self._libpq, autocommit=True)
        self._connection.execute("SELECT pg_advisory_lock(%s)", [self.KEY])
