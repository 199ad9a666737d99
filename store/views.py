"""Views that people saved: a name for a page and what its address says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import duckdb

from language import Sentence
from store.connect import Store

LONGEST = 80
MOST = 200
COLUMNS = 'view_id, name, page, filters, "by", "at"'


class ViewError(Exception):
    """A view that cannot be kept so; the sentence says why and what would help."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.sentence)


class NameTaken(ViewError):
    """Another view has the name."""


@dataclass(frozen=True)
class View:
    """`filters`: the parameters of its address, as they stand there; `by` None: nobody was logged in."""

    view_id: UUID
    name: str
    page: str
    filters: str
    by: str | None
    at: datetime


def views(store: Store) -> list[View]:
    """Those of the store, the latest saved first."""
    with store.cursor() as cursor:
        return _views(cursor)


def save(store: Store, name: str, page: str, address: str, by: str | None = None, *, replace: bool = False) -> View:
    """Keep a page and its address under a name; `replace` the one that has the name. Raises ViewError."""
    with _keeping(store) as (cursor, kept):
        name = _sound(name)
        of_name = next((view for view in kept if view.name == name), None)
        if of_name and not replace:
            raise _taken(name)
        view = View(of_name.view_id if of_name else uuid4(), name, page, address, by, store.now())
        _remove(cursor, view.view_id)
        _add(cursor, view, [other for other in kept if other is not of_name])
    return view


def rename(store: Store, view_id: UUID, name: str) -> None:
    """Raises ViewError where the name is none or taken, or the view is gone."""
    with _keeping(store) as (cursor, kept):
        name = _sound(name)
        _one(kept, view_id)
        if any(view.name == name and view.view_id != view_id for view in kept):
            raise _taken(name)
        cursor.execute("UPDATE view SET name = $name WHERE view_id = $view_id", {"name": name, "view_id": view_id})


def remove(store: Store, view_id: UUID) -> View:
    """The view that was removed, to be put back. Raises ViewError where it is gone already."""
    with _keeping(store) as (cursor, kept):
        view = _one(kept, view_id)
        _remove(cursor, view_id)
    return view


def put_back(store: Store, view: View) -> None:
    """Undo its removal. Raises ViewError where another has its name by now."""
    with _keeping(store) as (cursor, kept):
        if any(other.view_id == view.view_id for other in kept):
            return
        if any(other.name == view.name for other in kept):
            raise _taken(view.name)
        _add(cursor, view, kept)


@contextmanager
def _keeping(store: Store) -> Iterator[tuple[duckdb.DuckDBPyConnection, list[View]]]:
    """One transaction, with the views as they are in it."""
    with store.writing() as cursor:
        yield cursor, _views(cursor)


def _views(cursor: duckdb.DuckDBPyConnection) -> list[View]:
    rows = cursor.execute(f'SELECT {COLUMNS} FROM view ORDER BY "at" DESC, name').fetchall()
    return [View(*row) for row in rows]


def _add(cursor: duckdb.DuckDBPyConnection, view: View, others: list[View]) -> None:
    if len(others) >= MOST:
        raise ViewError("There are {limit} views already: delete one that is no longer needed.", limit=MOST)
    cursor.execute(f"INSERT INTO view ({COLUMNS}) VALUES ($view_id, $name, $page, $filters, $by, $at)", vars(view))


def _remove(cursor: duckdb.DuckDBPyConnection, view_id: UUID) -> None:
    cursor.execute("DELETE FROM view WHERE view_id = $view_id", {"view_id": view_id})


def _one(kept: list[View], view_id: UUID) -> View:
    found = next((view for view in kept if view.view_id == view_id), None)
    if found is None:
        raise ViewError("This view is no longer there: somebody deleted it.")
    return found


def _sound(name: str) -> str:
    """The name on one line, without what cannot be seen: two views must not look alike."""
    name = " ".join("".join(mark if mark.isprintable() else " " for mark in name).split())
    if not name:
        raise ViewError("A view needs a name.")
    if len(name) > LONGEST:
        raise ViewError("A name of a view has at most {limit} characters; this one has {count}.", limit=LONGEST, count=len(name))
    return name


def _taken(name: str) -> NameTaken:
    return NameTaken("There is a view “{name}” already: choose another name, or replace it.", name=name)
