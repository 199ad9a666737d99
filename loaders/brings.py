"""Which exports would bring the mentions of a platform."""

import re
from functools import cache

from loaders.export import Sql
from loaders.exports import EXPORTS

# Published corpora: they are read, but nobody can export anew what they hold.
CORPORA = ("Tweets.csv", "cyang03/CHECKED", "thunlp/Chinese_Rumor_Dataset")
# What a browser sent on, by its tool: which platform it is stands in the file.
BROWSED = {"Zeeschuimer": ("x", "tiktok", "instagram", "douyin", "xiaohongshu")}


@cache
def tools(platform: str) -> tuple[str, ...]:
    """The tools whose exports are of this platform, as docs/formats.md names them."""
    named = [export.tool for export in EXPORTS if platform in _platforms(export)]
    browsed = [tool for tool, platforms in BROWSED.items() if platform in platforms]
    return tuple(dict.fromkeys(tool for tool in (*named, *browsed) if tool not in CORPORA))


@cache
def monitors() -> tuple[str, ...]:
    """The tools whose exports tell of each mention on which platform it stands."""
    return tuple(dict.fromkeys(export.tool for export in EXPORTS if any('host_of("@url")' in finding.derive.get("@platform", "") for finding in export.findings)))


def _platforms(export: object) -> set[str]:
    """Those that its formulas name."""
    formulas = [finding.fields.get("platform") for finding in export.findings]
    return {name for formula in formulas if isinstance(formula, Sql) for name in re.findall(r"'(\w+)'", formula)}
