import csv
from pathlib import Path

import pytest

from nlp.codes import Joined
from nlp.language import languages, of_export

DATASETS = Path(__file__).resolve().parents[3] / "shared" / "datasets"

TEXTS = [
    ("这款手表的续航真的不错", "zh"),
    ("這款手錶的續航真的不錯", "zh"),
    ("iPhone 15 Pro Max 发布了", "zh"),
    ("The battery gets very hot while charging", "en"),
    ("この時計の電池はとても熱くなります", "ja"),
    ("시계 배터리가 너무 뜨거워요", "ko"),
    ("La batterie de la montre chauffe beaucoup trop", "fr"),
    ("Die Uhr wird beim Laden viel zu heiß", "de"),
    ("La batería del reloj se calienta demasiado", "es"),
    ("Часы сильно нагреваются при зарядке", "ru"),
    ("นาฬิการ้อนมากตอนชาร์จ", "th"),
    ("日本の时计", "zh"),
    ("123 456 !!! 😀", None),
    ("", None),
    (None, None),
]


def test_the_language_of_a_text():
    texts = Joined.of([text for text, _ in TEXTS]).normal()
    assert languages(texts, [None] * len(TEXTS)).tolist() == [language for _, language in TEXTS]


@pytest.mark.parametrize(("text", "language"), TEXTS, ids=repr)
def test_a_text_has_the_same_language_alone(text, language):
    assert languages(Joined.of([text]).normal(), [None]).tolist() == [language]


@pytest.mark.parametrize(
    ("exported", "language"),
    [
        ("zh-CN", "zh"), ("zh_Hans", "zh"), ("Chinese", "zh"), ("中文", "zh"), ("English", "en"), ("eng", "en"), ("EN", "en"),
        ("French", "fr"), ("法语", "fr"), ("in", "id"), ("und", None), ("zxx", None), ("Unknown", None), ("", None), (None, None),
        ("12", None), ("<script>", None),
    ],
)  # fmt: skip
def test_what_an_export_calls_a_language(exported, language):
    assert of_export(exported) == language


def test_the_export_counts_before_the_text():
    texts = Joined.of(["hello there my friend", "hello there my friend"]).normal()
    assert languages(texts, ["French", "und"]).tolist() == ["fr", "en"]


@pytest.mark.parametrize(("name", "language", "least"), [("weibo_usual", "zh", 0.99), ("airline_tweets_en", "en", 0.97)])
def test_most_of_what_real_people_wrote_is_told_right(name, language, least):
    path = DATASETS / "sentiment" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the labelled data are not on this machine: {path.name} is missing")
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][:3000]
    found = languages(Joined.of(texts).normal(), [None] * len(texts)).tolist()
    assert found.count(language) / len(texts) >= least
