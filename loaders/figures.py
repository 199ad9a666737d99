"""Figures of the business in a table: a row for each figure (date, brand, metric, value, unit), or a column for each metric."""

import unicodedata
from collections.abc import Callable

import pandas as pd
import pyarrow as pa

from language import Sentence
from loaders.export import normal
from loaders.read import LINE
from loaders.refused import Refused
from loaders.supplement import Listed, Row, moments, numbers, refusals, split, unless_blank

SCHEMA = pa.schema([("date", pa.date32()), ("brand", pa.string()), ("metric", pa.string()), ("value", pa.float64()), ("unit", pa.string())])
HEADERS = {
    "date": ("date", "日期", "统计日期", "数据日期", "day", "时间"),
    "brand": ("brand", "品牌", "品牌名称"),
    "metric": ("metric", "指标", "指标名称", "业务指标"),
    "value": ("value", "数值", "值", "指标值"),
    "unit": ("unit", "单位"),
}
# What a metric is called; one of another name keeps it.
METRICS = {
    "orders": ("orders", "订单", "订单数", "订单量"),
    "sales": ("sales", "revenue", "销售额", "销售金额"),
    "returns": ("returns", "退货", "退货数", "退货量"),
    "satisfaction": ("satisfaction", "csat", "满意度"),
    "complaints": ("complaints", "投诉", "投诉数", "投诉量"),
    "tickets": ("tickets", "工单", "工单数", "工单量"),
    "awareness": ("awareness", "知名度", "品牌知名度"),
    "price": ("price", "价格", "售价"),
}
BY_NAME = {name: metric for metric, names in METRICS.items() for name in names}
LONGEST = 60
# A unit that counts in 万 or the like itself; 千克 does not.
SCALED = r"^(?:[百千万萬亿億](?![克米瓦卡]))"


def known() -> frozenset[str]:
    return frozenset(name for names in (*HEADERS.values(), *METRICS.values()) for name in names)


def fits(table: Listed) -> bool:
    """Whether it has days, and either values with their metric or a column of numbers."""
    return bool(table.column(HEADERS["date"]) and (_is_long(table) or _columns(table)[0]))


def missing(table: Listed) -> Refused:
    """Why a table holds no figures."""
    if not table.column(HEADERS["date"]):
        return Refused("No column is called date or 日期: a table of figures needs one day in each row.")
    return Refused("No column holds a figure: a table needs metric and value, or a column for each metric.")


def rows(found: list[Listed], *, zone: str, units: dict[str, str]) -> tuple[pa.Table, list[Row], list[str]]:
    """SCHEMA's rows, the rows and cells that are refused, and the columns that are not read."""
    ignored = [name for table in found for name in _columns(table)[1]]
    parts = [_long(table) if _is_long(table) else _wide(table) for table in found]
    frame = pd.concat([part.assign(table=place, sheet=found[place].form != "csv") for place, part in enumerate(parts)], ignore_index=True)
    frame["date"] = moments(frame["day"], zone).dt.normalize()
    read = numbers(frame["cell"])
    frame["value"], frame["said"], frame["scaled"] = read["value"], read["unit"], read["scaled"]
    frame["unit"] = frame["unit"].where(frame["unit"].notna(), frame["said"])
    frame["stated"], frame["why"] = frame["unit"].notna(), None
    _refuse(frame, frame["date"].isna(), lambda row: Sentence("“{text}” is no date.", {"text": row.day}) if row.day else Sentence("It has no date.", {}))
    _refuse(frame, frame["metric"].isna(), lambda _row: Sentence("It does not say which metric.", {}))
    _refuse(frame, frame["value"].isna(), lambda row: Sentence("{metric}: “{text}” is no number.", _of(row)) if row.cell else Sentence("It has no value.", {}))
    _contradictory_units(frame, units)
    _doubtful_scale(frame)
    _repeated(frame)
    bad, good = frame[frame["why"].notna()], frame[frame["why"].isna()]
    refused = refusals(found, zip(bad["table"], bad[LINE], bad["why"], strict=True))
    kept = good.drop_duplicates(["date", "brand", "metric"]).sort_values(["metric", "brand", "date"], na_position="first")
    kept = kept.assign(date=kept["date"].dt.date)[SCHEMA.names]
    return pa.Table.from_pandas(kept.astype(object).where(kept.notna(), None), schema=SCHEMA, preserve_index=False), refused, ignored


def _is_long(table: Listed) -> bool:
    return bool(table.column(HEADERS["metric"]) and table.column(HEADERS["value"]))


def _columns(table: Listed) -> tuple[list[str], list[str]]:
    """The columns that are a metric each, and those that are not read: without a number, or a second one for what another tells."""
    roles = {table.column(names) for names in HEADERS.values()}
    others = [name for name in table.columns if name not in roles]
    own = {name for names in HEADERS.values() for name in names}
    holds = [] if _is_long(table) else [name for name in others if normal(split(name)[0]) not in own and numbers(table.frame[name])["value"].notna().any()]
    return holds, [name for name in others if name not in holds]


