"""Estimated impressions 预估曝光 of single mentions, as steps of a question's SQL."""

import tomllib
from functools import lru_cache
from pathlib import Path

from analysis.filters import Filters

COEFFICIENTS = Path(__file__).parent.parent / "config" / "impressions.toml"


@lru_cache
def coefficients() -> dict[str, float]:
    """By platform, those of config/impressions.toml."""
    return {platform: float(part) for platform, part in tomllib.loads(COEFFICIENTS.read_text(encoding="utf-8")).items()}


def pieces(filters: Filters, *, of: str) -> dict[str, str]:
    """SQL for a question's {impressions}: the step `seen`, the step `of` with the impressions of each mention; NULL where its platform has no coefficient or its
    author's followers are not known. Columns of that step: mention_id, platform, author_followers, reposts and counted (whether its counts are its own).
    """
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").rstrip()
    return {"impressions": sql.replace("{of}", of).replace("{published}", filters.seen("{published}"))}


def parameters() -> dict[str, object]:
    return {"platforms_seen": [*coefficients()], "parts_seen": [*coefficients().values()]}
