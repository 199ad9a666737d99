"""ExportComments, by an invented workbook's table as csv and by the real workbook."""

from datetime import datetime
from pathlib import Path
from shutil import copy

from tests.loaders.staging import imported, rows, sightings, staged

PREAMBLE = "ExportComments.com,,,,,,,\nSource URL,https://www.facebook.com/1_2,,,,,,\n,,,,,,,\n,,,,,,,\n,,,,,,,\n"
HEADER = ",,Name (click to view profile),Profile ID,Date,Likes,Comment,(view source)\n"


def test_comments_and_replies_below_the_preamble(tmp_path):
    path = tmp_path / "under.csv"
    path.write_text(
        PREAMBLE + HEADER + "1,,Reed Marsh,ID: 809000017,2020-12-31 18:55:05,2,It floats,view comment\n"
        "1-1,,Ana Reyes,ID: 809000018,2020-12-31 18:56:00,0,Mine sank,view comment\n,,,,,,,\n",
        encoding="utf-8",
    )
    prepared = staged(path)
    first, reply = sightings(prepared)
    assert (prepared.export, prepared.rejected) == ("exportcomments", 0)
    del first["mention_id"]
    assert first == {
        "kind": "comment",
        "author_id": "809000017",
        "author_name": "Reed Marsh",
        "published_at": datetime(2020, 12, 31, 18, 55, 5),
        "precision": "second",
        "text": "It floats",
        "likes": 2,
        "counts_are": "final",
        "queries": ["under"],
        "extra": '{"column 1":"1","Profile ID":"ID: 809000017","(view source)":"view comment"}',
        "line": 7,
        "part": 0,
    }
    assert reply["extra"].startswith('{"column 1":"1-1"')


def test_the_real_workbook_gives_73_comments(samples, native, tmp_path):
    receipt = imported(native, Path(copy(samples / "exportcomments" / "exportcomments.xlsx", tmp_path)))
    assert (receipt.export, receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == (
        "exportcomments", 73, 73, 73, 0, 0,
    )  # fmt: skip
    assert rows(
        native, "SELECT count(DISTINCT author_id) > 1, bool_and(regexp_full_match(author_id, '\\d+')) FROM mention"
    ) == [(True, True)]
