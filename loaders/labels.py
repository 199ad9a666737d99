"""Choosing whose label of the sentiment counts first for the mentions of a format: the export's own or the model's."""

from store import settings
from store.connect import Store, data_version_grows
from store.labels import KEY, SOURCES, lay_over


def prefer(store: Store, export: str, source: str, *, by: str | None = None) -> int | None:
    """Let this source count first for what files of a format label, in one transaction; how many mentions feel otherwise now,
    None where it is so already and nothing is written.

    Where it knows nothing the other counts, and what a person says before both.
    """
    if source not in SOURCES:
        raise ValueError(f"There is no source {source!r}; known are {', '.join(SOURCES)}.")
    with store.writing() as cursor:
        if preferred(store).get(export, SOURCES[0]) == source:
            return None
        settings.append(cursor, {KEY + export: source}, store.now(), by)
        changed = lay_over(cursor)
        data_version_grows(cursor)
    return changed


def preferred(store: Store) -> dict[str, str]:
    """format -> the source that a person chose for it."""
    return {key.removeprefix(KEY): said.value for key, said in settings.latest(store, KEY).items()}


def choices(store: Store) -> list[settings.Setting]:
    """Every choice with its format as the key, the latest first."""
    entries = settings.trail(store, tuple(settings.latest(store, KEY)))
    return [settings.Setting(entry.key.removeprefix(KEY), entry.value, entry.by, entry.at) for entry in entries]
