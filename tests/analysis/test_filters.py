from dataclasses import fields
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.crowd import Crowd
from analysis.filters import FIELDS, NULL_CODE, Filters, code
from analysis.volume import volume
from nlp.tokens import word_id
from tests.mentions import ALL_OF, CHOICES, CROWDS, FEW, HELD, SAMPLE, SOME, filter_values, matching, stores


def alone(name):
    """Of a list field: a known value, unknown, both, or two known where all must be there; every mention has a root, if only itself,
    without a window every author is new, and who is unknown is so among authors and groups of them alike.
    """
    known, other = [value for value in CHOICES[name] if value is not None][:2]
    if name in ALL_OF:
        return [(known,), (None,), (known, other)]
    if name == "crowds":
        return [(known,), (known, None), (other,)]
    return [(known,)] if name == "roots" else [(known,), (None,)] if name == "newcomers" else [(known,), (None,), (known, None)]


ALONE = [
    ("since", datetime(2024, 1, 1, 0, 0, 1)),
    ("until", datetime(2024, 2, 29)),
    ("as_of", datetime(2024, 2, 29)),
    ("keyword", "O'BRIEN"),
    *((name, chosen) for name in HELD for chosen in alone(name)),
]


def selected(cursor, filters):
    sql, values = filters.selection()
    return sorted(str(id_) for (id_,) in cursor.execute(f"SELECT mention_id FROM ({sql})", values).fetchall())


@pytest.mark.parametrize(("name", "value"), ALONE, ids=[f"{name} {value}" for name, value in ALONE])
def test_each_field_alone_leaves_what_pandas_leaves_and_shows_in_link_sentence_and_sql(sampled, name, value):
    filters, nothing = Filters(**{name: value}), Filters()
    left = matching(SAMPLE, filters).ids
    assert 0 < len(left) < len(SAMPLE.ids)
    assert selected(sampled, filters) == sorted(left)
    answer, all_ = volume(sampled, filters), volume(sampled, nothing)
    assert sum(row["mentions"] for row in answer.rows) == len(left)
    assert filters.link() != nothing.link() == {}
    assert filters.sentence() != nothing.sentence() == "all time"
    assert answer.sql != all_.sql
    assert filters.where() != nothing.where() == ("true", {})


def test_every_field_of_the_filters_was_set_alone():
    assert {name for name, _ in ALONE} == {field.name for field in fields(Filters)}


def test_no_two_fields_have_the_same_link_sentence_or_condition():
    told = [Filters(**{name: value}) for name, value in ALONE]
    assert len({str(filters.link()) for filters in told}) == len(told)
    assert len({filters.sentence() for filters in told}) == len(told)
    assert len({str(filters.where()) for filters in told}) == len(told)


@FEW
@given(stores(), filter_values())
def test_fields_together_leave_what_pandas_leaves(holding, stored, chosen):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        assert selected(cursor, filters) == sorted(matching(stored, filters).ids)


def some_of(*names):
    return st.fixed_dictionaries(
        {}, optional={name: st.lists(st.sampled_from(CHOICES[name]), min_size=1, unique=True).map(tuple) for name in names}
    )


@FEW
@given(stores(), filter_values(), some_of("sentiments", "intents", "statuses", "answers"), some_of("sentiments", "intents", "statuses", "answers"))
def test_narrowed_they_leave_what_both_leave(holding, stored, chosen, own, values):
    filters = Filters(**chosen | own)
    both = set(matching(stored, filters).ids) & set(matching(stored, Filters(as_of=filters.as_of, **values)).ids)
    narrowed = filters.narrowed(**values)
    with holding(stored) as cursor:
        assert (selected(cursor, narrowed) if narrowed else []) == sorted(both)


def test_where_nothing_is_left_there_are_no_filters():
    assert Filters(sentiments=(1, 0)).narrowed(sentiments=(-1,)) is None
    assert Filters(sentiments=(1, 0), keyword="续航").narrowed(sentiments=(1, -1), intents=("praise",)) == Filters(
        sentiments=(1,), keyword="续航", intents=("praise",)
    )
    assert Filters(statuses=(None, "pending")).narrowed(statuses=("pending", "working")) == Filters(statuses=("pending",))
    assert Filters(statuses=("closed",)).narrowed(sentiments=(-1,), statuses=(None,)) is None


