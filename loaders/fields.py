"""The fields of a mention that an export can fill: their type, how a cell is cast, how repeats are folded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """`cast` names a macro of cast.sql that turns a cell into `type`; `fold` a rule of fold.py."""

    type: str
    cast: str
    fold: str = "latest"


FIELDS = {
    "native_id": Field("VARCHAR", "as_id"),
    "platform": Field("VARCHAR", "as_word"),
    "kind": Field("VARCHAR", "as_word"),
    "source_name": Field("VARCHAR", "as_name"),
    "author_id": Field("VARCHAR", "as_id"),
    "author_name": Field("VARCHAR", "as_name"),
    "author_followers": Field("BIGINT", "as_count"),
    "author_kind": Field("VARCHAR", "as_word"),
    "verified": Field("BOOLEAN", "as_flag"),
    "gender": Field("VARCHAR", "as_name"),
    "published_at": Field("TIMESTAMP", "as_time", fold="time"),
    "precision": Field("VARCHAR", "as_precision", fold="time"),
    "collected_at": Field("TIMESTAMP", "as_time"),
    "title": Field("VARCHAR", "as_text"),
    "text": Field("VARCHAR", "as_text", fold="text"),
    "url": Field("VARCHAR", "as_url"),
    "likes": Field("BIGINT", "as_count", fold="max"),
    "comments": Field("BIGINT", "as_count", fold="max"),
    "reposts": Field("BIGINT", "as_count", fold="max"),
    "favourites": Field("BIGINT", "as_count", fold="max"),
    "views": Field("BIGINT", "as_count", fold="max"),
    "reach": Field("BIGINT", "as_count", fold="max"),
    "counts_are": Field("VARCHAR", "as_word"),
    "region": Field("VARCHAR", "as_name"),
    "language": Field("VARCHAR", "as_word"),
    "parent_id": Field("UUID", "as_word"),
    "root_id": Field("UUID", "as_word"),
    "edge": Field("VARCHAR", "as_word"),
    "brands": Field("VARCHAR[]", "as_list", fold="union"),
    "products": Field("VARCHAR[]", "as_list", fold="union"),
    "version": Field("VARCHAR", "as_name"),
    "queries": Field("VARCHAR[]", "as_list", fold="union"),
    "emotion": Field("VARCHAR", "as_name"),
    "export_sentiment": Field("TINYINT", "as_sentiment"),
    "sensitivity": Field("VARCHAR", "as_name"),
    "extra": Field("JSON", "as_word"),
}

COUNTS = tuple(name for name, field in FIELDS.items() if field.cast == "as_count")
ORIGIN = ("import_id", "file_hash", "member", "line", "part")