def _long(table: Listed) -> pd.DataFrame:
    cells = _roles(table)
    told = cells["metric"].map(lambda text: split(text) if text else (None, None))
    unit = cells["unit"].where(cells["unit"].notna(), told.map(lambda one: one[1]))
    return pd.DataFrame(
        {LINE: cells[LINE], "row": cells["row"], "day": cells["date"], "brand": cells["brand"], "metric": told.map(lambda one: _metric(one[0])), "cell": cells["value"], "unit": unit}
    )


def _wide(table: Listed) -> pd.DataFrame:
    """A row for each cell that is not blank: what a table leaves blank is not known, and no fault."""
    cells, holds = _roles(table), _columns(table)[0]
    parts = []
    for column in holds:
        name, unit = split(column)
        told = unless_blank(table.cells(column))
        part = pd.DataFrame({LINE: cells[LINE], "row": cells["row"] + column, "day": cells["date"], "brand": cells["brand"], "metric": _metric(name), "cell": told, "unit": unit})
        parts.append(part[told.notna()])
    return pd.concat(parts, ignore_index=True)


def _roles(table: Listed) -> pd.DataFrame:
    """The cells of each role, None where no column has it, and `row`: alike where everything in the row is."""
    told = {LINE: table.frame[LINE], "row": pd.util.hash_pandas_object(table.frame[table.columns].astype(str), index=False).astype(str)}
    for role, names in HEADERS.items():
        told[role] = unless_blank(table.cells(table.column(names)))
    told["brand"] = told["brand"].map(lambda brand: brand and brand[:LONGEST])
    told["unit"] = told["unit"].map(lambda unit: unit and unicodedata.normalize("NFKC", unit).strip())
    return pd.DataFrame(told)


def _metric(name: str | None) -> str | None:
    if not name:
        return None
    return BY_NAME.get(normal(name), name[:LONGEST])


def _of(row) -> dict[str, object]:
    return {"metric": row.metric, "text": row.cell, "unit": row.unit}


def _refuse(frame: pd.DataFrame, wrong: pd.Series, why: Callable) -> None:
    """Say of the rows that are wrong and not refused yet why they are."""
    told = frame[wrong & frame["why"].isna()]
    frame.loc[told.index, "why"] = pd.Series([why(row) for row in told.itertuples()], index=told.index, dtype=object)


def _contradictory_units(frame: pd.DataFrame, units: dict[str, str]) -> None:
    """Each metric has one unit: that of the store, else the first of the file; rows without one take it."""
    sound = frame[frame["why"].isna() & frame["unit"].notna()]
    first = sound.groupby("metric")["unit"].first().to_dict() | units
    usual = frame["metric"].map(first)
    for column in ("unit", "said"):
        told = frame[column]
        _refuse(
            frame, told.notna() & usual.notna() & (told != usual),
            lambda row, column=column: Sentence("Its unit is {unit}; {metric} is in {usual} elsewhere.", {"unit": getattr(row, column), "metric": row.metric, "usual": first[row.metric]}),
        )  # fmt: skip
    frame["unit"] = frame["unit"].where(frame["unit"].notna(), usual)


def _doubtful_scale(frame: pd.DataFrame) -> None:
    """Numbers that may be 100 or 10,000 times what they say: counted in thousands twice; in % without saying so, beside others that do,
    or none over 1 where a workbook may hold fractions or the file does not name the unit.
    """
    in_scale = frame["unit"].astype("string").str.match(SCALED).fillna(False).astype(bool)
    _refuse(frame, frame["scaled"] & in_scale, lambda row: Sentence("{metric}: “{text}” counts in thousands or the like, and so does its unit {unit}: leave one of them.", _of(row)))
    sound = frame["why"].isna() & (frame["unit"] == "%")
    signed = frame["said"] == "%"
    some = frame["metric"].isin(frame.loc[sound & signed, "metric"])
    _refuse(frame, sound & some & ~signed, lambda row: Sentence("{metric}: “{text}” lacks the % that other cells have; it may be a fraction.", _of(row)))
    untold = sound & ~signed & (frame["sheet"] | ~frame["stated"])
    largest = frame[untold].groupby("metric")["value"].agg(lambda values: values.abs().max())
    fractions = frame["metric"].isin(largest.index[(largest > 0) & (largest <= 1)])
    _refuse(frame, untold & fractions, lambda row: Sentence("{metric}: “{text}” may be a fraction, as a workbook keeps 95%: write the cell as text with its %.", _of(row)))


def _repeated(frame: pd.DataFrame) -> None:
    """Of a day, brand and metric there is one row, or one that stands there several times, the same in every cell."""
    sound = frame[frame["why"].isna()]
    rows_of = (sound["table"].astype(str) + " " + sound["row"]).groupby([sound[name] for name in ("date", "brand", "metric")], dropna=False).transform("nunique")
    wrong = pd.Series(False, index=frame.index)
    wrong[rows_of.index] = rows_of > 1
    _refuse(frame, wrong, lambda row: Sentence("Several rows tell {metric} of this day: add them up, or leave one.", {"metric": row.metric}))
