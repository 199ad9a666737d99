"""The ends of intervals, beside the shares of a table."""

import numpy as np
import pyarrow as pa

from analysis import interval


def with_ends(table: pa.Table, share: str, n: str, low: str, high: str, *, net: bool = False) -> pa.Table:
    """The table with two more columns behind that of a share, or of net sentiment: from where to where it may lie by the effective
    number of mentions in the column `n`; NULL where that is not known.
    """
    value, effective = (table[name].cast(pa.float64()).to_numpy() for name in (share, n))
    ends = interval.of_net(*interval.wilson((1 + value) / 2, effective)) if net else interval.wilson(value, effective)
    place = table.column_names.index(share) + 1
    for name, values in zip((high, low), reversed(ends), strict=True):
        table = table.add_column(place, name, pa.array(np.asarray(values), pa.float64(), from_pandas=True))
    return table
