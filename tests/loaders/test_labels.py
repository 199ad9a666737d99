"""Whose label counts first, a format at a time: on both kinds of store, whatever else happens to the mentions."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import enrich
from loaders.corrections import correct, take_back
from loaders.fold import publish
from loaders.fold import undo as undo_import
from loaders.labels import choices, prefer, preferred
from loaders.rules import documents, rules_of
from store import settings as setting
from store.connect import connect
from store.digest import digest, faults
from tests.loaders.invented import write
from tests.loaders.staging import imported, rows, staged

TEXTS = ("续航太差了，垃圾，退货", "很好用，推荐，喜欢", "今天发布了新款手表", "屏幕碎了，客服不理，失望")
LABELS = ("正面", "", "负面", "中性")
TABLE = ("平台", "链接", "发布时间", "作者", "正文", "情感", "采集时间")
BRANDWATCH = ("Query Id", "Query Name", "Date", "Url", "Author", "Full Text", "Sentiment")


def labelled(path: Path, *, labels=LABELS, collected: str = "2024-03-05 10:00", first: int = 0) -> Path:
    """A table of mentions, each with its label or none."""
    mentions = [
        {
            "平台": "微博", "链接": f"https://weibo.com/1000000{n}/Nabc{n}", "发布时间": f"2024-03-01 1{n}:00", "作者": f"甲{n}",
            "正文": TEXTS[n % 4], "情感": label, "采集时间": collected,
        }
        for n, label in enumerate(labels, start=first)
    ]  # fmt: skip
    return write(path, TABLE, mentions)


def felt(store) -> list[tuple]:
    """By text: label of the export, of the model, what counts and whose it is."""
    return rows(store, "SELECT export_sentiment, model_sentiment, sentiment, sentiment_by FROM mention ORDER BY url")


def ids(store) -> list[str]:
    return [row[0] for row in rows(store, "SELECT CAST(mention_id AS VARCHAR) FROM mention ORDER BY url")]


def test_the_models_label_counts_first_where_a_person_says_so_and_the_exports_again(store, tmp_path):
    imported(store, labelled(tmp_path / "a.csv"))
    before = felt(store)
    assert [row[0] for row in before] == [1, None, -1, 0]
    assert [row[2:] for row in before] == [(1, "export"), (before[1][1], "model"), (-1, "export"), (0, "export")]
    differing = sum(row[0] is not None and row[0] != row[1] for row in before)
    version = store.data_version
    assert prefer(store, "table", "model", by="小林") == 3
    assert differing and [row[2:] for row in felt(store)] == [(row[1], "model") for row in before]
    assert (store.data_version, faults(store), preferred(store)) == (version + 1, [], {"table": "model"})
    assert prefer(store, "table", "model") is None
    assert store.data_version == version + 1
    assert prefer(store, "table", "export") == 3
    assert (felt(store), faults(store)) == (before, [])
    assert [(entry.key, entry.value, entry.by) for entry in choices(store)] == [("table", "export", None), ("table", "model", "小林")]


def test_another_format_is_left_alone_and_a_source_is_one_of_two(native, tmp_path):
    imported(native, labelled(tmp_path / "a.csv"))
    before = felt(native)
    prefer(native, "brandwatch", "model")
    assert (felt(native), faults(native)) == (before, [])
    with pytest.raises(ValueError, match="There is no source 'person'; known are export, model"):
        prefer(native, "table", "person")


def test_where_the_model_knows_nothing_the_export_counts(native, tmp_path):
    imported(native, labelled(tmp_path / "a.csv"))
    with native.writing() as cursor:
        cursor.execute("UPDATE mention SET model_sentiment = NULL, p_negative = NULL, p_positive = NULL WHERE export_sentiment = 1")
    prefer(native, "table", "model")
    assert felt(native)[0] == (1, None, 1, "export")
    assert faults(native) == []


def test_a_person_counts_before_both_and_taken_back_it_is_the_one_preferred(store, tmp_path):
    imported(store, labelled(tmp_path / "a.csv"))
    one = ids(store)[0]
    correct(store, [one], 0)
    prefer(store, "table", "model")
    assert felt(store)[0][2:] == (0, "person")
    take_back(store, [one])
    assert felt(store)[0][2:] == (felt(store)[0][1], "model")
    assert faults(store) == []


def test_imports_undone_imports_and_new_rules_leave_the_choice(store, tmp_path):
    prefer(store, "table", "model")
    receipt = imported(store, labelled(tmp_path / "a.csv"))
    once = felt(store)
    assert {row[3] for row in once} == {"model"} and faults(store) == []
    again = imported(store, labelled(tmp_path / "b.csv", labels=("中性", "中性"), collected="2024-03-06 10:00"))
    assert {row[3] for row in felt(store)} == {"model"} and faults(store) == []
    undo_import(store, again.import_id)
    assert (felt(store), faults(store)) == (once, [])
    setting.say(store, {"watchlist": '[[brand]]\nname = "手表"\nwords = ["手表"]\n'})
    folder = tmp_path / "anew"
    folder.mkdir()
    enrich.take_out(store, rules_of(store), folder)
    enrich.derive(folder, documents(store))
    assert enrich.put_back(store, folder) == 4
    assert (felt(store), faults(store)) == (once, [])
    undo_import(store, receipt.import_id)
    assert faults(store) == []


def formats(folder: Path) -> list[Path]:
    """Mentions in two formats: all labelled in the first, of which nobody knows when it was collected; the second, seen last,
    labels one of the two that it holds.
    """
    folder.mkdir()
    mentions = [
        {
            "Query Id": 1, "Query Name": "手表", "Date": f"2024-03-01 0{n + 2}:00", "Url": f"https://weibo.com/1000000{n}/Nabc{n}",
            "Author": f"甲{n}", "Full Text": TEXTS[n], "Sentiment": "positive",
        }
        for n in range(3)
    ]  # fmt: skip
    return [write(folder / "brandwatch.csv", BRANDWATCH, mentions), labelled(folder / "table.csv", labels=("负面", ""))]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_the_choice_goes_with_the_format_whose_label_it_is_whatever_came_first(native, tmp_path, order):
    files = formats(tmp_path / "files")
    for place in order:
        imported(native, files[place])
    assert dict(rows(native, "SELECT file_name, export FROM import")) == {"brandwatch.csv": "brandwatch", "table.csv": "table"}
    assert [row[0] for row in felt(native)] == [-1, 1, 1]
    prefer(native, "table", "model")
    assert [row[3] for row in felt(native)] == ["model", "export", "export"]
    prefer(native, "brandwatch", "model")
    prefer(native, "table", "export")
    assert [row[3] for row in felt(native)] == ["export", "model", "model"]
    assert faults(native) == []


def test_stores_of_any_order_of_imports_and_choices_are_the_same(tmp_path):
    one, two = map(staged, formats(tmp_path / "files"))
    steps = [
        lambda store: publish(store, one),
        lambda store: publish(store, two),
        lambda store: prefer(store, "table", "model"),
        lambda store: prefer(store, "brandwatch", "model"),
    ]
    found = []
    for n, order in enumerate(list(permutations(steps))[::5]):
        store = connect(tmp_path / f"{n}.duckdb")
        for step in order:
            step(store)
        assert faults(store) == []
        found.append((digest(store)["mention"], tuple(felt(store))))
        store.close()
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE mention SET sentiment = -sentiment WHERE export_sentiment = 1",
        "UPDATE mention SET sentiment_by = 'export' WHERE export_sentiment = 1",
        "UPDATE mention SET sentiment = NULL WHERE export_sentiment = 1",
        "DELETE FROM setting WHERE starts_with(key, 'label_source:')",
        "INSERT INTO setting SELECT key, 'export', \"by\", \"at\" + INTERVAL 1 SECOND FROM setting",
    ],
)
def test_a_mention_that_shows_another_label_than_the_one_that_counts_is_a_fault(native, tmp_path, damage):
    imported(native, labelled(tmp_path / "a.csv", labels=("正面",)))
    prefer(native, "table", "model")
    assert faults(native) == []
    with native.writing() as cursor:
        cursor.execute(damage)
    assert faults(native) == ["1 mentions whose sentiment is not the one that counts"]


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("labels")
    store = connect(folder / "store.duckdb")
    for path in formats(folder / "files"):
        publish(store, staged(path))
    yield store
    store.close()


STEPS = st.one_of(
    st.tuples(st.just("prefer"), st.sampled_from(["table", "brandwatch"]), st.sampled_from(["export", "model"])),
    st.tuples(st.just("correct"), st.sets(st.integers(0, 2), min_size=1), st.sampled_from([-1, 0, 1])),
    st.tuples(st.just("take back"), st.sets(st.integers(0, 2), min_size=1), st.none()),
)


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=6))
def test_a_person_then_the_preferred_one_then_the_other_in_whatever_order_it_is_said(stored, steps):
    known = ids(stored)
    take_back(stored, known)
    for export in ("table", "brandwatch"):
        prefer(stored, export, "export")
    said, source = dict.fromkeys(range(3)), {"table": "export", "brandwatch": "export"}
    for kind, which, value in steps:
        if kind == "prefer":
            prefer(stored, which, value)
            source[which] = value
        else:
            chosen = [known[place] for place in which]
            take_back(stored, chosen) if value is None else correct(stored, chosen, value)
            said |= dict.fromkeys(which, value)
    wanted = []
    for place, (export, model, _sentiment, _by) in enumerate(felt(stored)):
        first = source["table" if place == 0 else "brandwatch"]
        last = (export, "export") if first == "export" else (model, "model")
        wanted.append((said[place], "person") if said[place] is not None else last)
    assert [row[2:] for row in felt(stored)] == wanted
    assert faults(stored) == []
