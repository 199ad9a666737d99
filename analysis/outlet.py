"""Outlets 媒体: which mentions are those of a medium, under which name, and of what level it is (config/outlets.toml)."""

import tomllib
from functools import lru_cache
from pathlib import Path

CONFIG = Path(__file__).parent.parent / "config" / "outlets.toml"

IS_OUTLET = "coalesce(kind = 'article' OR author_kind = 'media', false)"
_HOST = r"nullif(lower(regexp_extract(url, '(?i)^https?://(?:www\.)?([^/:?#]+)', 1)), '')"
_SITE, _ACCOUNT = "nullif(trim(source_name), '')", "nullif(trim(author_name), '')"
# On a site an article's author may be a journalist; where accounts publish, the site is only the platform.
OUTLET = (
    f"CASE WHEN kind = 'article' AND coalesce(platform, 'news') = 'news' THEN coalesce({_SITE}, {_HOST}, {_ACCOUNT}) "
    f"WHEN {IS_OUTLET} THEN coalesce({_ACCOUNT}, {_SITE}, {_HOST}) END"
)


@lru_cache
def levels() -> dict:
    """config/outlets.toml as parameters of a question: in which columns of an export its level stands and what is written there;
    names that an outlet's name, or the end of its host, is compared with, and endings of names, each with its level.
    """
    told = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    rows = {kind: [(text, level["name"]) for level in told["level"] for text in level.get(kind, [])] for kind in ("exported", "names", "endings")}
    return {
        "level_columns": [f'$."{column}"' for column in told["columns"]],
        **{kind: [text for text, _level in found] for kind, found in rows.items()},
        **{f"{kind}_levels": [level for _text, level in found] for kind, found in rows.items()},
    }
