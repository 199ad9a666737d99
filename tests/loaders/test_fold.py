import hashlib
import json
import random
import shutil
import threading
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from uuid import UUID

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.fields import FIELDS, ORIGIN
from loaders.fold import STORED, NoImport, publish, undo
from loaders.parameters import Parameters
from loaders.prepare import Prepared
from loaders.rules import enricher
from nlp.enrich import DERIVED, INPUTS
from nlp.rules import Rules
from nlp.sentiment import score
from store.connect import connect
from store.digest import digest, faults
from tests.loaders.invented import WEIBO_17, overlapping, weibo_post, write
from tests.loaders.staging import imported, rows, staged

# The fold ------------------------------------------------------------------------------------------------------------

COUNTS = ("author_followers", "likes", "comments", "reposts", "favourites", "views", "reach")
FINENESS = {"second": 0, "minute": 1, "day": 2, "week": 3, "month": 4, "year": 5, "given": 6}
# What a field of each type may hold: few values, so that sightings agree and disagree.
VALUES = {
    "VARCHAR": ["a", "b", "啊", "ab", "ba", "", "😤"],
    "BIGINT": [0, 1, 7, 2**62],
    "TINYINT": [-1, 0, 1],
    "BOOLEAN": [True, False],
    "TIMESTAMP": [datetime(2024, 3, 1) + n * timedelta(hours=7) for n in range(4)],
    "UUID": [str(UUID(int=n)) for n in range(3)],
    "VARCHAR[]": [["b"], ["浮岛"], ["b", "浮岛"], ["浮岛", "音箱"]],
    "JSON": ['{"x":"a"}', '{"x":"b"}', '{"y":"啊"}'],
}
ALWAYS = {"published_at": VALUES["TIMESTAMP"], "precision": sorted(FINENESS)}


def some_sightings(draw: random.Random, mentions: int) -> list[dict]:
    """Sightings of so many mentions, every field unknown one time in three."""
    return [
        {"mention_id": str(UUID(int=0xFEED << 100 | draw.randrange(mentions)))}
        | {
            name: draw.choice(ALWAYS[name])
            if name in ALWAYS
            else draw.choice([None, *[draw.choice(VALUES[field.type])] * 2])
            for name, field in FIELDS.items()
        }
        for _ in range(draw.randrange(1, 60))
    ]


