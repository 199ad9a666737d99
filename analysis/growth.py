"""Growth 增长 of a count against the period before, and which of many growths are no chance."""

from math import erfc, sqrt

import numpy as np
import pyarrow as pa

from analysis.interval import LEAST_EFFECTIVE, Z, benjamini_hochberg

# Added to both counts, so that a count of 0 has a ratio too.
HALF = 0.5


def with_growth(table: pa.Table, now: str, before: str, voices: str, voices_before: str) -> pa.Table:
    """The table with four more columns behind `before`: ratio, (now + ½)/(before + ½), NULL where `before` is; ratio_low and ratio_high, the
    interval of that ratio of two Poisson counts by how many independent voices they are, NULL where neither side has 10 of them; clear, whether it
    excludes 1, held at q = .10 over all rows.
    """
    count, then, n, n_then = (table[name].cast(pa.float64()).to_numpy() for name in (now, before, voices, voices_before))
    ratio = (count + HALF) / (then + HALF)
    n, n_then = np.nan_to_num(n), np.where(np.isnan(then), np.nan, np.nan_to_num(n_then))
    error = np.where(np.fmax(n, n_then) >= LEAST_EFFECTIVE, np.sqrt(1 / (n + HALF) + 1 / (n_then + HALF)), np.nan)
    p = np.vectorize(erfc, otypes=[float])(np.abs(np.log(ratio)) / error / sqrt(2)) if len(ratio) else ratio
    low, high = ratio * np.exp(-Z * error), ratio * np.exp(Z * error)
    clear = benjamini_hochberg(p) & ((low > 1) | (high < 1))
    place = table.column_names.index(before) + 1
    for step, (name, values) in enumerate({"ratio": ratio, "ratio_low": low, "ratio_high": high, "clear": clear}.items()):
        table = table.add_column(place + step, name, pa.array(values, pa.bool_() if name == "clear" else pa.float64(), from_pandas=True))
    return table
