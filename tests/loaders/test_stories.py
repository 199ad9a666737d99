"""Stories of a store, on both kinds of it: what is nearly the same is one story, whatever came first, and stays one."""

import json
import subprocess
import sys
from pathlib import Path

from loaders import stories
from loaders.fold import publish, undo
from store.digest import digest, faults
from tests.loaders.invented import write
from tests.loaders.staging import grouped, imported, rows, staged

ROOT = Path(__file__).parents[2]
NOTICE = "浮岛音箱今晚八点开售，前一百名送支架和收纳袋，老用户另有八折券，每人限购两台，售完即止，详情请到门店咨询。"
REVIEW = "连不上蓝牙换了三次手机都一样，客服让我恢复出厂设置，折腾一下午还是老样子，最后只能寄回去检测，来回运费自己出。"
TEXTS = {
    "n1": NOTICE, "n2": NOTICE.replace("一百", "百"), "n3": f"转：{NOTICE[:40]}😄", "n4": NOTICE,
    "r1": REVIEW, "r2": REVIEW.replace("下午", "上午"), "o1": "今天的云很好看，适合去江边走走，晚上再吃碗面。", "o2": "好用",
}  # fmt: skip


def export(folder: Path, *names: str) -> Path:
    posts = [
        {"链接": f"https://weibo.com/1/{name}", "平台": "微博", "发布时间": "2024-03-01 10:00", "正文": TEXTS[name]} for name in names
    ]
    return write(folder / f"{'-'.join(names)}.csv", tuple(posts[0]), posts)


def groups(store) -> set[frozenset[str]]:
    """The names of the mentions of each story; each text that belongs to none alone."""
    names = {text: name for name, text in TEXTS.items() if name != "n4"}
    found: dict[object, set[str]] = {}
    for place, (story, text) in enumerate(rows(store, "SELECT story_id, text FROM mention")):
        found.setdefault(story or place, set()).add(names[text])
    return set(map(frozenset, found.values()))


ALL = {frozenset({"n1", "n2", "n3"}), frozenset({"r1", "r2"}), frozenset({"o1"}), frozenset({"o2"})}


def test_texts_that_are_nearly_the_same_are_one_story_once_they_were_compared(store, tmp_path):
    imported(store, export(tmp_path, *TEXTS))
    assert groups(store) == {frozenset({name}) for name in TEXTS if name != "n4"}
    version = store.data_version
    assert stories.stale(store)
    assert grouped(store) == len(rows(store, "SELECT 1 FROM mention WHERE story_id <> text_id")) > 2
    assert (groups(store), stories.stale(store), faults(store), store.data_version) == (ALL, False, [], version + 1)
    assert grouped(store) == 0
    assert store.data_version == version + 1


def test_the_same_mentions_have_the_same_stories_whatever_came_first(store, native, tmp_path):
    files = [export(tmp_path, *names) for names in (("n1", "r1", "o1"), ("n2", "n3", "n4", "r2", "o2"))]
    for one, order in ((store, files), (native, files[::-1])):
        for file in order:
            imported(one, file)
            grouped(one)
    assert [digest(store)[table] for table in ("mention", "story")] == [digest(native)[table] for table in ("mention", "story")]
    assert groups(store) == ALL


def test_a_text_that_was_compared_before_is_in_its_story_at_once(store, tmp_path):
    imported(store, export(tmp_path, "n1", "n2", "r1"))
    grouped(store)
    imported(store, write(tmp_path / "again.csv", ("链接", "平台", "发布时间", "正文"), [{"链接": "https://weibo.com/2/n2", "平台": "微博", "发布时间": "2024-03-02 10:00", "正文": TEXTS["n2"]}]))
    assert [len(set(rows(store, f"SELECT story_id FROM mention WHERE text {sign} LIKE '浮岛%'"))) for sign in ("", "NOT")] == [1, 1]
    assert (stories.stale(store), faults(store)) == (False, [])


def test_an_undone_import_leaves_the_stories_of_the_others(store, tmp_path, native):
    imported(store, export(tmp_path, "n1", "r1", "r2"))
    receipt = imported(store, export(tmp_path, "n2", "n3", "o1"))
    grouped(store)
    undo(store, receipt.import_id)
    assert (groups(store), stories.stale(store), faults(store)) == ({frozenset({"n1"}), frozenset({"r1", "r2"})}, True, [])
    grouped(store)
    publish(native, staged(export(tmp_path, "n1", "r1", "r2")))
    grouped(native)
    assert [digest(store)[table] for table in ("mention", "story")] == [digest(native)[table] for table in ("mention", "story")]


def test_what_was_found_of_fewer_texts_does_not_undo_what_was_found_since(native, tmp_path):
    imported(native, export(tmp_path, "n1", "r1"))
    (tmp_path / "late").mkdir()
    stamp = stories.take_out(native, tmp_path / "late")
    stories.find(tmp_path / "late")
    imported(native, export(tmp_path, "n2", "n3", "r2"))
    grouped(native)
    before = digest(native)
    assert stories.put_back(native, tmp_path / "late", stamp) == 0
    assert (digest(native), stories.stale(native)) == (before, False)


def test_the_process_finds_what_a_call_finds_and_an_empty_store_has_none(native, tmp_path):
    (tmp_path / "none").mkdir()
    stamp = stories.take_out(native, tmp_path / "none")
    stories.find(tmp_path / "none")
    assert stories.put_back(native, tmp_path / "none", stamp) == 0
    assert not stories.stale(native)
    imported(native, export(tmp_path, *TEXTS))
    (tmp_path / "found").mkdir()
    stamp = stories.take_out(native, tmp_path / "found")
    order = json.dumps({"folder": str(tmp_path / "found")})
    child = subprocess.run([sys.executable, "-m", "loaders.stories"], cwd=ROOT, input=order, capture_output=True, text=True, check=True)
    assert json.loads(child.stdout) == {"found": str(tmp_path / "found")}
    stories.put_back(native, tmp_path / "found", stamp)
    assert groups(native) == ALL
    left = subprocess.run([sys.executable, "-m", "loaders.stories"], cwd=ROOT, input=json.dumps({"folder": str(tmp_path / "gone")}), capture_output=True, text=True, check=True)
    assert left.stdout == ""


def test_the_name_of_a_story_is_the_smallest_id_of_its_texts(native, tmp_path):
    imported(native, export(tmp_path, *TEXTS))
    grouped(native)
    for story, texts in rows(native, "SELECT story_id, list(text_id) FROM mention WHERE story_id IS NOT NULL GROUP BY story_id"):
        assert story == min(texts)
