"""What a question answers: a table, the SQL that made it, and the way back to the mentions behind each of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from analysis.filters import BY_NAME, Filters


@dataclass(frozen=True)
class Answer:
    """`opens` tells which column of the table narrows which field of Filters; `since` and `until` narrow the window."""

    table: pa.Table
    sql: str
    parameters: dict[str, object]
    filters: Filters
    opens: dict[str, str] = field(default_factory=dict)

    @cached_property
    def frame(self) -> pd.DataFrame:
        return self.table.to_pandas()

    @cached_property
    def rows(self) -> list[dict]:
        """The table's rows with unknown as None."""
        return self.table.to_pylist()

    @property
    def row(self) -> dict:
        """The only row, of questions that have one."""
        return self.rows[0]

    def mentions(self, mark: Mapping) -> Filters:
        """The filters that show exactly the mentions counted in `mark`, a row of the table; a list stands for any of its values,
        or for all of them in a field that wants all: there they join those that are chosen already.
        """
        narrowed = {name: _chosen(name, mark[column]) for column, name in self.opens.items()}
        for name in narrowed:
            if BY_NAME[name].form == "all":
                narrowed[name] = tuple(dict.fromkeys([*getattr(self.filters, name), *narrowed[name]]))
        for edge in ("since", "until"):
            if edge in self.table.column_names:
                narrowed[edge] = _moment(mark[edge])
        return replace(self.filters.steady() if narrowed and "newcomers" not in narrowed else self.filters, **narrowed)


def ask(
    cursor: duckdb.DuckDBPyConnection,
    sql: Path,
    filters: Filters,
    *,
    pieces: Mapping[str, str] | None = None,
    parameters: Mapping[str, object] | None = None,
    opens: Mapping[str, str] | None = None,
) -> Answer:
    """Run a question: the file's SQL over `selection`, the mentions that `filters` leave.

    `pieces` fill {names} of the file from closed sets; `parameters` are values.
    """
    selection, values = filters.selection()
    text = sql.read_text(encoding="utf-8")
    for name, piece in (pieces or {}).items():
        text = text.replace(f"{{{name}}}", piece)
    whole = text.replace("{selection}", selection)
    values = values | dict(parameters or {})
    wanted = duckdb.extract_statements(whole)[0].named_parameters
    used = {name: values[name] for name in wanted}
    return Answer(cursor.execute(whole, used).to_arrow_table(), whole, used, filters, dict(opens or {}))


def _chosen(name: str, value: object) -> tuple:
    values = value if isinstance(value, list) else [value]
    return tuple(None if _unknown(one) else BY_NAME[name].parse(one) for one in values)


def _unknown(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _moment(value: object) -> datetime:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
