"""How a share of all changed since another window: what a question asks for it, and which of its changes are no chance."""

import numpy as np
import pyarrow as pa

from analysis.filters import Filters, earlier
from analysis.interval import benjamini_hochberg, newcombe, p_of_difference

# How many independent voices a selection is: mentions of one story, or of one author, count the less the larger it is.
VOICES = """
SELECT (SELECT count(*) FROM {of}) ** 2 / CAST(greatest(
    (SELECT sum(n * CASE WHEN story_id IS NULL THEN 1 ELSE n END) FROM (SELECT story_id, count(*) AS n FROM {of} GROUP BY story_id)),
    (SELECT sum(n * CASE WHEN author IS NULL THEN 1 ELSE n END) FROM (SELECT {author} AS author, count(*) AS n FROM {of} GROUP BY author))
) AS DOUBLE)
"""
UNKNOWN = "CAST(NULL AS DOUBLE)"


def pieces(before: Filters | None) -> tuple[dict[str, str], dict[str, object]]:
    """SQL for a question's {before}, {voices} (of `selection`) and {voices_before} (of `selection_before`), the voices unknown without a window
    before; and the values that it uses. An {author} of it is left to the question.
    """
    selection, values = earlier(before)
    voices = {name: VOICES.replace("{of}", of).strip() if before else UNKNOWN for name, of in (("voices", "selection"), ("voices_before", "selection_before"))}
    return {"before": selection, **voices}, values


def interval(table: pa.Table, tested: np.ndarray | bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each row's share less share_before (of so many voices and voices_before): low and high end (Newcombe; NaN where unknown), and whether it is
    clear: the interval excludes 0, and it holds at q = .10 over all rows that are `tested`.
    """
    share, then, n, n_then = (table[name].cast(pa.float64()).to_numpy() for name in ("share", "share_before", "voices", "voices_before"))
    low, high = newcombe(share, n, then, n_then)
    holds = benjamini_hochberg(np.where(tested, p_of_difference(share, n, then, n_then), np.nan))
    return low, high, holds & ((low > 0) | (high < 0))
