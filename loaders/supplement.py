"""Files of what stands beside the mentions, looked at before they are loaded: figures of the business and hot-search lists."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from language import Sentence
from loaders import cast
from loaders.export import normal
from loaders.read import LINE, LeftOut, tables
from loaders.refused import Refused

MOST_ROWS = 500_000
# Of so many refused rows is kept what stands in them.
MOST_RAW = 5_000
LARGEST = 100 << 20
SLASHED = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")
# A number as people write it, in half width: its sign, its digits, what they are counted in and their unit; 12.5%, ¥1,299 and 1.2万元 too.
NUMBER = re.compile(
    r"^\s*(?P<sign>[-+−]?)\s*[¥$€£]?\s*(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*(?P<scale>千|万|萬|亿|億|[kKwWmMbB])?\s*(?P<unit>%|[元件单台个次人分条份])?\s*$"
)
SCALES = {"千": 1e3, "k": 1e3, "万": 1e4, "萬": 1e4, "w": 1e4, "m": 1e6, "亿": 1e8, "億": 1e8, "b": 1e9}
# What people write where nothing is known.
BLANKS = frozenset(("-", "--", "–", "—", "——", "/", "n/a", "na", "#n/a", "null", "none", "nan", "无", "暂无"))
# A day as a workbook counts it, from its day 0 on.
SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
SERIALS, DAY_0 = (20_000, 80_000), pd.Timestamp("1899-12-30")
# A header and the unit in it.
IN_BRACKETS = re.compile(r"^(.*?)\s*[(\[【]\s*([^()\[\]【】]+?)\s*[)\]】]$")


@dataclass(frozen=True)
class Row:
    """A row that is refused, or a cell of it, with what stands in the row (blank after MOST_RAW of them); `member` is its sheet or packed
    file, where there are several.
    """

    member: str | None
    line: int
    why: Sentence
    raw: str


@dataclass(frozen=True)
class Supplement:
    """`kind` figures: date, brand, metric, value, unit; hot_searches: at, board, rank, word, heat. `ignored`: columns that are not read.
    """

    kind: str
    table: pa.Table
    file_hash: str
    refused: list[Row] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True)
class Listed:
    """One table of a file as text: column names, and a frame of them with LINE; `form` as loaders.read.Table has it."""

    member: str | None
    frame: pd.DataFrame
    form: str = "csv"

    @property
    def columns(self) -> list[str]:
        return [name for name in self.frame if name != LINE]

    def column(self, names: tuple[str, ...]) -> str | None:
        """The column that goes by the first of these names that any goes by."""
        named: dict[str, str] = {}
        for name in self.columns:
            named.setdefault(normal(split(name)[0]), name)
        return next((named[name] for name in names if name in named), None)

    def cells(self, column: str | None) -> pd.Series:
        """Its texts on one line, None where blank or where there is no such column."""
        return words(self.frame[column]) if column else pd.Series([None] * len(self.frame), index=self.frame.index, dtype=object)

    def raw(self, lines: set[int]) -> dict[int, str]:
        """What stands in these lines."""
        kept = self.frame[self.frame[LINE].isin(lines)]
        rows = zip(kept[LINE], *(kept[name] for name in self.columns), strict=True)
        return {int(line): " | ".join(str(cell) for cell in cells if cell) for line, *cells in rows}


def supplement(path: Path, name: str, *, zone: str, units: dict[str, str]) -> Supplement:
    """What a file brings. `zone` is the store's; `units` those that metrics have already. Raises Refused where it holds neither kind."""
    from loaders import figures, hot_searches

    if path.stat().st_size > LARGEST:
        raise Refused("The file has {size} MB; at most {limit} MB of figures or hot searches are read.", size=path.stat().st_size >> 20, limit=LARGEST >> 20)
    file_hash = hashlib.sha256(path.read_bytes()).hexdigest()
    kinds = {"hot_searches": hot_searches, "figures": figures}
    found, left_out = _tables(path, name, frozenset().union(*(module.known() for module in kinds.values())))
    for kind, module in kinds.items():
        if fitting := [one for one in found if module.fits(one)]:
            left_out += [LeftOut(one.member or name, module.missing(one)) for one in found if one not in fitting]
            rows, refused, ignored = module.rows(fitting, zone=zone, units=units)
            if not rows.num_rows and not refused:
                raise Refused("The file has a header and no rows.")
            return Supplement(kind, rows, file_hash, refused, ignored, left_out)
    raise figures.missing(found[0]) if found else left_out[0].why


def split(name: str) -> tuple[str, str | None]:
    """A header or a metric's name without its unit, and the unit: orders (单), 销量（台）."""
    whole = unicodedata.normalize("NFKC", name).strip()
    found = IN_BRACKETS.match(whole)
    return (found[1].strip(), found[2].strip()) if found and found[1].strip() else (whole, None)


