"""What `write` leaves in a folder: the same at every run, and every export known by the loaders."""

import csv
import hashlib
import json
import re
import tomllib
from datetime import date
from pathlib import Path

import demo

FORMATS = {
    "澜汐.csv": "weibo-search",
    "朔野.csv": "weibo-search",
    "禾曜.csv": "weibo-search",
    "智能手表.csv": "weibo-search",
    "澜汐电池过热.csv": "yuqingtong",
    "全网监测.csv": "yuqingtong",
    "xhs_search_contents_2025-04-28.csv": "mediacrawler-xiaohongshu",
    "xhs_search_comments_2025-04-28.csv": "mediacrawler-xiaohongshu-comments",
    "douyin_search_contents_2025-04-28.json": "mediacrawler-douyin",
    "douyin_search_comments_2025-04-28.json": "mediacrawler-douyin-comments",
    "bili_search_contents_2025-04-28.jsonl": "mediacrawler-bilibili",
    "bili_search_comments_2025-04-28.jsonl": "mediacrawler-bilibili-comments",
    "zhihu_search_contents_2025-04-28.jsonl": "mediacrawler-zhihu",
    "zhihu_search_comments_2025-04-28.jsonl": "mediacrawler-zhihu-comments",
    "tieba_search_contents_2025-04-28.csv": "mediacrawler-tieba",
    "tieba_search_comments_2025-04-28.csv": "mediacrawler-tieba-comments",
    "weibo_detail_comments_2025-04-28.csv": "mediacrawler-weibo-comments",
    "lanxi.jsonl": "x-api-pages",
    "澜汐健康.csv": "google-play-scraper",
    "客服工单.xlsx": "tickets",
}


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_runs_write_the_same_bytes(written, tmp_path):
    heard = []
    demo.write(tmp_path, progress=heard.append)
    assert digests(tmp_path) == digests(written.folder)
    assert heard == sorted(heard) and heard[0] == 0.0 and heard[-1] == 1.0


def test_another_seed_tells_another_story(written, tmp_path):
    demo.write(tmp_path, seed=7)
    mine, other = digests(written.folder), digests(tmp_path)
    assert mine.keys() == other.keys()
    assert [name for name in mine if mine[name] == other[name]] == ["accounts.csv", "accounts.toml", "aspects.toml", "watchlist.toml"]


def test_the_returned_paths_are_all_the_exports(written):
    assert {path.name for path in written.exports} == FORMATS.keys()
    assert sorted(written.exports) == sorted((written.folder / "exports").iterdir())
    assert sorted(path.name for path in written.folder.iterdir()) == [
        "accounts.csv", "accounts.toml", "annotations.json", "aspects.toml", "business.csv", "exports", "hot_searches.csv", "ledger.json", "truth.json", "watchlist.toml",
    ]  # fmt: skip


def test_every_export_is_known_and_its_receipt_adds_up(found):
    receipts = found.receipts
    assert {name: receipt.export for name, receipt in receipts.items()} == FORMATS
    sums = {name: receipt.added + receipt.merged + receipt.rejected for name, receipt in receipts.items()}
    assert sums == {name: receipt.read for name, receipt in receipts.items()}


def test_only_what_was_planted_is_rejected_or_warned_of(found, truth):
    receipts = found.receipts
    assert {name: receipt.rejected for name, receipt in receipts.items() if receipt.rejected} == truth["rejected"]
    warnings = {name: receipt.warnings for name, receipt in receipts.items() if receipt.warnings}
    assert warnings == {"全网监测.csv": {"day_only": truth["mentions"]["day_only"]}}


def test_several_exports_tell_of_the_same_mentions(found):
    merged = {name: receipt.merged for name, receipt in found.receipts.items()}
    assert (
        merged["智能手表.csv"] > 200
        and merged["澜汐电池过热.csv"] > 500
        and merged["xhs_search_contents_2025-04-28.csv"] > 20
    )


