"""The exports hold what truth.json says: counted again in the store, after an import by the loaders."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from hashlib import md5, sha256
from statistics import median
from uuid import UUID

import pytest

from analysis.coordination import coordination
from analysis.filters import Filters
from analysis.in_step import in_step
from store.digest import faults

HOUR = timedelta(hours=1)
# What names our brand in a query: our searches, the monitoring, the words found by it.
OURS = "list_has_any(queries, ['澜汐', 'lanxi', '澜汐健康', '澜汐电池过热'])"

# What the word lists find at least of what was meant, and how often they turn a feeling about an aspect into its opposite at most.
LEAST = {
    "aspects": 0.52,  # measured: 0.541
    "their sentiment": 0.7,  # 0.723
    "intents": 0.31,  # 0.336
    "intents that are told": 0.64,  # 0.670
    "emotions": 0.77,  # 0.794
    "emotions that are told": 0.83,  # 0.855
}
MOST_REVERSED = 0.15  # 0.130


def mention_id(namespace: str, key: str) -> UUID:
    return UUID(sha256(f"{namespace}\x1f{key}".encode()).hexdigest()[:32])


def weibo(mid: str) -> UUID:
    return mention_id("weibo", md5(mid.encode()).hexdigest())


@pytest.fixture(scope="module")
def hourly(found) -> dict[datetime, int]:
    counted = found.rows(
        f"SELECT date_trunc('hour', published_at) AS hour, count(*) FROM mention WHERE {OURS} AND precision <> 'day' GROUP BY hour"
    )
    return defaultdict(int, counted)


@pytest.fixture(scope="module")
def trees(found, truth) -> dict[str, dict[UUID, UUID]]:
    """Key of a cascade -> repost -> parent, as the store has them."""
    keys = {weibo(cascade["native_id"]): cascade["key"] for cascade in truth["cascades"]}
    found_trees: dict[str, dict[UUID, UUID]] = {key: {} for key in keys.values()}
    for id, parent, root in found.rows(
        "SELECT mention_id, parent_id, root_id FROM mention WHERE kind = 'repost' AND edge = 'explicit'"
    ):
        if root in keys:
            found_trees[keys[root]][id] = parent
    return found_trees


def depth(tree: dict[UUID, UUID]) -> int:
    def steps(node: UUID) -> int:
        count = 0
        while node in tree:
            node, count = tree[node], count + 1
        return count

    return max(map(steps, tree), default=0)


def expected(hourly: dict[datetime, int], at: datetime) -> float:
    """The median of the hour on the weekends of the four weeks before, with its neighbours a quarter each."""
    days = [at - timedelta(days=days) for days in range(1, 28)]
    medians = [median(hourly[day + HOUR * step] for day in days if day.weekday() >= 5) for step in (-1, 0, 1)]
    return medians[0] / 4 + medians[1] / 2 + medians[2] / 4


def test_the_store_is_sound(found):
    assert faults(found.store) == []


def test_distinct_mentions_are_as_many_as_were_told(found, truth):
    counts = truth["mentions"]
    assert found.rows("SELECT count(*) FROM mention") == [(counts["total"],)]
    assert dict(found.rows("SELECT platform, count(*) FROM mention GROUP BY platform")) == counts["platforms"]
    assert dict(found.rows("SELECT kind, count(*) FROM mention GROUP BY kind")) == counts["kinds"]
    queries = found.rows("SELECT query, count(*) FROM (SELECT unnest(queries) AS query FROM mention) GROUP BY query")
    assert dict(queries) == counts["queries"]
    assert found.rows("SELECT count(*) FROM mention WHERE precision = 'day'") == [(counts["day_only"],)]


def test_there_is_enough_of_it(found, truth):
    assert truth["mentions"]["total"] >= 24_000
    assert len(truth["mentions"]["platforms"]) >= 9
    assert len({receipt.export for receipt in found.receipts.values()}) >= 8


def test_all_lies_in_the_eight_weeks(found):
    ((first, last),) = found.rows("SELECT min(published_at), max(published_at) FROM mention")
    assert datetime(2025, 3, 3) <= first < datetime(2025, 3, 3, 6)
    assert datetime(2025, 4, 27, 18) < last < datetime(2025, 4, 28)


def test_one_ordinary_user_began(found, truth):
    origin = truth["origin"]
    ((id, name, at, kind),) = found.rows(
        "SELECT author_id, author_name, published_at, kind FROM mention WHERE mention_id = $id",
        id=weibo(origin["native_id"]),
    )
    assert (id, name, at.isoformat(), kind) == (
        origin["author_id"],
        origin["author_name"],
        "2025-03-29T21:14:06",
        "post",
    )


def test_the_cascades_are_as_large_and_deep_as_planted(trees, truth):
    planted = {cascade["key"]: cascade for cascade in truth["cascades"]}
    assert {key: len(tree) for key, tree in trees.items()} == {key: cascade["size"] for key, cascade in planted.items()}
    explicit = {key: cascade["depth"] for key, cascade in planted.items() if cascade["explicit"]}
    assert {key: depth(trees[key]) for key in explicit} == explicit


def test_the_largest_cascade_is_that_of_the_origin(trees):
    largest = max(trees, key=lambda key: len(trees[key]))
    assert largest == "origin"
    assert len(trees[largest]) > 2_500 and depth(trees[largest]) >= 8
    children = Counter(Counter(trees[largest].values()).values())
    assert children[1] > 200 and max(children) > 200


def test_both_known_accounts_passed_it_on_and_were_heard(trees, truth):
    tree = trees["origin"]
    descendants: Counter[UUID] = Counter()
    for node in tree:
        above = tree[node]
        while above in tree:
            descendants[above] += 1
            above = tree[above]
    for kol in truth["kols"]:
        assert descendants[weibo(kol["native_id"])] > 0.05 * len(tree)


def test_the_crisis_peaks_at_forty_times_the_expected_volume(hourly, truth):
    peak = datetime.fromisoformat(truth["peak"]["hour"])
    assert max(hourly, key=hourly.get) == peak
    assert hourly[peak] >= 40 * expected(hourly, peak)


def test_the_campaign_is_loud_and_liked(found, truth):
    ours = f"{OURS} OR platform = 'service' OR root_id IN (SELECT mention_id FROM mention WHERE {OURS})"
    daily = found.rows(
        f"SELECT CAST(CAST(published_at AS DATE) AS VARCHAR) AS day, count(*) FROM mention WHERE {ours} GROUP BY day"
    )
    ordinary = median(count for _, count in daily)
    campaign = {day: round(count / ordinary) for day, count in daily if "2025-03-22" <= day <= "2025-03-24"}
    assert len(campaign) == 3 and all(15 <= times <= 20 for times in campaign.values()), campaign
    assert truth["campaign"]["negative_share"] <= 0.08 and truth["campaign"]["mentions"] > 4_000


def test_the_tone_turns_with_the_stages(truth):
    shares = {stage["stage"]: stage["negative_share"] for stage in truth["stages"]}
    assert [
        stage for stage in truth["stages"] if abs(stage["negative_share"] - stage["planned_negative_share"]) > 0.06
    ] == []
    assert shares["denial"] > shares["rumour"] > shares["apology"] > shares["tail"]


def test_the_excess_halves_as_planted(hourly, truth):
    """By days, so that the rhythm of the hours does not matter: the excess of successive days at the same hours."""
    quiet = {
        hour: median(hourly[datetime(2025, 3, 4, hour) + timedelta(days=days)] for days in range(0, 17))
        for hour in range(24)
    }

    def excess(since: datetime, hours: int) -> float:
        return sum(hourly[since + HOUR * step] - quiet[(since + HOUR * step).hour] for step in range(hours))

    before = excess(datetime(2025, 4, 1, 2), 24) / excess(datetime(2025, 3, 31, 2), 24)
    after = excess(datetime(2025, 4, 3, 10), 10) / excess(datetime(2025, 4, 2, 10), 10)
    assert before == pytest.approx(0.5 ** (24 / truth["half_lives_hours"]["before the apology"]), abs=0.08)
    assert after == pytest.approx(0.5 ** (24 / truth["half_lives_hours"]["after the apology"]), abs=0.08)


def test_the_rumour_and_the_statements_stand_where_truth_says(found, truth):
    for key in ("rumour", "denial", "jab", "notice", "apology", *range(4)):
        planted = truth["media"][key] if isinstance(key, int) else truth[key]
        assert found.rows(
            "SELECT author_name, published_at FROM mention WHERE mention_id = $id", id=weibo(planted["native_id"])
        ) == [(planted["author_name"], datetime.fromisoformat(planted["at"]))]


def test_accounts_act_as_one(found, truth):
    planted = truth["coordinated"]
    for text in planted["templates"]:
        posted = found.rows("SELECT author_id, published_at FROM mention WHERE text = $text", text=text)
        times = [at for _, at in posted]
        assert len({author for author, _ in posted}) == len(posted) >= 5
        assert max(times) - min(times) <= timedelta(minutes=10)
    accounts = {account["id"] for account in planted["accounts"]}
    assert len(accounts) == 24
    for one, other in planted["pairs"]:
        shared = found.rows(
            "SELECT a.text FROM mention a JOIN mention b ON a.text = b.text WHERE a.author_id = $one AND b.author_id = $other "
            "AND abs(date_diff('second', a.published_at, b.published_at)) <= 60 AND length(a.text) >= 10",
            one=one,
            other=other,
        )
        assert len(shared) >= 5


def test_the_platforms_follow_one_after_another(found, truth):
    arrivals = {platform: datetime.fromisoformat(at) for platform, at in truth["arrivals"].items()}
    assert min(arrivals, key=arrivals.get) == "weibo"
    order = sorted((arrivals[name], name) for name in ("weibo", "xiaohongshu", "douyin", "bilibili", "news", "x"))
    assert [name for _, name in order] == ["weibo", "xiaohongshu", "douyin", "bilibili", "news", "x"]


def test_tickets_about_heat_came_first(found, truth):
    told = dict(
        found.rows(
            "SELECT CAST(CAST(published_at AS DATE) AS VARCHAR) AS day, count(*) FROM mention WHERE platform = 'service' "
            "AND json_extract_string(extra, '$.\"问题分类\"') = '充电发热' AND published_at < TIMESTAMP '2025-03-29 21:14:06' GROUP BY day"
        )
    )
    assert told == truth["precursors"]["heat_tickets"]
    assert len(told) == 15 and sum(told.values()) > 30
    assert len(truth["precursors"]["signs"]) >= 10


def test_the_planted_tones_are_those_of_imported_mentions(found, truth):
    tones = truth["tones"]
    assert sum(map(len, tones.values())) >= 2_000
    for platform, planted in tones.items():
        known = found.rows(
            "SELECT count(DISTINCT native_id) FROM mention WHERE platform = $platform AND native_id IN (SELECT unnest($ids))",
            platform=platform,
            ids=list(planted),
        )
        assert known == [(len(planted),)]
        assert set(planted.values()) <= {-1, 0, 1}


def heard(found, planted: dict[str, dict[str, object]], column: str) -> list[tuple[object, object]]:
    """(what was meant, what the word lists found) of the mentions of a sample whose export says no emotion itself."""
    pairs = []
    for platform, meant in planted.items():
        rows = found.rows(
            f"SELECT native_id, any_value({column}) FROM mention WHERE platform = $platform AND native_id IN (SELECT unnest($ids)) "
            "AND export_emotion IS NULL GROUP BY native_id",
            platform=platform, ids=list(meant),
        )  # fmt: skip
        pairs += [(meant[native_id], value) for native_id, value in rows]
    return pairs


def test_the_word_lists_find_the_aspects_that_were_meant(found, truth):
    pairs = [(name, tone, told or []) for meant, told in heard(found, truth["meant"]["aspects"], "aspect_sentiments") for name, tone in meant.items()]
    named = [(tone, one) for name, tone, told in pairs for one in told if one.rsplit(":", 1)[0] == name]
    right = sum(one.endswith(f":{tone}") for tone, one in named)
    reversed_ = sum(tone and one.endswith(f":{-tone}") for tone, one in named)
    assert len(pairs) >= 400
    assert len(named) / len(pairs) >= LEAST["aspects"]
    assert right / len(named) >= LEAST["their sentiment"]
    assert reversed_ / len(named) <= MOST_REVERSED


@pytest.mark.parametrize(("kind", "column", "quiet"), [("intents", "intent", "other"), ("emotions", "emotion", "none")])
def test_the_word_lists_find_the_intents_and_emotions_that_were_meant(found, truth, kind, column, quiet):
    pairs = heard(found, truth["meant"][kind], column)
    told = [(meant, one) for meant, one in pairs if one not in (None, quiet)]
    assert len(pairs) >= 100
    assert sum(meant == one for meant, one in pairs) / len(pairs) >= LEAST[kind]
    assert sum(meant == one for meant, one in told) / len(told) >= LEAST[f"{kind} that are told"]


def test_replies_hang_under_replies(found):
    nested = found.rows(
        "SELECT platform, count(*) FROM mention WHERE kind = 'comment' AND parent_id <> root_id "
        "AND parent_id IN (SELECT mention_id FROM mention) GROUP BY platform"
    )
    assert {platform for platform, count in nested if count >= 20} >= {
        "xiaohongshu",
        "douyin",
        "bilibili",
        "zhihu",
        "tieba",
    }


def test_what_was_planted_as_published_in_step_is_found_and_nothing_else(found, truth):
    planted = truth["coordinated"]
    with found.store.cursor() as cursor:
        answers = coordination(cursor, Filters()), in_step(cursor, Filters())
        opened = [answer.mentions(row).selection() for answer in answers for row in answer.rows]
        ids = {mention_id for sql, values in opened for (mention_id,) in cursor.execute(f"SELECT mention_id FROM ({sql})", values).fetchall()}
    texts, accounts = (answer.rows for answer in answers)
    assert len(ids) == planted["mentions"]
    assert [(row["text"], row["accounts"]) for row in texts[:2]] == list(zip(planted["templates"], (14, 10), strict=True))
    assert {row["text"] for row in texts} == {*planted["templates"], *planted["pair_texts"]}
    assert sorted(row["authors"] for row in accounts) == sorted(sorted(f"weibo:{one}" for one in pair) for pair in planted["pairs"])
    assert {row["shared"] for row in accounts} == {len(planted["pair_texts"])}


def test_few_texts_are_the_same(found, truth):
    stock = truth["coordinated"]["templates"] + truth["coordinated"]["pair_texts"]
    ((all, different),) = found.rows(
        "SELECT count(*), count(DISTINCT text) FROM mention WHERE kind <> 'repost' AND NOT list_contains($stock, text)",
        stock=stock,
    )
    assert 1 - different / all < 0.05


def test_texts_are_as_long_as_people_write(found):
    lengths = dict(
        found.rows(
            "SELECT kind, avg(length(text)) FROM mention WHERE platform NOT IN ('x', 'google_play') GROUP BY kind"
        )
    )
    assert 30 <= lengths["post"] <= 80 and 150 <= lengths["article"] <= 400 and 8 <= lengths["comment"] <= 40