def place(at: int) -> dict:
    """Where the n-th sighting of a file stands."""
    return {"member": (None, "a", "b")[at % 3], "line": at // 6 + 2, "part": at // 3 % 2}


def as_prepared(folder: Path, number: int, sightings: list[dict]) -> Prepared:
    """A staged file of these sightings."""
    folder.mkdir(exist_ok=True)
    types = {
        "VARCHAR[]": pa.list_(pa.string()),
        "TIMESTAMP": pa.timestamp("us"),
        "BIGINT": pa.int64(),
        "BOOLEAN": pa.bool_(),
    }
    types |= {"TINYINT": pa.int8()}
    schema = pa.schema(
        [("mention_id", pa.string())]
        + [(name, types.get(field.type, pa.string())) for name, field in FIELDS.items()]
        + [("member", pa.string()), ("line", pa.int64()), ("part", pa.int32())]
    )
    lines = pa.Table.from_pylist([row | place(at) for at, row in enumerate(sightings)], schema)
    derived, words = enricher(Rules.of({})).enrich(lines)
    rejected = pa.schema([("member", pa.string()), ("line", pa.int64()), ("part", pa.int32()), ("reason", pa.string()), ("raw", pa.string())])
    prepared = Prepared(
        folder=str(folder),
        file_name=f"{number}.csv",
        file_hash=hashlib.md5(f"{folder}{number}".encode()).hexdigest(),
        bytes=1,
        export="table",
        parameters=Parameters(),
        rows=len(sightings),
        read=len(sightings),
        rejected=0,
        warnings={},
        left_out={},
        since=min(row["published_at"] for row in sightings).isoformat(),
        until=max(row["published_at"] for row in sightings).isoformat(),
    )
    lines = lines.append_column("derived", derived.to_struct_array())
    pq.write_table(lines, str(prepared.sightings).replace("*", "0"))
    pq.write_table(words, str(prepared.words).replace("*", "0"))
    pq.write_table(rejected.empty_table(), str(prepared.rejections).replace("*", "0"))
    return prepared


def folded(files: dict[str, list[dict]]) -> dict[str, dict]:
    """The mentions that these files (hash -> sightings) make, by pandas alone."""
    frame = pd.DataFrame(
        [
            row | {"file_hash": file_hash} | place(at)
            for file_hash, sightings in files.items()
            for at, row in enumerate(sightings)
        ],
        dtype=object,
    )
    if frame.empty:
        return {}
    never = datetime.min
    frame["collected"] = [never if moment is None else moment for moment in frame["collected_at"]]
    frame["place"] = [member or "" for member in frame["member"]]
    frame = frame.sort_values(["collected", "file_hash", "place", "line", "part"])
    mentions = {}
    for mention_id, group in frame.groupby("mention_id"):
        best = group.iloc[-1]
        mention = {name: best[name] for name in ("file_hash", "member", "line", "part")}
        for name in FIELDS:
            known = [value for value in group[name] if value is not None]
            if name in COUNTS and name != "author_followers":
                mention[name] = max(known, default=None)
            elif name == "text":
                mention[name] = max(known, key=lambda text: (len(text), text), default=None)
            elif name in ("brands", "products", "queries"):
                mention[name] = sorted({value for values in known for value in values}) or None
            else:
                mention[name] = known[-1] if known else None
        finest = min(
            zip(group["precision"], group["published_at"], strict=True), key=lambda pair: (FINENESS[pair[0]], pair[1])
        )
        mention["precision"], mention["published_at"] = finest
        mentions[mention_id] = mention
    return mentions


def stored(store) -> dict[str, dict]:
    names = [*FIELDS, "file_hash", "member", "line", "part"]
    found = rows(store, f"SELECT CAST(mention_id AS VARCHAR), {', '.join(STORED[name] for name in names)} FROM mention")
    uuids = {"parent_id", "root_id"}
    return {
        row[0]: {n: str(v) if n in uuids and v is not None else v for n, v in zip(names, row[1:], strict=True)}
        for row in found
    }


def derived(store) -> dict[str, dict]:
    """What stands beside the mentions' fields."""
    found = rows(store, f"SELECT CAST(mention_id AS VARCHAR), {', '.join(DERIVED.names)} FROM mention")
    return {row[0]: {n: v.hex if isinstance(v, UUID) else v for n, v in zip(DERIVED.names, row[1:], strict=True)} for row in found}


def enriched(mentions: dict[str, dict]) -> dict[str, dict]:
    """What follows from these mentions, one at a time."""
    enrich = enricher(Rules.of({})).enrich
    return {
        mention_id: enrich(pa.Table.from_pylist([mention], pa.schema(INPUTS)))[0].to_pylist()[0]
        for mention_id, mention in mentions.items()
    }


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory):
    store = connect(tmp_path_factory.mktemp("fold") / "store.duckdb")
    yield store
    store.close()


@settings(max_examples=12)
@given(seed=st.integers(0, 2**32), mentions=st.sampled_from([1, 3, 40]), count=st.integers(1, 4))
def test_the_fold_is_the_one_that_pandas_makes_and_so_it_is_after_an_undo(
    shared_store, tmp_path_factory, seed, mentions, count
):
    store, draw = shared_store, random.Random(seed)
    files = [some_sightings(draw, mentions) for _ in range(count)]
    folder = tmp_path_factory.mktemp("files")
    prepared = [as_prepared(folder / str(n), n, sightings) for n, sightings in enumerate(files)]
    receipts = {n: publish(store, prepared[n]) for n in draw.sample(range(count), count)}
    try:
        known = {prepared[n].file_hash: sightings for n, sightings in enumerate(files)}
        assert stored(store) == folded(known)
        assert derived(store) == enriched(folded(known))
        times = pd.Series([row["mention_id"] for sightings in files for row in sightings]).value_counts()
        assert dict(rows(store, "SELECT CAST(mention_id AS VARCHAR), count(*) FROM sighting GROUP BY ALL")) == dict(
            times[times > 1]
        )
        assert sum(receipt.added for receipt in receipts.values()) == len(times)
        assert faults(store) == []
        gone = draw.randrange(count)
        undo(store, receipts.pop(gone).import_id)
        known.pop(prepared[gone].file_hash)
        assert stored(store) == folded(known)
        assert faults(store) == []
    finally:
        for receipt in receipts.values():
            undo(store, receipt.import_id)
    assert stored(store) == {}


