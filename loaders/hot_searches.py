"""Hot-search lists in a table: which word stood at which place of which board, and when."""

import pandas as pd
import pyarrow as pa

from language import Sentence
from loaders.figures import METRICS
from loaders.read import LINE
from loaders.refused import Refused
from loaders.supplement import Listed, Row, moments, numbers, refusals, unless_blank

SCHEMA = pa.schema([("at", pa.timestamp("us")), ("board", pa.string()), ("rank", pa.int64()), ("word", pa.string()), ("heat", pa.float64())])
# Names that tell most come first: 序号, 平台 and 日期 count where nothing else does.
HEADERS = {
    "at": ("datetime", "at", "time", "抓取时间", "采集时间", "更新时间", "上榜时间", "时间", "date", "日期"),
    "board": ("board", "榜单", "榜单名称", "list", "来源", "平台"),
    "rank": ("rank", "ranking", "排名", "名次", "排行", "序号"),
    "word": ("热搜词", "热词", "热搜", "词条", "word", "keyword", "关键词", "topic", "话题", "标题"),
    "heat": ("heat", "hot", "热度", "热度值", "热搜值", "指数"),
}
DAY = ("date", "日期")
# A table has one of these: 日期, 关键词, 指数 are no hot-search list.
TELLING = ("board", "榜单", "榜单名称", "热搜词", "热词", "热搜", "词条", "rank", "ranking", "排名", "名次", "排行", "heat", "hot", "热度", "热度值", "热搜值")
CLOCK = r"^((?:[01]?\d|2[0-3]):[0-5]\d)(:[0-5]\d)?$"
# A rank and a heat with what boards write about them: 第2名, 剧集 123456, 512万爆.
RANK = r"(?i)^(?:第|no\.?|top|#)?\s*([-+]?[\d.]+)\s*[名位]?$"
HEAT = r"^[^\d.,+−-]*?(\d[\d,.]*\s*[千万萬亿億kKwW]?)[^\d.,]*$"
PINNED = frozenset(("置顶", "顶", "荐", "推荐", "广告", "top"))
LOWEST_RANK = 1_000_000


def known() -> frozenset[str]:
    return frozenset(name for names in HEADERS.values() for name in names)


def fits(table: Listed) -> bool:
    """Whether it has times, words and their rank or heat, and is no table of figures."""
    has = {role: table.column(names) for role, names in HEADERS.items()}
    return bool(has["at"] and has["word"] and (has["rank"] or has["heat"]) and table.column(TELLING) and not any(map(table.column, METRICS.values())))


def missing(table: Listed) -> Refused:
    """Why a table is no such list."""
    return Refused("A hot-search list needs the columns time, word, and rank or heat (时间, 热搜词, 排名 or 热度).")


def rows(found: list[Listed], *, zone: str, units: dict[str, str]) -> tuple[pa.Table, list[Row], list[str]]:
    """SCHEMA's rows, the rows that are refused, and the columns that are not read. A word that is pinned has no rank."""
    parts, ignored = [], []
    for place, table in enumerate(found):
        cells, unread = _roles(table)
        parts.append(cells.assign(table=place))
        ignored += unread
    frame = pd.concat(parts, ignore_index=True)
    frame["moment"] = moments(frame["at"], zone)
    clock = frame["clock"].astype("string").str.extract(CLOCK)
    frame["moment"] += pd.to_timedelta((clock[0] + clock[1].fillna(":00")).astype(object).where(clock[0].notna(), "0:00:00"))
    rank = frame["rank"].astype("string").str.normalize("NFKC").str.extract(RANK, expand=False)
    frame["rank_read"] = numbers(rank.astype(object).where(rank.notna(), None))["value"]
    frame["heat_read"] = _heat(frame["heat"])
    is_rank = frame["rank_read"].between(1, LOWEST_RANK) & (frame["rank_read"] % 1 == 0)
    pinned = frame["rank"].astype("string").str.lower().isin(PINNED)
    frame.loc[~is_rank, "rank_read"] = float("nan")
    faults = [
        (frame["moment"].isna(), lambda row: Sentence("“{text}” is no time.", {"text": " ".join(filter(None, (row.at, row.clock)))}) if row.at or row.clock else Sentence("It has no time.", {})),
        (frame["word"].isna(), lambda _row: Sentence("It does not say which word.", {})),
        (frame["rank"].notna() & ~is_rank & ~pinned, lambda row: Sentence("“{text}” is no rank.", {"text": row.rank})),
        (frame["heat"].notna() & frame["heat_read"].isna(), lambda row: Sentence("“{text}” is no number.", {"text": row.heat})),
        (frame["rank"].isna() & frame["heat"].isna(), lambda _row: Sentence("It has neither rank nor heat.", {})),
    ]
    told: list[tuple[int, int, Sentence]] = []
    sound = pd.Series(True, index=frame.index)
    for wrong, why in faults:
        told += [(row.table, row.line, why(row)) for row in frame[wrong & sound].rename(columns={LINE: "line"}).itertuples()]
        sound &= ~wrong
    several = frame[sound].groupby(["moment", "board", "word"], dropna=False)[["rank_read", "heat_read"]].transform("nunique", dropna=False).gt(1).any(axis=1)
    differing = frame[sound][several]
    told += [(table, line, Sentence("The file says several ranks or heats of this word on this board at this time.", {})) for table, line in zip(differing["table"], differing[LINE], strict=True)]
    kept = frame[sound][~several]
    kept = pd.DataFrame({"at": kept["moment"], "board": kept["board"], "rank": kept["rank_read"], "word": kept["word"], "heat": kept["heat_read"]})
    kept = kept.sort_values(["at", "board", "rank", "word"], na_position="last").drop_duplicates(["at", "board", "word"])
    columns = [pa.array(kept[name].astype(object).where(kept[name].notna(), None), SCHEMA.field(name).type, from_pandas=True) for name in ("at", "board")]
    columns.append(pa.array([None if pd.isna(rank) else int(rank) for rank in kept["rank"]], pa.int64()))
    columns += [pa.array(kept["word"], pa.string()), pa.array(kept["heat"], pa.float64(), from_pandas=True)]
    return pa.Table.from_arrays(columns, schema=SCHEMA), refusals(found, told), ignored


def _roles(table: Listed) -> tuple[pd.DataFrame, list[str]]:
    """The cells of each role and `clock`, the time of day where the day stands in a column of its own; and the columns that are not read."""
    named = {role: table.column(names) for role, names in HEADERS.items()}
    cells = {role: table.cells(column) if role in ("at", "word") else unless_blank(table.cells(column)) for role, column in named.items()}
    day = table.column(DAY)
    is_clock = cells["at"].astype("string").str.match(CLOCK).fillna(False).astype(bool)
    joined = is_clock if day else is_clock & False
    told = pd.DataFrame({LINE: table.frame[LINE], **cells, "clock": cells["at"].where(joined, None), "at": cells["at"].where(~joined, table.cells(day))})
    used = {*named.values(), *([day] if joined.any() else [])}
    return told, [name for name in table.columns if name not in used]


def _heat(cells: pd.Series) -> pd.Series:
    """Their numbers, with a word before or after them too."""
    read = numbers(cells)["value"]
    digits = cells.astype("string").str.normalize("NFKC").str.extract(HEAT, expand=False)
    return read.where(read.notna(), numbers(digits.astype(object).where(digits.notna(), None))["value"])
