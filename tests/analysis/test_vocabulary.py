import duckdb
import pytest

from analysis.vocabulary import log_odds, parameters


def rated(*counts):
    return duckdb.sql("SELECT " + log_odds(*(str(count) for count in counts))).fetchone()[0]


def test_a_word_in_6_of_10_against_2_of_10_is_rated_as_worked_out_by_hand():
    # α = 500 · 8/20 = 200; ln(206/304) − ln(202/308) = 0.03266; √(1/206 + 1/202) = 0.09902.
    assert rated(6, 10, 2, 10) == pytest.approx(0.3300, abs=2e-4)
    assert rated(2, 10, 6, 10) == -rated(6, 10, 2, 10)


def test_a_side_that_says_nothing_or_one_that_says_one_word_only_rates_nothing():
    assert [rated(0, 0, 5, 10), rated(5, 10, 0, 0), rated(7, 7, 9, 9)] == [None, None, None]


def test_stop_words_are_compared_as_words_are():
    assert parameters(["ＴＨＥ", " 電池 ", "the"], 2) == {"stopped": ["the", "电池"], "shortest": 2}