def test_the_label_of_the_export_is_the_sentiment_and_the_model_s_where_there_is_none(native, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("正文,发布时间,情感\na,2024-03-01,正面\nb,2024-03-01,负面\nc,2024-03-01,敏感\n!,2024-03-01,\n", encoding="utf-8")
    imported(native, path)
    model = int(score(["c"])["label"][0])
    assert rows(native, "SELECT text, sentiment, sentiment_by FROM mention ORDER BY text") == [
        ("!", None, None),
        ("a", 1, "export"),
        ("b", -1, "export"),
        ("c", model, "model"),
    ]


# Imports and their order ---------------------------------------------------------------------------------------------

ORDERS = list(permutations(range(3)))


@pytest.fixture(scope="module")
def three(tmp_path_factory) -> list[Prepared]:
    """Three staged files that overlap, 100 mentions and more each."""
    folder = tmp_path_factory.mktemp("overlapping")
    return [staged(path) for path in overlapping(folder)]


@pytest.fixture(scope="module")
def alone(three, tmp_path_factory) -> dict[frozenset, dict]:
    """The digest that each choice of the three files makes in a store of its own."""
    digests = {}
    for chosen in [(), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)]:
        store = connect(tmp_path_factory.mktemp("alone") / "store.duckdb")
        for n in chosen:
            publish(store, three[n])
        digests[frozenset(chosen)] = digest(store)
        store.close()
    return digests


def test_the_three_files_overlap_enough_to_tell(three, native):
    receipts = [publish(native, prepared) for prepared in three]
    assert [receipt.read >= 100 for receipt in receipts] == [True] * 3
    shared = rows(
        native,
        "SELECT count(DISTINCT import_id) AS n, count(*) FROM (SELECT DISTINCT mention_id, import_id FROM sighting) "
        "GROUP BY mention_id ORDER BY n DESC LIMIT 1",
    )
    assert shared == [(3, 3)]
    assert [receipt.rejected for receipt in receipts] == [0, 1, 0]
    (changed,) = rows(
        native,
        "SELECT count(*) FROM (SELECT mention_id FROM sighting GROUP BY mention_id "
        "HAVING count(DISTINCT text) > 1 AND count(DISTINCT likes) > 1 AND count(DISTINCT published_at) > 1)",
    )
    assert changed > (5,)


@pytest.mark.parametrize(
    ("store_url", "order"),
    [*(("native", order) for order in ORDERS), *(pytest.param("lake", order, marks=pytest.mark.postgres) for order in ORDERS[::3])],
    indirect=["store_url"],
)
def test_an_undo_in_any_order_leaves_what_the_others_alone_make(store, three, alone, order):
    """Each of them undone first; in a lake, which is slower, fewer orders and one of them."""
    first = [order[1]] if store.url.startswith("ducklake") else order
    for undone in [(n, *(other for other in order if other != n)) for n in first]:
        ids = {n: publish(store, three[n]).import_id for n in order}
        assert digest(store) == alone[frozenset(ids)]
        for n in undone:
            undo(store, ids.pop(n))
            assert digest(store) == alone[frozenset(ids)], (order, undone, n)
        assert faults(store) == []


def test_nothing_of_an_import_is_left_after_everything_is_undone(native, three):
    empty = digest(native)
    ids = [publish(native, prepared).import_id for prepared in three]
    for import_id in ids:
        undo(native, import_id)
    assert digest(native) == empty
    left = rows(
        native,
        "SELECT (SELECT count(*) FROM mention), (SELECT count(*) FROM sighting), (SELECT count(*) FROM rejected)",
    )
    assert left == [(0, 0, 0)]
    assert rows(native, "SELECT count(*), count(undone_at) FROM import") == [(3, 3)]


def test_an_import_after_its_undo_is_the_import(store, three, alone):
    publish(store, three[0])
    for _ in range(2):
        receipt = publish(store, three[2])
        assert digest(store) == alone[frozenset({0, 2})]
        gone = undo(store, receipt.import_id)
        assert gone == receipt.added
        assert digest(store) == alone[frozenset({0})]


def test_the_same_file_again_adds_nothing(store, three, alone):
    first = publish(store, three[1])
    version = store.data_version
    again = publish(store, three[1])
    assert (again.import_id, again.added, again.merged, again.rejected) == (
        first.import_id,
        0,
        first.added + first.merged,
        first.rejected,
    )
    assert again.warnings == first.warnings | {"already_imported": 1}
    assert digest(store) == alone[frozenset({1})]
    assert (rows(store, "SELECT count(*) FROM import"), store.data_version) == ([(1,)], version)


