"""Who would be a KOL or a medium by other rules, of all mentions, before anything is saved."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_NUMBER, Filters
from nlp.authors import KINDS


def author_rules(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, *, kol_followers: int, media_platforms: tuple[str, ...], listed: Sequence[tuple[str, str]]
) -> Answer:
    """Of kol and media, each where anybody is or would be: mentions and authors (distinct, known) that are it now, drafted and drafted_authors
    that would be it by AuthorRules of these values. Whom the list of accounts (`listed`: platform or
    "*", id or "@" and a name) or the export tells stays what he is.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"author": AUTHOR_NUMBER},
        parameters={
            "kol_followers": kol_followers, "media_platforms": list(media_platforms), "kinds": list(KINDS),
            "listed": [f"{platform}:{id_}" for platform, id_ in listed],
        },
        opens={"value": "author_kinds"},
    )  # fmt: skip