def test_nothing_depends_on_the_day_of_the_run(written):
    today = date.today().isoformat()
    texts = [
        path.read_bytes() for path in written.folder.rglob("*") if path.suffix in (".csv", ".json", ".jsonl", ".toml")
    ]
    assert [text for text in texts if today.encode() in text] == []
    years = set(re.findall(rb"\b20\d\d(?=-\d\d-\d\d)", b"".join(texts)))
    assert years == {b"2025"}


def test_the_annotations_lie_in_the_eight_weeks(written):
    noted = written.read("annotations.json")
    assert {row["kind"] for row in noted} == {"ours", "media", "authority", "secondary", "other"}
    assert [row["title"] for row in noted if not "2025-03-03" <= row["at"] < "2025-04-28"] == []
    assert [row["at"] for row in noted] == sorted(row["at"] for row in noted)
    assert {tuple(row) for row in noted} == {("at", "until", "kind", "title", "note", "url")}


def test_the_accounts_have_known_kinds_and_speak(written, found):
    with (written.folder / "accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        accounts = list(csv.DictReader(file))
    assert {row["kind"] for row in accounts} == {"official", "media", "regulator", "partner", "kol"}
    heard = {(platform, id) for platform, id in found.rows("SELECT DISTINCT platform, author_id FROM mention")}
    silent = [row["name"] for row in accounts if (row["platform"], row["account"]) not in heard]
    assert silent == []


def test_the_accounts_stand_in_both_forms(written):
    with (written.folder / "accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            {
                "platform": row["platform"],
                "id": row["account"],
                "name": row["name"],
                "kind": row["kind"],
                "note": row["note"],
                **({"brand": row["brand"]} if row["brand"] else {}),
            }
            for row in csv.DictReader(file)
        ]
    assert tomllib.loads((written.folder / "accounts.toml").read_text(encoding="utf-8")) == {"account": rows}


def test_the_watchlist_names_what_is_watched(written):
    watched = tomllib.loads((written.folder / "watchlist.toml").read_text(encoding="utf-8"))
    assert {name: len(rules) for name, rules in watched.items()} == {
        "brand": 3,
        "product": 7,
        "problem": 8,
        "topic": 5,
        "combination": 3,
    }
    brands = {rule["name"] for rule in watched["brand"]}
    names = {rule["name"] for kind in ("brand", "product", "problem", "topic") for rule in watched[kind]}
    assert {rule["brand"] for rule in watched["product"]} == brands
    assert {part for rule in watched["combination"] for part in rule["of"]} <= names


def test_the_watchlist_tells_a_brand_from_what_sounds_like_it(written, found):
    watched = tomllib.loads((written.folder / "watchlist.toml").read_text(encoding="utf-8"))["brand"]
    excluded = [word for rule in watched for word in rule["without"]]
    traps = [text for (text,) in found.rows("SELECT text FROM mention WHERE queries = ['智能手表']")]
    assert len(traps) > 20
    assert [text for text in traps if not any(word in text for word in excluded)] == []


def test_the_aspects_are_the_shipped_ones_of_the_sets_that_watches_have(written):
    shipped, told = (tomllib.loads(path.read_text(encoding="utf-8")) for path in (demo.ASPECTS, written.folder / "aspects.toml"))
    assert told == shipped | {"aspect_sets": ["electronics", "ecommerce", "apps"]}


def test_the_sets_are_those_however_the_shipped_ones_are_written():
    wrapped = 'aspect_sets = [\n    "food",  # eaten\n    "travel",\n]\n\n[[aspect]]\nname = "taste"\n'
    assert tomllib.loads(demo.of_watches(wrapped)) == {"aspect_sets": ["electronics", "ecommerce", "apps"], "aspect": [{"name": "taste"}]}


def test_it_can_be_read_as_json(written):
    assert json.loads((written.folder / "truth.json").read_text(encoding="utf-8"))["seed"] == demo.SEED