def test_the_same_bytes_with_other_parameters_are_another_import_that_merges(native, tmp_path):
    path = write(tmp_path / "浮岛.csv", WEIBO_17, [weibo_post(n) for n in range(5)])
    assert imported(native, path).added == 5
    assert imported(native, path, brand="浮岛").added == 0
    assert rows(native, "SELECT DISTINCT brands, queries FROM mention") == [(["浮岛"], ["浮岛"])]
    renamed = path.rename(tmp_path / "音箱.csv")
    assert imported(native, renamed).added == 0
    assert rows(native, "SELECT DISTINCT queries FROM mention") == [(["浮岛", "音箱"],)]
    assert rows(native, "SELECT count(*) FROM import") == [(3,)]


def test_an_import_is_undone_once(native, three):
    receipt = publish(native, three[0])
    undo(native, receipt.import_id)
    with pytest.raises(NoImport):
        undo(native, receipt.import_id)
    with pytest.raises(NoImport):
        undo(native, UUID(int=5))


def test_every_import_and_undo_makes_a_new_version_of_the_data(native, three):
    versions = [native.data_version]
    receipt = publish(native, three[0])
    versions.append(native.data_version)
    undo(native, receipt.import_id)
    versions.append(native.data_version)
    assert versions == [0, 1, 2]


def test_an_import_is_recorded_with_its_receipt(native, three):
    receipt = publish(native, three[1], seconds=1.5)
    (row,) = rows(
        native,
        "SELECT CAST(import_id AS VARCHAR), file_hash, file_name, bytes, export, parameters ->> 'query', rows, read, added, "
        "merged, rejected, warnings, since, until, seconds, undone_at FROM import",
    )
    prepared = three[1]
    assert row == (
        receipt.import_id,
        prepared.file_hash,
        "音箱.csv",
        prepared.bytes,
        "weibo-search",
        "音箱",
        receipt.rows,
        receipt.read,
        receipt.added,
        receipt.merged,
        1,
        json.dumps(receipt.warnings),
        datetime.fromisoformat(prepared.since),
        datetime.fromisoformat(prepared.until),
        receipt.seconds,
        None,
    )
    assert receipt.read == receipt.added + receipt.merged + receipt.rejected
    assert receipt.seconds >= 1.5
    (imported_at,) = rows(native, "SELECT imported_at FROM import")[0]
    assert abs(native.now() - imported_at) < timedelta(seconds=30)


def test_a_publish_that_fails_leaves_the_store_as_it_was(store, three, alone):
    publish(store, three[0])
    broken = Path(three[2].folder + "-broken")
    shutil.copytree(three[2].folder, broken, dirs_exist_ok=True)
    (broken / "rejected-0.parquet").write_bytes(b"no parquet")
    with pytest.raises(Exception, match=r"rejected-0\.parquet"):
        publish(store, Prepared(**{**three[2].__dict__, "folder": str(broken)}))
    assert digest(store) == alone[frozenset({0})]
    publish(store, three[2])
    assert digest(store) == alone[frozenset({0, 2})]


def test_origin_is_of_the_winning_sighting(native, tmp_path):
    first = write(tmp_path / "a.csv", WEIBO_17, [weibo_post(1), weibo_post(2)])
    second = write(tmp_path / "b.csv", WEIBO_17, [weibo_post(3), weibo_post(1)])
    receipts = {staged(path).file_hash: imported(native, path).import_id for path in (first, second)}
    winner = max(receipts)
    line = 2 if winner == staged(first).file_hash else 3
    assert set(ORIGIN) == {"import_id", "file_hash", "member", "line", "part"}
    assert rows(
        native,
        "SELECT CAST(import_id AS VARCHAR), file_hash, line, part FROM mention WHERE native_id = $mid",
        mid=weibo_post(1)["id"],
    ) == [(receipts[winner], winner, line, 0)]


def test_questions_are_answered_while_a_large_file_is_published(native, tmp_path):
    count = 200_000
    post = weibo_post(1) | {"bid": ""}
    posts = ({**post, "id": str(5_000_000_000_012_347 + n)} for n in range(count))
    prepared = staged(write(tmp_path / "浮岛.csv", WEIBO_17, posts))
    publishing = threading.Thread(target=publish, args=(native, prepared))
    publishing.start()
    answers = []
    while publishing.is_alive():
        answers += rows(native, "SELECT count(*) FROM mention")[0]
    publishing.join()
    assert set(answers) <= {0, count}
    assert answers.count(0) >= 3
    assert rows(native, "SELECT count(*) FROM mention") == [(count,)]
