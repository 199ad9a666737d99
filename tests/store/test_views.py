from datetime import timedelta
from uuid import uuid4

import pytest

from store.connect import connect
from store.digest import digest
from store.views import LONGEST, MOST, NameTaken, View, ViewError, put_back, remove, rename, save, views


def kept(store):
    return [(view.name, view.page, view.filters, view.by) for view in views(store)]


def test_a_saved_view_comes_back_and_outlives_the_program(store_url):
    store = connect(store_url)
    assert views(store) == []
    view = save(store, "差评", "mentions", "period=last7&sentiments=-1", by="甲")
    assert views(store) == [view]
    assert timedelta() <= store.now() - view.at < timedelta(minutes=1)
    store.close()
    store = connect(store_url)
    assert views(store) == [view]
    assert kept(store) == [("差评", "mentions", "period=last7&sentiments=-1", "甲")]
    store.close()


def test_the_latest_saved_stands_first(native):
    for name in ("一", "二", "三"):
        save(native, name, "overview", "")
    assert [view.name for view in views(native)] == ["三", "二", "一"]


def test_a_name_that_is_taken_is_replaced_only_where_that_is_asked(store):
    first = save(store, "周报", "overview", "period=week")
    with pytest.raises(NameTaken):
        save(store, " 周报 ", "mentions", "")
    assert views(store) == [first]
    second = save(store, "周报", "mentions", "period=last7", by="乙", replace=True)
    assert second.view_id == first.view_id
    assert kept(store) == [("周报", "mentions", "period=last7", "乙")]
    save(store, "新的", "mentions", "", replace=True)
    assert [view.name for view in views(store)] == ["新的", "周报"]


def test_a_view_is_renamed_and_keeps_all_else(store):
    view, other = save(store, "甲", "overview", "period=month"), save(store, "乙", "mentions", "")
    rename(store, view.view_id, "  丙 ")
    assert views(store) == [other, View(view.view_id, "丙", view.page, view.filters, view.by, view.at)]
    rename(store, view.view_id, "丙")
    with pytest.raises(NameTaken):
        rename(store, view.view_id, "乙")
    assert [found.name for found in views(store)] == ["乙", "丙"]


def test_a_removed_view_is_put_back_as_it_was(store):
    view, other = save(store, "甲", "overview", "period=month", by="丁"), save(store, "乙", "mentions", "")
    assert remove(store, view.view_id) == view
    assert views(store) == [other]
    put_back(store, view)
    put_back(store, view)
    assert views(store) == [other, view]


def test_a_view_is_not_put_back_over_another_of_its_name(native):
    removed = remove(native, save(native, "甲", "overview", "").view_id)
    other = save(native, "甲", "mentions", "")
    with pytest.raises(NameTaken):
        put_back(native, removed)
    assert views(native) == [other]


def test_what_somebody_else_deleted_is_told(native, english):
    for change in (lambda gone: rename(native, gone, "甲"), lambda gone: remove(native, gone)):
        with pytest.raises(ViewError) as told:
            change(uuid4())
        assert str(told.value) == "This view is no longer there: somebody deleted it."


NAMES = {
    "spaces around and between": ("  a \t b\n", "a b"),
    "what cannot be seen": ("a\u200b\u202e\x00b", "a b"),
    "as long as may be": ("长" * LONGEST, "长" * LONGEST),
    "marks of Markdown": ("[x](javascript:alert(1)) **b** $a$", "[x](javascript:alert(1)) **b** $a$"),
    "SQL": ("'); DROP TABLE view; --", "'); DROP TABLE view; --"),
    "an emoji": ("😀", "😀"),
}


@pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES)
def test_a_name_is_kept_as_one_line_that_can_be_seen(native, name, shown):
    view = save(native, name, "overview", "")
    assert (view.name, [found.name for found in views(native)]) == (shown, [shown])
    rename(native, view.view_id, "z")
    rename(native, view.view_id, name)
    assert [found.name for found in views(native)] == [shown]


NO_NAMES = {
    "": "A view needs a name.",
    " \n\t": "A view needs a name.",
    "\u200b": "A view needs a name.",
    "x" * (LONGEST + 1): "A name of a view has at most 80 characters; this one has 81.",
}


@pytest.mark.parametrize(("name", "sentence"), NO_NAMES.items())
def test_a_name_that_is_none_is_refused_with_what_would_be_right(native, english, name, sentence):
    view = save(native, "a", "overview", "")
    for change in (lambda: save(native, name, "overview", ""), lambda: rename(native, view.view_id, name)):
        with pytest.raises(ViewError) as told:
            change()
        assert str(told.value) == sentence
    assert views(native) == [view]


def test_there_are_no_more_views_than_a_person_could_find_something_in(native, english):
    with native.writing() as cursor:
        sql = "INSERT INTO view SELECT uuid(), 'v' || range, 'overview', '', NULL, TIMESTAMP '2024-01-01' FROM range($n)"
        cursor.execute(sql, {"n": MOST - 1})
    last = save(native, "last", "overview", "")
    with pytest.raises(ViewError) as told:
        save(native, "one more", "overview", "")
    assert str(told.value) == "There are 200 views already: delete one that is no longer needed."
    save(native, "last", "mentions", "", replace=True)
    removed = remove(native, last.view_id)
    save(native, "another", "overview", "")
    with pytest.raises(ViewError, match="already"):
        put_back(native, removed)
    assert len(views(native)) == MOST


def test_a_view_changes_no_answer_and_belongs_to_what_people_put_in(native):
    version, before = native.data_version, digest(native)
    view = save(native, "a", "overview", "period=week")
    saved = digest(native)
    assert native.data_version == version
    assert {table for table in saved if saved[table] != before[table]} == {"view", "store"}
    remove(native, view.view_id)
    assert digest(native) == before
