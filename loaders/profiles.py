"""Mappings that a person saved: known again by the names of the columns, whatever their order.

They are settings of the store: one without a value was forgotten.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from loaders import aliases
from loaders.export import normal
from loaders.parameters import Parameters
from store import settings
from store.connect import Store

KEY = "mapping:"

@dataclass(frozen=True)
class Profile:
    """How files with these columns are read: `columns` maps fields to columns (to "": none holds it). `at` is when it was
    saved, as ISO text. The day of a file without dates is no part of it: that is another one each time.
    """

    name: str
    columns: dict[str, str]
    day_first: bool | None = None
    time_zone: str | None = None
    at: str | None = None

    def parameters(self, said: Parameters, known_by: str) -> Parameters:
        """What a person says of a file, and where it says nothing what was saved."""
        if said.export not in (None, aliases.NAME):
            return said
        taken = said.columns.values()
        return replace(
            said,
            columns={field: column for field, column in self.columns.items() if column not in taken} | said.columns,
            day_first=self.day_first if said.day_first is None else said.day_first,
            time_zone=said.time_zone or self.time_zone,
            profile=known_by,
        )


def fingerprint(columns: list[str]) -> str:
    """What files with these columns have in common, in any order and spelling (`loaders.export.normal`)."""
    names = sorted({normal(column) for column in columns})
    return hashlib.sha256(json.dumps(names, ensure_ascii=False).encode()).hexdigest()


def saved(store: Store) -> dict[str, Profile]:
    """fingerprint -> what was saved for it, the latest first."""
    return {
        key.removeprefix(KEY): Profile(**json.loads(said.value), at=said.at.isoformat())
        for key, said in settings.latest(store, KEY).items()
        if said.value is not None
    }


def save(store: Store, known_by: str, profile: Profile) -> None:
    """Read files of this fingerprint so from now on."""
    value = {name: told for name, told in asdict(profile).items() if name != "at"}
    settings.say(store, {KEY + known_by: json.dumps(value, ensure_ascii=False)})


def forget(store: Store, known_by: str) -> None:
    """Read files of this fingerprint as if nothing had been saved; saving it again takes this back."""
    settings.say(store, {KEY + known_by: None})


def complete(chosen: dict[str, str], columns: list[str]) -> dict[str, str]:
    """What a person chose for a header as Profile.columns: a field that its names would give and the person did not is
    written down as having none, so that it stays so. An id that its name gives stays one that may be doubted.
    """
    by_name = aliases.match(columns).columns
    told = {field: chosen.get(field, "") for field in aliases.ALIASES if field in chosen or field in by_name}
    if chosen.get("native_id") == by_name.get("native_id"):
        told.pop("native_id", None)
    return told


def chosen(profile: Profile, columns: list[str]) -> dict[str, str]:
    """field -> column of a header, as `profile` reads it: the other way round."""
    return {field: column for field, column in aliases.match(columns, profile.columns).columns.items() if column in columns}


def uses(store: Store) -> dict[str, int]:
    """fingerprint -> how many imports that were not undone were read by what is saved for it."""
    with store.cursor() as cursor:
        return dict(
            cursor.execute(
                "SELECT (parameters ->> 'profile') AS known_by, count(*) FROM import "
                "WHERE undone_at IS NULL AND known_by IS NOT NULL GROUP BY known_by"
            ).fetchall()
        )
