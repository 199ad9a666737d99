"""The authors of pairs of brands, and those of them whose mentions a pair opens: steps of a question's SQL."""

from pathlib import Path

# Authors whose mentions a pair opens: a link holds no more.
MOST = 200


def pieces(of: str) -> dict[str, str]:
    """SQL for a question's {pairs}: the step `pairs` (one, other, authors, keys: the first `$most` of these by mentions of either brand, mentions: theirs) of the
    authors in the step `of` (author, one, other), with their mentions in `said` (author, brands, mentions).
    """
    return {"pairs": Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").rstrip().replace("{of}", of)}
