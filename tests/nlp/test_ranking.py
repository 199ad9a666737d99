import pytest

from nlp.ranking import weighed
from nlp.rules import Rules, RulesError, default, ranking, split, tables


def test_the_shipped_weights_are_those_of_the_glossary():
    assert ranking(None) == ranking(default("ranking")) == {"impressions": 3, "mentions": 2, "net": 2, "rate": 1}


def test_a_term_that_does_not_stand_there_weighs_nothing():
    assert weighed([{"name": "net", "weight": 2.5}, {"name": "rate"}]) == {"impressions": 0, "mentions": 0, "net": 2.5, "rate": 0}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "At least one term of the ranking needs a weight above 0."),
        ([{"name": "net", "weight": 0}], "At least one term of the ranking needs a weight above 0."),
        ([{"name": "likes", "weight": 1}], "“likes” is no term of the ranking; known are impressions, mentions, net, rate."),
        ([{"name": "net", "weight": 1}, {"name": "net", "weight": 2}], "“net” stands twice; give it one weight."),
        ([{"name": "net", "weight": -1}], "The weight of “net” must be a number from 0 to 100."),
        ([{"name": "net", "weight": "2"}], "The weight of “net” must be a number from 0 to 100."),
        ([{"name": "net", "weight": float("nan")}], "The weight of “net” must be a number from 0 to 100."),
        ([{"name": "net", "weight": True}], "The weight of “net” must be a number from 0 to 100."),
        ([{"name": "net", "weight": 1, "x": 1}], "[[ranking]] knows no “x”."),
    ],
)
def test_what_is_no_weight_is_refused_with_what_would_be_right(english, rows, why):
    with pytest.raises(RulesError) as refused:
        weighed(rows)
    assert str(refused.value) == why


def test_the_weights_change_nothing_of_what_is_derived_from_a_mention():
    documents = split(tables("[[ranking]]\nname = 'net'\nweight = 9"))
    assert [*documents] == ["ranking"]
    assert Rules.of(documents).version == Rules.of({}).version