def test_values_are_parameters_and_never_part_of_the_sql():
    hostile = "'; DROP TABLE mention; --☃"
    chosen = {field.name: (hostile, None) for field in FIELDS if field.name != "crowds"}
    crowds = Crowd(hostile, hostile, Filters(**chosen, keyword='"☃"')), Crowd(hostile, "☃", Filters(**chosen), Filters(regions=(hostile,)))
    sql, values = Filters(keyword='"☃" -☃', crowds=crowds, **chosen).where()
    assert "☃" not in sql
    assert {one for value in values.values() for one in (value if isinstance(value, list) else [value])} == {hostile, word_id(hostile), "☃"}


# Links

strange = st.sampled_from(
    ["", "∅", "∅∅", "∅a", "a&b=c", "%", "+", "#", "甲", "O'Brien", "😀", " ", "a,b", "\n", "None"]
)
text = strange | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
of_field = {
    "kinds": ["post", "repost", "comment", "article", "review", "ticket"],
    "sentiments": [-1, 0, 1],
    "author_kinds": ["person", "kol", "media", "official", "regulator", "partner", "brand"],
    "verified": [0, 1],
    "followers": [0, 1_000, 10_000, 100_000, 1_000_000],
    "lengths": [0, 20, 60, 140],
    "reposts": [0, 1, 10, 100, 1_000, 10_000],
    "day_parts": [0, 6, 12, 18],
    "hours": [*range(24)],
    "weekdays": [*range(1, 8)],
    "newcomers": ["new", "returning"],
    "segments": ["core", "potential", "ordinary", "media", "kol"],
    "intents": ["praise", "inquiry", "complaint", "other"],
    "precisions": ["second", "minute", "day", "week"],
    "export_sentiments": [-1, 0, 1],
    "model_sentiments": [-1, 0, 1],
    "corrections": [datetime(2024, 3, 1), datetime(2024, 3, 1, 9, 0, 0, 7)],
    "statuses": ["pending", "working", "replied", "closed", "none"],
    "answers": ["answered", "unanswered"],
    "crowds": CROWDS,
    **dict.fromkeys(("roots", "cascades", "stories", "texts", "imports", "replies"), SOME),
}
moments = st.datetimes(datetime(1901, 1, 2), datetime(2199, 12, 31))
moments |= moments.map(lambda moment: moment.replace(hour=0, minute=0, second=0, microsecond=0))
anything = st.fixed_dictionaries(
    {},
    optional={
        "since": moments,
        "until": moments,
        "as_of": moments,
        "keyword": st.sampled_from(["", " ", "续航", 'a OR "b c" -d', "∅", "(甲 | 乙) NOT 丙", "100% & +"]),
        **{
            name: st.lists(
                st.none() | (st.sampled_from(of_field[name]) if name in of_field else text), unique=True, max_size=3
            ).map(tuple)
            for name in HELD
        },
    },
).filter(lambda chosen: chosen.get("since", datetime.min) < chosen.get("until", datetime.max))


@settings(max_examples=300, deadline=None)
@given(anything)
@example({"regions": ("∅", "∅∅", None)})
@example({"as_of": datetime(2024, 3, 1, 12, 0, 0, 1)})
@example({"until": datetime(2024, 3, 1)})
def test_a_link_reads_back_as_the_filters_that_it_was_made_of(chosen):
    filters = Filters(**chosen)
    assert Filters.of_link(filters.link()) == (filters, [])


def test_unknown_has_a_code_that_no_value_has():
    values = [None, "", "∅", "∅∅", "∅a", "a", "None"]
    assert [code(value) for value in values] == ["∅", "", "∅∅", "∅∅∅", "∅∅a", "a", "None"]
    assert NULL_CODE == "∅"


def test_a_link_names_days_by_their_first_and_last_and_moments_by_their_seconds():
    assert Filters(since=datetime(2024, 3, 1), until=datetime(2024, 3, 8)).link() == {
        "since": ["2024-03-01"],
        "until": ["2024-03-07"],
    }
    moments = {"since": datetime(2024, 3, 1, 10), "until": datetime(2024, 3, 1, 11, 30), "as_of": datetime(2024, 3, 2)}
    assert Filters(**moments).link() == {
        "since": ["2024-03-01T10:00:00"], "until": ["2024-03-01T11:30:00"], "as_of": ["2024-03-02T00:00:00"],
    }  # fmt: skip
    assert Filters(brands=("甲", None), sentiments=(-1,)).link() == {"brands": ["甲", "∅"], "sentiments": ["-1"]}


def test_the_last_day_of_a_link_belongs_to_the_window_however_the_day_is_written():
    last = Filters(until=datetime(2024, 3, 8))
    assert [Filters.of_link({"until": [day]}) for day in ("2024-03-07", "20240307")] == [(last, []), (last, [])]


