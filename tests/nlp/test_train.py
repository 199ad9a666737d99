import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from nlp import train
from nlp.sentiment import BUCKETS, ORDERS, Model, scores
from nlp.train import (
    Rows,
    agreement,
    counted,
    fit,
    packed,
    read,
    spreads,
    told_words,
    weights,
    without_emoticons,
    write,
)

GOOD = "很好 不错 喜欢 满意 great love".split()
BAD = "很差 难吃 失望 垃圾 awful broken".split()
PLAIN = "今天 开会 地点 通知 meeting notice".split()
THINGS = "手表 酒店 早餐 物流 客服 屏幕 watch room".split()


def labelled(words: list[str], label: int) -> list[dict]:
    return [
        {"text": f"{thing}{number}{word}，{thing}{other}", "label": label}
        for number, thing in enumerate(THINGS)
        for word in words
        for other in words
    ]


def table(path: Path, rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(autouse=True)
def few_words(tmp_path_factory, monkeypatch) -> None:
    """The words that are learnt beside the texts: some of the shipped ones."""
    path = tmp_path_factory.mktemp("words") / "words.csv"
    lines = train.WORD_LIST.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *lines[1::400]]), encoding="utf-8")
    monkeypatch.setattr(train, "WORD_LIST", path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One source with neutrals, one without, with two categories."""
    table(tmp_path / "posts.csv", labelled(GOOD, 1) + labelled(BAD, -1) + labelled(PLAIN, 0))
    reviews = [{**row, "text": f"评价：{row['text']}"} for row in labelled(GOOD, 1) + labelled(BAD, -1)]
    table(tmp_path / "reviews.csv", [{**row, "category": "甲乙"[number % 2]} for number, row in enumerate(reviews)])
    return tmp_path


def test_a_small_set_is_learnt(folder):
    rows = read(folder)
    model = Model.of(train.train(rows.of(~rows.tested)))
    tested = rows.of(rows.tested)
    assert len(tested.labels) > 30
    assert (scores(tested.texts, model).argmax(axis=1) - 1).tolist() == tested.labels.tolist()


def test_the_same_rows_give_the_same_file(folder):
    rows = read(folder)
    assert train.train(rows) == train.train(read(folder))


def test_the_command_writes_the_model_of_the_rows_that_are_not_for_testing(folder, tmp_path, monkeypatch, capsys):
    out = tmp_path / "model.npz"
    monkeypatch.setattr("sys.argv", ["train", str(folder), "--out", str(out)])
    train.main()
    rows = read(folder)
    assert out.read_bytes() == train.train(rows.of(~rows.tested))
    assert f"from {(~rows.tested).sum():,} of {len(rows.labels):,} rows" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.npz", "posts.csv", "reviews.csv"]


@pytest.mark.parametrize(("only", "same"), [(str.isascii, False), (lambda word: not word.isascii(), True)], ids=["English", "Chinese"])
def test_latin_words_may_go_further_than_n_grams(tmp_path, monkeypatch, only, same):
    texts = [(f"{thing} {word}", label) for label, words in ((1, GOOD), (-1, BAD)) for thing in THINGS for word in words if only(thing) and only(word)]
    rows = read_of(*map(list, zip(*texts, strict=True)))
    monkeypatch.setattr(train, "told_words", lambda: (np.array(["好"], object), np.array([1]), np.ones(1)))
    usual = train.train(rows)
    monkeypatch.setattr(train, "WHOLE", 1.0)
    assert (train.train(rows) == usual) is same


def test_tables_are_read_by_name(folder):
    rows = read(folder)
    assert np.unique(rows.domains).tolist() == ["posts", "reviews 乙", "reviews 甲"]
    assert set(rows.sources[rows.threefold]) == {"posts"}
    assert (rows.texts[0], rows.labels[0]) == ("手表0很好，手表很好", 1)


def test_texts_that_begin_alike_are_on_one_side_of_the_split():
    texts = [f"{'同' * 40}{number}" for number in range(50)] + [f"  {'同' * 40}"]
    same = read_of(texts)
    assert len(set(same.tested.tolist())) == 1
    assert 0.05 < read_of([str(number) for number in range(2_000)]).tested.mean() < 0.15


def read_of(texts: list[str], labels: list[int] | None = None) -> Rows:
    heads = np.array([text.strip()[: train.HEAD] for text in texts], object)
    names = np.full(len(texts), "a")
    return Rows(np.array(texts, object), np.array(labels or [1] * len(texts)), names, names, heads)


def test_features_are_counted_as_texts_have_them():
    counts = counted(np.array(["好", "", "好好", "ok"], object))
    assert counts.shape == (4, BUCKETS)
    # 好; nothing; 好 twice and 好好; o, k, ok as characters and ok as a word.
    assert counts.sum(axis=1).tolist() == [1, 0, 3, 4]
    assert counted(np.array([], object)).shape == (0, BUCKETS)
    # Words and pairs of them alone: none; ok, ok, and both.
    assert counted(np.array(["好", "ok ok"], object), ORDERS).sum(axis=1).tolist() == [0, 3]


def test_no_source_counts_for_more_than_its_most(monkeypatch):
    monkeypatch.setattr(train, "MOST", {True: 4, False: 2})
    monkeypatch.setattr(train, "BALANCE", 1.0)
    weight = weights(read_of(["x"] * 8, [1, 1, 1, 1, 1, 1, -1, -1]))
    np.testing.assert_allclose(weight, [1 / 6] * 6 + [1 / 2] * 2)


def test_a_source_that_knows_neutral_counts_more_and_its_neutral_rows_more_again(monkeypatch):
    monkeypatch.setattr(train, "BALANCE", 0.0)
    for text, english in (("x", True), ("好", False)):
        weight = weights(read_of([text] * 3, [1, 0, -1]))
        np.testing.assert_allclose(weight, train.THREEFOLD * np.array([1, train.NEUTRAL[english], 1]))


def test_a_weight_may_go_further_the_more_domains_of_its_script_share_the_feature(monkeypatch):
    monkeypatch.setattr(train, "agreement", lambda negative, *_: np.zeros(negative.shape[1]))
    texts = ["独", *["同"] * 3, "同多", "多", "多", "x", "x", "x", "y"]
    domains = np.array([*"aabcaaa", *"dddd"])
    counts = counted(np.array(texts, object))
    labels = np.array([1, -1, 1, -1, 1, -1, 1, 1, 0, -1, 0])
    spread = spreads(counts, labels, domains, np.array([text.isascii() for text in texts]))
    rare, shared, single, latin = (spread[counted(np.array([text], object)).indices[0]] for text in "独同多x")
    assert rare == 0
    none = np.sqrt(train.AGREED_BY_NONE)
    # Of seven Chinese texts and four others.
    np.testing.assert_allclose(shared, np.log(8 / 5) * (1 + train.SHARED_BY_NONE) * none)
    np.testing.assert_allclose(single, np.log(8 / 4) * (1 / 3 + train.SHARED_BY_NONE) * none)
    np.testing.assert_allclose(latin, np.log(5 / 4) * (1 + train.SHARED_BY_NONE) * none)


def test_domains_agree_about_a_feature_that_tells_the_same_in_each():
    """Texts with a feature, of two domains with ten texts a side: alike in both, against each other, even, in none."""
    negative = sparse.csr_array(np.array([[8, 8, 4, 0], [8, 0, 4, 0]]))
    positive = sparse.csr_array(np.array([[0, 0, 4, 0], [0, 8, 4, 0]]))
    alike, against, even, none = agreement(negative, positive, np.array([10, 10]), np.array([10, 10]))
    assert alike > 0.9
    np.testing.assert_allclose([against, even, none], 0, atol=1e-12)


def test_how_much_domains_agree_is_a_mean_by_inverse_variance():
    """Two buckets: the first in 8 negative and 0 positive texts of one domain, 5 and 2 of another; the second tells half as much."""
    sides = [[[8, 6], [5, 5]], [[0, 2], [2, 3]]]
    found = agreement(*map(sparse.csr_array, sides), np.array([10, 20]), np.array([10, 20]))
    told = []
    for bucket in (0, 1):
        sums = [0.0, train.PRIOR]
        for domain in (0, 1):
            n, p = (side[domain][bucket] + train.PRIOR_TEXTS / 2 for side in sides)
            certain = 1 / (1 / n + 1 / p + train.DOMAINS_DIFFER)
            sums = [sums[0] + certain * np.log(p / n), sums[1] + certain]
        told.append(abs(sums[0]) / sums[1])
    np.testing.assert_allclose(found, np.array(told) / np.quantile(told, 0.9))


def test_a_single_domain_agrees_with_itself():
    one = agreement(sparse.csr_array([[1, 0, 3]]), sparse.csr_array([[0, 0, 3]]), np.array([5]), np.array([5]))
    assert one.tolist() == [train.AGREED_BY_ONE, 0, train.AGREED_BY_ONE]


def test_words_are_told_with_their_labels_and_signs_on_end(tmp_path, monkeypatch):
    table(tmp_path / "words.csv", [{"word": "good", "label": 1}, {"word": "差", "label": -1}, {"word": "😡", "label": -1}])
    monkeypatch.setattr(train, "WORD_LIST", tmp_path / "words.csv")
    words, labels, counts_for = told_words()
    assert words.tolist() == ["good", "差", "差差", "差差差", "😡", "😡😡", "😡😡😡"]
    assert labels.tolist() == [1, -1, -1, -1, -1, -1, -1]
    assert counts_for.tolist() == [1.0] * 4 + [float(train.SIGNS)] * 3


def test_a_model_keeps_the_weights_that_move_most(monkeypatch):
    monkeypatch.setattr(train, "KEPT", (1, 2))
    monkeypatch.setattr(train, "LARGEST", 1.0)
    solution = np.array([[0.0, 1.27], [0.5, -0.635], [0.1, 0.2]])
    model = Model.of(packed(np.array([3, 7, 9]), solution, np.array([0.25, 0.5]), np.array([4, 4, 64])))
    polarity = model.weights.astype(np.int32)
    neutrality = (model.weights - polarity) >> 32
    np.testing.assert_allclose((polarity * model.scale[1])[[3, 7, 9]], [1.27, 0, 0.2], atol=0.005)
    np.testing.assert_allclose((neutrality * model.scale[0])[[3, 7, 9]], [0, 0.5, 0], atol=0.005)
    assert model.bias.tolist() == [0.25, 0.5]


def few(texts: list[str]) -> tuple[sparse.csr_array, np.ndarray]:
    """`counted`, without the buckets of which no text has a feature; which are left."""
    counts = counted(np.array(texts, object))
    columns = np.unique(counts.indices)
    return counts[:, columns], columns


def test_a_source_without_neutrals_says_nothing_about_neutrality():
    counts, columns = few(["好", "坏", "好", "坏", "说"])
    labels, three = np.array([1, -1, 1, -1, 0]), np.array([False, False, True, True, True])
    some = fit(counts[:4], labels[:4], np.zeros(4, bool), np.ones(4))
    assert some[:, 0].tolist() == [0.0] * (len(columns) + 1)
    said = np.searchsorted(columns, counted(np.array(["说"], object)).indices)
    assert fit(counts, labels, three, np.ones(5))[said, 0] > 0


def test_the_fit_is_where_the_loss_is_least():
    counts, _columns = few(["好", "坏", "好坏", "说"])
    labels, three, weight = np.array([1, -1, 1, 0]), np.array([True, False, True, True]), np.array([1.0, 2.0, 1.0, 1.0])
    solution = fit(counts, labels, three, weight)

    def loss(solution: np.ndarray) -> float:
        total = (train.PENALTY / 2 * np.square(solution[:-1])).sum()
        for row, label, threefold, share in zip(counts.toarray(), labels, three, weight / weight.sum(), strict=True):
            neutrality, polarity = row @ solution[:-1] + solution[-1]
            odds = {-1: np.exp(-polarity), 0: np.exp(neutrality) * threefold, 1: np.exp(polarity)}
            total -= share * np.log(odds[label] / sum(odds.values()))
        return total

    least = loss(solution)
    for place in [*np.flatnonzero(solution[:, 1])[:5].tolist(), -1]:
        for side in (0, 1):
            for step in (-0.3, 0.3):
                other = solution.copy()
                other[place, side] += step
                assert loss(other) >= least - 1e-6


def test_emoticons_are_taken_out():
    assert without_emoticons(np.array(["好[泪][哈哈]", "a [b c] d"], object)).tolist() == ["好  ", "a [b c] d"]


def test_a_model_is_written_at_once(tmp_path):
    write(tmp_path / "model.npz", b"1")
    write(tmp_path / "model.npz", b"2")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("model.npz", b"2")]


def test_own_words_are_what_is_learnt():
    assert (counted(np.array(["好//@甲:坏"], object)) != counted(np.array(["好"], object))).nnz == 0
