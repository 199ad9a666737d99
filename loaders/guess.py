"""Which column of an unknown table holds which field: by its name, else by what its cells look like.

A wrong guess is worse than none. Ids are never guessed by their cells: one that is not a mention's own would merge
mentions; neither are counts, of which one looks like another.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

import written
from language import Sentence
from loaders import aliases, cast, platforms

SAMPLED = 1000
FEWEST = 5  # cells with a value, below which they tell nothing
LONGEST = 2000  # characters of a cell that are looked at
NEARLY_ALL = 0.95
LONG = 30
WHOLE = 0.8  # share of the records that have a value of what every mention has


@dataclass(frozen=True)
class Guess:
    column: str
    why: Sentence


@dataclass(frozen=True)
class Looks:
    """What the cells of a column look like: of `rows` cells `filled` hold a value, of which `different` differ; the rest
    are shares of those filled; `long` is the length that one in ten exceeds.
    """

    column: str
    rows: int
    filled: int
    different: int
    times: float
    addresses: float
    files: float
    platforms: float
    sentiments: float
    kinds: float
    words: float
    long: int

    @property
    def whole(self) -> bool:
        return self.filled >= WHOLE * self.rows

    def varied(self, share: float) -> bool:
        return self.different > max(1, share * self.filled)


LOOKS = """
-- Of each column: what share of its cells can be read as a time, an address, a platform …
SELECT name AS column, $rows AS rows, count(*) AS filled, count(DISTINCT value) AS different,
    avg(CAST(is_dated(value) AS INTEGER)) AS times,
    avg(CAST(as_url(value) IS NOT NULL AS INTEGER)) AS addresses,
    avg(CAST(is_file(value) AS INTEGER)) AS files,
    avg(CAST(platform_of_word(value) IS NOT NULL AS INTEGER)) AS platforms,
    avg(CAST(as_sentiment(value) IS NOT NULL AS INTEGER)) AS sentiments,
    avg(CAST(list_contains($kinds, lower(value)) AS INTEGER)) AS kinds,
    avg(CAST(is_worded(value) AS INTEGER)) AS words,
    quantile_disc(length(value), 0.9) AS long
FROM (SELECT name, left(cell(value), $longest) AS value FROM cells) WHERE known(value) IS NOT NULL
GROUP BY name
"""

# Bare numbers are times only as seconds or milliseconds of 2001 to 2033, and 10.3.21 is a version.
MACROS = """
CREATE MACRO turned(x) AS regexp_replace(x, '^(\\d{1,2})([/.-])(\\d{1,2})', '\\3\\2\\1');
CREATE MACRO is_dated(x) AS CASE
    WHEN regexp_full_match(x, '[\\d.]+') AND NOT regexp_full_match(x, '\\d{1,2}\\.\\d{1,2}\\.\\d{4}')
        THEN regexp_full_match(x, '1\\d{9}(\\.\\d+)?|1\\d{12}')
    WHEN is_slashed(x) THEN plausible(slashed(x)) IS NOT NULL OR plausible(slashed(turned(x))) IS NOT NULL
    ELSE plausible(as_time(x)) IS NOT NULL OR ago_unit(x) IS NOT NULL END;
CREATE MACRO is_file(x) AS regexp_matches(x, '(?i)\\.(jpe?g|png|gif|webp|mp4|m3u8|mp3)([?#!].*)?$|^https?://[^/]*(img|image|avatar|photo|static|usercontent|cdn)');
CREATE MACRO is_worded(x) AS regexp_matches(x, '\\p{L}{2}') AND regexp_matches(x, '[\\s\\p{Han}]') AND NOT regexp_matches(x, '^[\\[{]');
"""


def guess(records: pa.RecordBatch) -> dict[str, Guess]:
    """field -> the column that most likely holds it, with why."""
    columns = [name for name in records.schema.names if not name.startswith("@")]
    by_name = aliases.match(columns).columns
    found = {field: Guess(column, Sentence("by its name")) for field, column in by_name.items()}
    free = [looks for looks in _looks(records, columns) if looks.column not in by_name.values()]
    for field, rule in BY_CELLS.items():
        fitting = [looks for looks in free if looks.filled >= FEWEST and rule.fits(looks)]
        chosen = rule.choose(fitting) if field not in found else None
        if chosen is not None:
            found[field] = Guess(chosen.column, rule.why(chosen))
            free.remove(chosen)
    return found


def _only(fitting: list[Looks]) -> Looks | None:
    """Of several none: which of two times is that of publication, no cell tells."""
    return fitting[0] if len(fitting) == 1 else None


def _longest(fitting: list[Looks]) -> Looks | None:
    return max(fitting, key=lambda looks: (looks.long, looks.different), default=None)


def _told(looks: Looks, share: float) -> dict[str, object]:
    return {"share": written.share(share), "count": written.whole(looks.filled)}


@dataclass(frozen=True)
class Rule:
    """Which columns may hold a field, which of several does, and why."""

    fits: Callable[[Looks], bool]
    choose: Callable[[list[Looks]], Looks | None]
    why: Callable[[Looks], Sentence]


BY_CELLS = {
    "published_at": Rule(
        lambda looks: looks.times >= NEARLY_ALL and looks.whole and looks.varied(0),
        _only,
        lambda looks: Sentence("looks like times: {share} of the first {count}", _told(looks, looks.times)),
    ),
    "url": Rule(
        lambda looks: looks.addresses >= NEARLY_ALL and looks.files < 1 - NEARLY_ALL and looks.whole and looks.varied(0.5),
        _only,
        lambda looks: Sentence("looks like web addresses: {share} of the first {count}", _told(looks, looks.addresses)),
    ),
    "text": Rule(
        lambda looks: looks.words >= 0.8 and looks.long >= LONG and looks.whole and looks.varied(0.1),
        _longest,
        lambda looks: Sentence("the longest texts: one in ten has more than {long} characters", {"long": looks.long}),
    ),
    "platform": Rule(
        lambda looks: looks.platforms >= NEARLY_ALL,
        _only,
        lambda looks: Sentence("names platforms: {share} of the first {count}", _told(looks, looks.platforms)),
    ),
    "export_sentiment": Rule(
        lambda looks: looks.sentiments >= NEARLY_ALL and looks.varied(0),
        _only,
        lambda looks: Sentence("positive, neutral or negative: {share} of the first {count}", _told(looks, looks.sentiments)),
    ),
    "kind": Rule(
        lambda looks: looks.kinds >= NEARLY_ALL and looks.varied(0),
        _only,
        lambda looks: Sentence("names kinds of mentions: {share} of the first {count}", _told(looks, looks.kinds)),
    ),
}


def _looks(records: pa.RecordBatch, columns: list[str]) -> list[Looks]:
    if not columns:
        return []
    connection = duckdb.connect()
    cast.install(connection, store_zone="UTC", source_zone="UTC")
    platforms.install(connection)
    connection.execute(MACROS)
    names = pa.array([name for name in columns for _ in range(records.num_rows)], pa.string())
    values = pa.concat_arrays([records[name] for name in columns])
    connection.register("cells", pa.table({"name": names, "value": values}))
    kinds = [word for words in aliases.KINDS.values() for word in words]
    found = connection.execute(LOOKS, {"kinds": kinds, "longest": LONGEST, "rows": records.num_rows}).to_arrow_table().to_pylist()
    return sorted((Looks(**row) for row in found), key=lambda looks: columns.index(looks.column))