REFUSED = [
    ({"since": ["yesterday"]}, ["yesterday"]),
    ({"since": ["2024-02-30"]}, ["2024-02-30"]),
    ({"until": [""]}, [""]),
    ({"as_of": ["2024-03-01T00:00:00+08:00"]}, ["2024-03-01T00:00:00+08:00"]),
    ({"since": ["0001-01-01"]}, ["0001-01-01"]),
    ({"until": ["9999-12-31"]}, ["9999-12-31"]),
    ({"since": ["2024-03-02"], "until": ["2024-03-01"]}, ["2024-03-02 – 2024-03-01"]),
    (
        {"since": ["2024-03-01T12:00:00"], "until": ["2024-03-01T12:00:00"]},
        ["2024-03-01T12:00:00 – 2024-03-01T12:00:00"],
    ),
    ({"kinds": ["tweet", "post"]}, ["tweet"]),
    ({"sentiments": ["2", "good", "1.0"]}, ["2", "good", "1.0"]),
    ({"author_kinds": ["bot"]}, ["bot"]),
    ({"segments": ["whale"]}, ["whale"]),
    ({"intents": ["spam"]}, ["spam"]),
    ({"export_sentiments": ["2"], "model_sentiments": ["bad"]}, ["2", "bad"]),
    ({"corrections": ["2024-03-01T00:00:00+08:00", "yesterday"]}, ["2024-03-01T00:00:00+08:00", "yesterday"]),
    ({"statuses": ["done"]}, ["done"]),
    ({"answers": ["maybe"]}, ["maybe"]),
    ({"precisions": ["hour"]}, ["hour"]),
    ({"roots": ["17"]}, ["17"]),
    ({"stories": ["'; DROP TABLE mention"]}, ["'; DROP TABLE mention"]),
    ({"imports": ["00000000-0000-4000-8000-00000000000g"]}, ["00000000-0000-4000-8000-00000000000g"]),
    ({"crowds": ["one=甲", "∅one=甲&other=乙&kinds=tweet"]}, ["one=甲", "∅one=甲&other=乙&kinds=tweet"]),
    ({"keyword": ['"open']}, ['"open']),
    ({"keyword": ["(a"]}, ["(a"]),
]


@pytest.mark.parametrize(("link", "refused"), REFUSED, ids=str)
def test_a_value_that_is_none_is_told_and_filters_nothing(link, refused):
    kept = Filters(kinds=("post",)) if "post" in str(link) else Filters()
    assert Filters.of_link(link) == (kept, refused)


def test_what_is_right_in_a_link_counts_beside_what_is_refused():
    link = {"since": ["2024-03-01"], "until": ["soon"], "brands": ["甲", "∅"], "kinds": ["tweet"], "page": ["3"]}
    assert Filters.of_link(link) == (Filters(since=datetime(2024, 3, 1), brands=("甲", None)), ["soon", "tweet"])


# Sentences

SENTENCES = [
    (Filters(), "all time"),
    (Filters(since=datetime(2024, 3, 1)), "from 2024-03-01"),
    (Filters(until=datetime(2024, 3, 8)), "until 2024-03-07"),
    (Filters(since=datetime(2024, 3, 1), until=datetime(2024, 3, 8)), "2024-03-01 to 2024-03-07"),
    (Filters(since=datetime(2024, 3, 1), until=datetime(2024, 3, 2)), "2024-03-01"),
    (
        Filters(since=datetime(2024, 3, 1, 9), until=datetime(2024, 3, 1, 10, 30)),
        "2024-03-01 09:00 to 2024-03-01 10:30",
    ),
    (Filters(as_of=datetime(2024, 3, 1, 9, 5)), "all time · as of 2024-03-01 09:05"),
    (Filters(platforms=("weibo", "论坛", None)), "all time · Platform: Weibo, 论坛, Unknown"),
    (Filters(sentiments=(-1,), keyword="{续航} %s"), "all time · Sentiment: Negative · keyword: {续航} %s"),
    (Filters(regions=("{x}",)), "all time · Region: {x}"),
]


@pytest.mark.parametrize(("filters", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_the_sentence_says_what_is_looked_at(filters, sentence):
    assert filters.sentence() == sentence


def test_a_window_that_has_a_name_is_told_by_it(english):
    filters = Filters(since=datetime(2024, 3, 1), until=datetime(2024, 3, 8), platforms=("weibo",))
    assert filters.sentence("Last 7 days") == "Last 7 days · Platform: Weibo"
