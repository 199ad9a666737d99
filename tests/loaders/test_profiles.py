from dataclasses import replace

import pytest

from loaders import aliases, profiles
from loaders.parameters import Parameters
from loaders.profiles import Profile
from tests.loaders.staging import rows

WEEKLY = Profile("竞品周报", {"text": "说了什么", "published_at": "何时", "likes": ""}, day_first=True, time_zone="UTC")


def kept(store):
    return {known_by: replace(profile, at=None) for known_by, profile in profiles.saved(store).items()}


def test_a_header_is_known_again_in_any_order_width_and_case():
    known_by = profiles.fingerprint(["何时", "说了什么", "User ID"])
    assert profiles.fingerprint(["ｕｓｅｒＩＤ", "说了什么", "\ufeff何时"]) == known_by
    assert len(known_by) == 64


@pytest.mark.parametrize(
    "other", [["何时", "说了什么"], ["何时", "说了什么", "User ID", "赞"], ["何时说了什么", "User ID"], []]
)
def test_another_header_is_another(other):
    assert profiles.fingerprint(other) != profiles.fingerprint(["何时", "说了什么", "User ID"])


def test_what_is_saved_is_kept_as_it_was_until_it_is_saved_anew(store):
    assert profiles.saved(store) == {}
    before = store.now()
    profiles.save(store, "a", WEEKLY)
    profiles.save(store, "b", Profile("other", {"text": "x"}))
    assert kept(store) == {"b": Profile("other", {"text": "x"}), "a": WEEKLY}
    assert [before.isoformat() <= profile.at <= store.now().isoformat() for profile in profiles.saved(store).values()] == [
        True,
        True,
    ]
    profiles.save(store, "a", replace(WEEKLY, name="周报"))
    assert list(kept(store).items()) == [("a", replace(WEEKLY, name="周报")), ("b", Profile("other", {"text": "x"}))]


def test_what_is_forgotten_is_gone_and_comes_back_when_it_is_saved_again(store):
    profiles.save(store, "a", WEEKLY)
    profiles.forget(store, "a")
    assert kept(store) == {}
    profiles.save(store, "a", WEEKLY)
    assert kept(store) == {"a": WEEKLY}
    assert rows(store, "SELECT key, value IS NULL FROM setting ORDER BY \"at\"") == [
        ("mapping:a", False),
        ("mapping:a", True),
        ("mapping:a", False),
    ]


def test_what_is_said_last_counts_though_the_clock_goes_back(native):
    with native.writing() as cursor:
        cursor.execute("""INSERT INTO setting (key, value, "at") VALUES ('mapping:a', '{}', TIMESTAMP '2999-01-01')""")
    profiles.save(native, "a", WEEKLY)
    assert kept(native) == {"a": WEEKLY}


def test_other_settings_are_no_mappings(native):
    with native.writing() as cursor:
        cursor.execute("""INSERT INTO setting (key, value, "at") VALUES ('brands', '[]', TIMESTAMP '2024-01-01')""")
    assert profiles.saved(native) == {}


LAID = [
    (Parameters(), Parameters(columns=WEEKLY.columns, day_first=True, time_zone="UTC")),
    (
        Parameters(brand="星澜", day_first=False, time_zone="Asia/Tokyo"),
        Parameters(brand="星澜", columns=WEEKLY.columns, day_first=False, time_zone="Asia/Tokyo"),
    ),
    (
        Parameters(columns={"title": "说了什么", "likes": "赞"}),
        Parameters(
            columns={"published_at": "何时", "title": "说了什么", "likes": "赞"}, day_first=True, time_zone="UTC"
        ),
    ),
    (Parameters(export="table"), Parameters(export="table", columns=WEEKLY.columns, day_first=True, time_zone="UTC")),
    (Parameters(export="weibo-search"), Parameters(export="weibo-search")),
]


@pytest.mark.parametrize(("said", "expected"), LAID)
def test_what_a_person_says_of_this_file_goes_before_what_was_saved(said, expected):
    assert WEEKLY.parameters(said, "a") == replace(expected, profile=None if said.export == "weibo-search" else "a")


HEADER = ["id", "正文", "发布时间", "赞", "备注"]
COMPLETED = [
    (
        {"native_id": "id", "text": "正文", "published_at": "发布时间", "likes": "赞"},
        {"text": "正文", "published_at": "发布时间", "likes": "赞"},
    ),
    (
        {"title": "备注", "published_at": "发布时间"},
        {"native_id": "", "title": "备注", "text": "", "published_at": "发布时间", "likes": ""},
    ),
    (
        {"native_id": "备注", "text": "正文"},
        {"native_id": "备注", "text": "正文", "published_at": "", "likes": ""},
    ),
]


@pytest.mark.parametrize(("said", "written"), COMPLETED)
def test_what_a_person_chose_is_written_so_that_it_reads_back_the_same(said, written):
    assert profiles.complete(said, HEADER) == written
    assert profiles.chosen(Profile("x", written), HEADER) == said


def test_an_id_that_its_name_gives_may_still_be_doubted():
    chosen = {"native_id": "id", "text": "正文", "published_at": "发布时间"}
    assert aliases.match(HEADER, profiles.complete(chosen, HEADER)).trusted == {"text", "published_at", "likes"}
