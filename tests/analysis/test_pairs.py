from itertools import combinations

from analysis.filters import Filters
from analysis.pairs import pairs
from tests.analysis.corpus import holding_words, invented, words_of
from tests.analysis.stores import opened

AMONG = ("续航", "电池", "watch", "nobody")


def test_pairs_are_those_of_plain_python_and_open_their_mentions(holding):
    records = invented(200)
    counts = {pair: sum(set(pair) <= words_of(record) for record in records) for pair in combinations(sorted(AMONG), 2)}
    expected = [{"words": list(pair), "mentions": count} for pair, count in counts.items() if count]
    with holding_words(holding, records) as cursor:
        answer = pairs(cursor, Filters(), among=AMONG)
        assert answer.rows == sorted(expected, key=lambda row: (-row["mentions"], row["words"])) != []
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
        assert pairs(cursor, Filters(), among=AMONG, limit=1).rows == answer.rows[:1]
