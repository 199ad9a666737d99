from nlp.changes import Change, changes

BEFORE = {
    "brand": [{"name": "甲", "words": ["a", "b"]}, {"name": "乙", "words": ["c"]}],
    "account": [{"id": "@报", "kind": "media"}, {"id": "1", "platform": "weibo", "kind": "kol"}],
    "stop_words": ["的", "了"],
}


def test_what_was_added_removed_and_changed_is_named_table_by_table():
    after = {
        "brand": [{"name": "丙", "words": ["d"]}, {"name": "甲", "words": ["a"]}],
        "topic": [{"name": "丙", "words": ["d"]}],
        "account": [{"id": "@报", "kind": "official"}, {"id": "1", "platform": "x", "kind": "kol"}],
        "stop_words": ["了", "吗"],
    }
    assert changes(BEFORE, after) == [
        Change("brand", "丙", "added"),
        Change("brand", "乙", "removed"),
        Change("brand", "甲", "changed"),
        Change("topic", "丙", "added"),
        Change("account", "@报", "changed"),
        Change("account", "weibo:1", "removed"),
        Change("account", "x:1", "added"),
        Change("stop_words", "吗", "added"),
        Change("stop_words", "的", "removed"),
    ]


def test_order_and_what_says_nothing_are_no_change():
    after = {
        "brand": [{"name": "乙", "words": ["c"], "with": [], "ours": False}, {"name": "甲", "words": ["b", "a"]}],
        "account": [{"id": "1", "platform": "weibo", "kind": "kol"}, {"id": "@报", "platform": "*", "kind": "media", "note": ""}],
        "stop_words": ["了", "的", "的"],
        "problem": [],
    }
    assert changes(BEFORE, after) == []


def test_a_name_that_stands_twice_counts_twice():
    twice = {"brand": [*BEFORE["brand"], {"name": "甲", "words": ["x"]}]}
    assert changes({"brand": BEFORE["brand"]}, twice) == [Change("brand", "甲", "added")]


def test_a_row_without_a_name_is_a_change_too():
    assert changes({}, {"brand": [{"words": ["a"]}]}) == [Change("brand", "", "added")]


def test_changes_of_the_lexicons_are_named():
    before = {"aspect": [{"name": "battery", "set": "electronics", "words": ["电池"]}], "negations": ["不"], "aspect_sets": ["food"]}
    after = {"aspect": [{"name": "battery", "set": "apps", "words": ["电池"]}], "negations": ["不", "没"], "emotion": [{"name": "joy", "words": ["喜"]}]}
    assert changes(before, after) == [
        Change("aspect_sets", "food", "removed"), Change("aspect", "battery", "changed"), Change("emotion", "joy", "added"),
        Change("negations", "没", "added"),
    ]  # fmt: skip
