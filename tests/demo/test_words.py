"""Filling patterns."""

from random import Random

from demo.words import fill, tidy


def test_slots_are_filled_until_none_is_left():
    words = {"watch": ("澜汐{model}",), "model": ("W3",)}
    assert fill(Random(1), "{watch}，{watch}", words) == "澜汐W3，澜汐W3"


def test_the_first_table_that_has_a_word_gives_it():
    assert fill(Random(1), "{days}", {"days": ("九天",)}) == "九天"


def test_punctuation_left_over_where_parts_met_goes():
    assert tidy("好看，。#澜汐#") == "好看#澜汐#"
    assert tidy("能退吗？，等通知。。") == "能退吗？等通知。"
    assert tidy("好看， #澜汐") == "好看 #澜汐"
    assert tidy("好看，\n值了，") == "好看\n值了"
