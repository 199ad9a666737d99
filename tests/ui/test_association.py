import pytest

from analysis.keywords import parse
from ui.association import _query


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (("续航", "电池 鼓包"), '续航 OR "电池 鼓包"'),
        (("起火(自燃", ":)", "NOT"), '"起火(自燃" OR ":)" OR "NOT"'),
        (('5" 屏', 'a"b', "冒烟"), "冒烟"),
        (('5" 屏',), ""),
        ((), ""),
    ],
)
def test_words_of_the_watchlist_are_a_query_whatever_stands_in_them(words, query):
    assert _query(words) == query
    assert bool(parse(query)) == bool(query)
