"""Whose account an author is: of which brand the official accounts of the store are, and those that the list of accounts names."""

from collections.abc import Sequence
from pathlib import Path

from analysis.answered import ANSWERS_TO, OFFICIAL
from analysis.filters import AUTHOR_KEY, Filters


def pieces(filters: Filters, *, speaks: str = OFFICIAL) -> dict[str, str]:
    """SQL for a question's {whose}: the step `account` (author, platform, official, listed, brand: NULL where nothing tells) of the authors of the mentions that `speaks`
    chooses, as of the moment that is looked at, and the step `speaker`, these mentions, with target (what one answers).
    """
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").rstrip()
    filled = {"author": AUTHOR_KEY, "is_official": OFFICIAL, "answers_to": ANSWERS_TO, "published": filters.seen("{published}"), "speaks": speaks}
    for name, piece in filled.items():
        sql = sql.replace(f"{{{name}}}", piece)
    return {"whose": sql}


def parameters(accounts: Sequence[tuple[str, str]], named: Sequence[str]) -> dict[str, list[str]]:
    """`accounts`: the list's keys (platform or `*`, a colon, id or `@` and name) and the brand of each; `named`: brands that are known besides those of mentions."""
    return {"keys": [key for key, _brand in accounts], "owners": [brand for _key, brand in accounts], "named": [*named]}