def numbers(cells: pd.Series) -> pd.DataFrame:
    """value (NaN where a cell is no number, or none that can be held), unit (where the cell says one) and scaled (whether it is counted
    in 万 or the like).
    """
    found = pd.Series([unicodedata.normalize("NFKC", str(cell or "")) for cell in cells], index=cells.index, dtype=object).str.extract(NUMBER)
    digits = pd.to_numeric(found["digits"].str.replace(",", ""), errors="coerce").astype(float)
    sign = found["sign"].isin(["-", "−"]).map({True: -1.0, False: 1.0})
    value = digits * sign * found["scale"].str.lower().map(SCALES).astype(float).fillna(1.0)
    return pd.DataFrame({"value": value.where(np.isfinite(value)), "unit": found["unit"].astype(object).where(found["unit"].notna(), None), "scaled": found["scale"].notna()})


def moments(cells: pd.Series, zone: str) -> pd.Series:
    """The times in these cells, days as a workbook counts them too, NaT where one is none. Raises Refused where day and month cannot be
    told apart.
    """
    with duckdb.connect() as connection:
        cast.install(connection, store_zone=zone, source_zone=zone, day_first=_day_first(cells))
        connection.register("cells", pa.table({"text": pa.array(cells, pa.string(), from_pandas=True), "place": range(len(cells))}))
        found = connection.execute("SELECT plausible(as_time(cell(text))) AS moment FROM cells ORDER BY place").to_arrow_table()
    read = pd.Series(pd.to_datetime(found["moment"].to_pandas()).to_numpy(), index=cells.index)
    counted = pd.to_numeric(cells.where(cells.astype("string").str.match(SERIAL).fillna(False).astype(bool)), errors="coerce").astype(float)
    days = pd.to_timedelta(counted.where(counted.between(*SERIALS)), unit="D").dt.round("s")
    return read.where(read.notna(), DAY_0 + days)


def words(cells: pd.Series) -> pd.Series:
    """Texts on one line, None where blank."""
    told = [" ".join(cell.split()) or None if isinstance(cell, str) else None for cell in cells]
    return pd.Series(told, index=cells.index, dtype=object)


def unless_blank(cells: pd.Series) -> pd.Series:
    """The same texts, None where one only says that nothing is known: -, N/A, 无."""
    return pd.Series([None if cell is None or cell.lower() in BLANKS else cell for cell in cells], index=cells.index, dtype=object)


def refusals(found: list[Listed], faults: Iterable[tuple[int, int, Sentence]]) -> list[Row]:
    """Of faults (place of the table, line, why) each once for a line and metric, in the order of the file."""
    once = {(table, line, why.text, why.values.get("metric")): (table, line, why) for table, line, why in faults}
    told = sorted(once.values(), key=lambda fault: (found[fault[0]].member or "", fault[0], fault[1]))
    raw = {place: table.raw({line for at, line, _why in told[:MOST_RAW] if at == place}) for place, table in enumerate(found)}
    return [Row(found[table].member, int(line), why, raw[table].get(line, "")) for table, line, why in told]


def _tables(path: Path, name: str, known: frozenset[str]) -> tuple[list[Listed], list[LeftOut]]:
    found: list[Listed] = []
    left_out: list[LeftOut] = []
    with path.open("rb") as file:
        for table in tables(file, name, known):
            if isinstance(table, LeftOut):
                left_out.append(table)
                continue
            records = [batch.records for batch in table.batches() if batch.records.num_rows]
            if sum(batch.num_rows for batch in records) > MOST_ROWS:
                raise Refused("The file has more than {limit} rows of figures.", limit=MOST_ROWS)
            if records:
                frame = pa.concat_tables([pa.Table.from_batches([one]) for one in records], promote_options="default").to_pandas()
                found.append(Listed(table.member, frame.astype(object).where(frame.notna(), None), table.form))
    if not found and not left_out:
        raise Refused("The file has a header and no rows.")
    return found, left_out


def _day_first(cells: pd.Series) -> bool:
    """Of dates such as 13/04/2025: the first number is the day where one of them can be no month."""
    found = [(int(match[1]), int(match[2])) for cell in cells.dropna().unique() if (match := SLASHED.match(str(cell)))]
    if not found:
        return False
    if any(first > 12 for first, _second in found):
        return True
    if not any(second > 12 for _first, second in found):
        raise Refused("Dates such as {example} may mean day/month or month/day: write them as 2025-03-31.", example=next(str(cell) for cell in cells if SLASHED.match(str(cell or ""))))
    return False
