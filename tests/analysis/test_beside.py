import pytest
from scipy.stats import chi2_contingency

from analysis.beside import beside
from analysis.filters import Filters
from tests.analysis.corpus import holding_words, invented, stories, story, words_of
from tests.analysis.stores import opened

RECORDS = invented(300)


def test_what_stands_beside_a_word_is_as_scipy_and_plain_python_count_it(holding):
    having = [record for record in RECORDS if "电池" in words_of(record)]
    all_, alone, near = len({story(r) for r in RECORDS}), stories(RECORDS), {}
    for word in set().union(*map(words_of, having)) - {"电池", "的"}:
        together = len({story(r) for r in RECORDS if word in words_of(r) and "电池" in words_of(r)})
        # Two stories may hold one word each; they are as many as hold both, of all that hold either.
        cells = [[together, alone[word] - together], [alone["电池"] - together, all_ - alone[word] - alone["电池"] + together]]
        near[word] = {
            "word": word, "mentions": sum(word in words_of(r) for r in having), "stories": together,
            "lift": together * all_ / (alone[word] * alone["电池"]),
            "likelihood": chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic if together >= 5 else None,
        }  # fmt: skip
    told = (row for row in near.values() if len(row["word"]) > 1 and not row["word"].isdigit() and row["stories"] >= 5 and row["lift"] > 1)
    expected = sorted(told, key=lambda row: (-row["likelihood"], row["word"]))
    assert len(expected) > 2
    with holding_words(holding, RECORDS) as cursor:
        answer = beside(cursor, Filters(), word="电池", stop_words=("的",))
        assert answer.rows == [pytest.approx(row) for row in expected]
        assert beside(cursor, Filters(), word="电池", stop_words=("的",), limit=2).rows == answer.rows[:2]
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
        assert answer.filters == Filters(words=("电池",))


def test_nothing_stands_beside_a_word_that_nobody_says(holding):
    with holding_words(holding, RECORDS) as cursor:
        assert beside(cursor, Filters(), word="从未").rows == []
