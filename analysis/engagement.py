"""Engagement 互动量 and heat 热度 of single mentions, as SQL expressions over `mention`."""

import tomllib
from functools import lru_cache
from pathlib import Path

HEAT = Path(__file__).parent.parent / "config" / "heat.toml"

# A repost without words of its own shows the counts of what it reposts.
STOCK = ("转发微博", "快转微博", "轉發微博", "Repost", "repost", "转发", "转发A", "分享", "//")
BLANK = r"[\s\pZ\x{200b}\x{feff}]"
# One pattern, which leaves most texts at their first letter, takes half the time of cutting out the words and comparing them.
PURE = rf"(?s)RT @.*|{BLANK}*(?:{'|'.join(STOCK)})?{BLANK}*(?://{BLANK}*@.*)?"
# Neither AND nor IN would spare the others the look into their texts.
IS_PURE_REPOST = f"CASE WHEN kind = 'repost' THEN text IS NULL OR regexp_full_match(text, '{PURE}') ELSE false END"
COUNTED = f"(counts_are IS DISTINCT FROM 'snapshot' AND coalesce(likes, comments, reposts) IS NOT NULL AND NOT ({IS_PURE_REPOST}))"
ENGAGEMENT = f"CASE WHEN {COUNTED} THEN coalesce(likes, 0) + coalesce(comments, 0) + coalesce(reposts, 0) END"


@lru_cache
def heat() -> str:
    """Heat of a mention: 1 + Σ weight·ln(1 + count), the weights those of config/heat.toml."""
    weights = tomllib.loads(HEAT.read_text(encoding="utf-8"))
    return " + ".join(["1", *(f"{float(weight)} * ln(1 + coalesce({count}, 0))" for count, weight in weights.items())])
