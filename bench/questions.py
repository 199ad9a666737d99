"""How long does each question take on a million mentions, as a ratio to a bare filtered count in the same run?"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from analysis import health
from analysis.accounts import accounts
from analysis.agreement import agreement
from analysis.aligned import aligned
from analysis.around import around
from analysis.arrivals import arrivals
from analysis.aspect_matrix import aspect_matrix
from analysis.aspects import aspects
from analysis.association import association
from analysis.audit import population
from analysis.author_overlap import author_overlap
from analysis.author_ranking import author_ranking
from analysis.author_rules import author_rules
from analysis.authors import authors
from analysis.beside import beside
from analysis.brand_replies import brand_replies
from analysis.brand_topics import brand_topics
from analysis.bursts import bursts
from analysis.cascade_ranking import cascade_ranking
from analysis.cases import cases
from analysis.clock import clock
from analysis.complaints import complaints
from analysis.contributions import contributions
from analysis.coverage import coverage
from analysis.crossing import crossing
from analysis.crowd import Crowd
from analysis.distinctive import distinctive
from analysis.drops import drops
from analysis.engagement_rate import engagement_rate
from analysis.expected import expected
from analysis.facets import facets
from analysis.figures import figure
from analysis.filters import Filters
from analysis.forecast import backtest, forecast
from analysis.gaps import gaps
from analysis.handling import handling, used
from analysis.hot_searches import hot_searches
from analysis.inquiries import inquiries
from analysis.known_weeks import known_weeks
from analysis.launches import launches
from analysis.lead_lag import lead_lag
from analysis.light import light
from analysis.mentions import mentions
from analysis.missing import missing
from analysis.mix import mix
from analysis.moved import moved
from analysis.newcomers import newcomers
from analysis.outlets import outlets
from analysis.own import Own
from analysis.own_content import own_content
from analysis.own_share import own_share
from analysis.pairs import pairs
from analysis.passion import passion
from analysis.peaks import peak
from analysis.regions import regions
from analysis.related import related
from analysis.replies import replies
from analysis.rhythm import rhythm
from analysis.seasons import seasons
from analysis.segment_rules import segment_rules
from analysis.segments import segments
from analysis.sentiment import sentiment
from analysis.share import share
from analysis.signs import signs
from analysis.spread_factors import spread_factors
from analysis.standing import standing
from analysis.stories import stories
from analysis.texts import texts
from analysis.topic_course import topic_course
from analysis.topics import topics
from analysis.totals import totals
from analysis.trend import trend
from analysis.voice import voice
from analysis.voiced import voiced
from analysis.volume import volume
from analysis.words import words
from nlp.rules import Rules
from nlp.tokens import repeated, word_id
from store import cascades
from store.connect import Store, connect

LIMIT = 0.300
RUNS = 5
MONTH = Filters(since=datetime(2025, 3, 1), until=datetime(2025, 4, 1))
BEFORE = Filters(since=datetime(2025, 2, 1), until=MONTH.since)
ALL = Filters()
OURS = Own((("*:1", "华星"), ("*:2", "观云")), ("华星",))
# Of every mention so many words of so many, few of them frequent.
SPOKEN, VOCABULARY = 18, 20_000
# So many stories hold two of three mentions; every second of these says it with some other words.
STORIES, OTHER = 200_000, 2
WORD = "词40x"
BRANDS = ("华星", "观云", "远山")
RIVALS = Filters(brands=BRANDS)
TOPICS = tuple(f"t{n}" for n in range(6))
# So many posts are the roots of all reposts, each of which passes on any of those before it in its cascade.
CASCADED = 2_000
CASCADES = """
INSERT INTO cascade_node
WITH posts AS (SELECT mention_id, row_number() OVER (ORDER BY published_at, mention_id) - 1 AS root FROM mention WHERE kind = 'post' LIMIT {roots}),
member AS (
    SELECT mention_id, root, published_at, 0 AS step FROM posts JOIN mention USING (mention_id)
    UNION ALL SELECT mention_id, CAST(hash(mention_id) % {roots} AS BIGINT), published_at, 1 FROM mention WHERE kind = 'repost'
),
placed AS (
    SELECT *, row_number() OVER (ORDER BY root, step, published_at, mention_id) - 1 AS place, row_number() OVER (PARTITION BY root ORDER BY step, published_at, mention_id) - 1 AS n,
        first(mention_id) OVER (PARTITION BY root ORDER BY step, published_at, mention_id) AS cascade_id FROM member
)
SELECT place, CASE WHEN n > 0 THEN place - n + CAST(hash(mention_id, 1) % n AS BIGINT) END, cascade_id, mention_id, NULL, CASE WHEN n > 0 THEN 'explicit' END, false FROM placed
"""
FLOOR = "SELECT count(*) FROM mention WHERE published_at >= $since AND published_at < $until"

QUESTIONS: dict[str, Callable] = {
    "totals, a month": lambda cursor: totals(cursor, MONTH),
    "totals, all": lambda cursor: totals(cursor, ALL),
    "volume by day, all": lambda cursor: volume(cursor, ALL),
    "volume by hour, a month": lambda cursor: volume(cursor, MONTH, grain="hour"),
    "volume by day and platform, all": lambda cursor: volume(cursor, ALL, by="platforms"),
    "volume by day and query (a list), all": lambda cursor: volume(cursor, ALL, by="queries"),
    "segments, a month against the one before": lambda cursor: segments(cursor, MONTH, before=BEFORE),
    "who is a KOL or a medium by other rules, all": lambda cursor: author_rules(cursor, ALL, kol_followers=50_000, media_platforms=("news", "wechat"), listed=[(one.platform, one.id) for one in Rules.of({}).accounts.accounts]),
    "rules of segments, all": lambda cursor: segment_rules(cursor, ALL, rules=Rules.of({}).segments.rules),
    "new and returning authors by day, a month": lambda cursor: newcomers(cursor, MONTH, grain="day"),
    "new authors, a month": lambda cursor: newcomers(cursor, MONTH),
    "new authors as a filter, a month": lambda cursor: totals(cursor, replace(MONTH, newcomers=("new",))),
    "regions, a month against the one before": lambda cursor: regions(cursor, MONTH, before=BEFORE),
    "rhythm by platform, all": lambda cursor: rhythm(cursor, ALL),
    "rhythm by weekday, a month": lambda cursor: rhythm(cursor, MONTH, by="weekdays"),
    "share of platforms, all": lambda cursor: share(cursor, ALL, by="platforms"),
    "sentiment, a month": lambda cursor: sentiment(cursor, MONTH),
    "sentiment, all": lambda cursor: sentiment(cursor, ALL),
    "sentiment by day, all": lambda cursor: sentiment(cursor, ALL, grain="day"),
    "sentiment by hour, a month": lambda cursor: sentiment(cursor, MONTH, grain="hour"),
    "sentiment of platforms, all": lambda cursor: sentiment(cursor, ALL, by="platforms"),
    "sentiment of queries (a list), all": lambda cursor: sentiment(cursor, ALL, by="queries"),
    "sentiment of aspects (a list), all": lambda cursor: sentiment(cursor, ALL, by="aspects"),
    "agreement of labels, a month": lambda cursor: agreement(cursor, MONTH),
    "agreement of labels, all": lambda cursor: agreement(cursor, ALL),
    "aspects, a month": lambda cursor: aspects(cursor, MONTH),
    "aspects, all": lambda cursor: aspects(cursor, ALL),
    "emotions, a month": lambda cursor: mix(cursor, MONTH, by="emotions"),
    "emotions, all": lambda cursor: mix(cursor, ALL, by="emotions"),
    "complaint share, a month": lambda cursor: complaints(mix(cursor, MONTH, by="intents")),
    "contributions of platforms, a month": lambda cursor: contributions(cursor, MONTH, before=BEFORE, by="platforms"),
    "contributions of queries (a list), a month": lambda cursor: contributions(cursor, MONTH, before=BEFORE, by="queries"),
    "expected volume": lambda cursor: expected(cursor, ALL, at=MONTH.until),
    "trend": lambda cursor: trend(cursor, ALL, at=MONTH.until),
    "forecast": lambda cursor: forecast(cursor, ALL, at=MONTH.until),
    "backtest of forecasts": lambda cursor: backtest(cursor, ALL, at=MONTH.until),
    "light": lambda cursor: light(cursor, ALL, at=MONTH.until),
    "a figure of the business by day": lambda cursor: figure(cursor, ALL, metric="orders", brand=None),
    "figures before, during, after a month": lambda cursor: around(cursor, MONTH, newest=MONTH.until),
    "lead and lag, all": lambda cursor: lead_lag(cursor, ALL, metric="orders", brand=None),
    "hot searches": lambda cursor: hot_searches(cursor, ALL, words=("a",)),
    "top authors, a month": lambda cursor: authors(cursor, MONTH),
    "top authors, all": lambda cursor: authors(cursor, ALL),
    "newest mentions": lambda cursor: mentions(cursor, ALL),
    "most engagement, a month": lambda cursor: mentions(cursor, MONTH, order="engagement"),
    "keyword, a month": lambda cursor: totals(
        cursor, Filters(since=MONTH.since, until=MONTH.until, keyword="电池 -广告")
    ),
    "keyword, all": lambda cursor: totals(cursor, Filters(keyword="电池 -广告")),
    "facets, all": lambda cursor: facets(cursor, ALL),
    "facets, a month": lambda cursor: facets(cursor, MONTH),
    "facets, a month, three fields chosen": lambda cursor: facets(cursor, replace(MONTH, platforms=("weibo",), regions=("广东",), queries=("华星",))),
    "facets, a keyword in a month": lambda cursor: facets(cursor, replace(MONTH, keyword="电池 -广告")),
    "the population of an audit, all": lambda cursor: population(cursor, ALL),
    "three orders, all": lambda cursor: mentions(cursor, ALL, order=("platform", "likes", "oldest")),
    "thread and story of a mention": lambda cursor: related(cursor, ALL, mention_id="c4ca4238-a0b9-2382-0dcc-509a6f75849b"),
    "replies, a month": lambda cursor: replies(cursor, MONTH),
    "the ledger, all": lambda cursor: handling(cursor, ALL),
    "replies used, all": lambda cursor: used(cursor, ALL),
    "stories, a month": lambda cursor: stories(cursor, MONTH),
    "stories, all": lambda cursor: stories(cursor, ALL),
    "a sample of 50,000 texts": lambda cursor: texts(cursor, ALL),
    "words, a month and the one before": lambda cursor: words(cursor, MONTH, before=BEFORE),
    "words, all": lambda cursor: words(cursor, ALL),
    "hashtags, a month": lambda cursor: signs(cursor, MONTH, kind="hashtags"),
    "hashtags, all": lambda cursor: signs(cursor, ALL, kind="hashtags"),
    "distinctive words of a month against the one before": lambda cursor: distinctive(cursor, MONTH, against=BEFORE),
    "distinctive words of the negative of a month": lambda cursor: distinctive(cursor, replace(MONTH, sentiments=(-1,))),
    "bursts, a month": lambda cursor: bursts(cursor, MONTH),
    "beside a word, a month": lambda cursor: beside(cursor, MONTH, word=WORD),
    "pairs of 24 words beside a word, a month": lambda cursor: pairs(cursor, replace(MONTH, words=(WORD,)), among=[f"词{n}x" for n in range(24)]),
    "mentions with a word, all": lambda cursor: totals(cursor, Filters(words=(WORD,))),
    "topics, a month and the one before": lambda cursor: topics(cursor, MONTH, before=BEFORE),
    "topics, all": lambda cursor: topics(cursor, ALL),
    "the course of 6 topics by day, a month": lambda cursor: topic_course(cursor, MONTH, grain="day", among=TOPICS),
    "the course of 6 topics by week, all": lambda cursor: topic_course(cursor, ALL, grain="week", among=TOPICS),
    "topics and platforms, a month": lambda cursor: crossing(cursor, MONTH, across="platforms"),
    "topics and aspects (a list), all": lambda cursor: crossing(cursor, ALL, across="aspects"),
    "topics of a query, a month": lambda cursor: association(cursor, MONTH, query="电池 -广告"),
    "topics of a query, all": lambda cursor: association(cursor, ALL, query="电池 -广告"),
    "risks, a month and the one before": lambda cursor: voiced(cursor, MONTH, intent="complaint", by="topics", before=BEFORE),
    "praised aspects (a list), all": lambda cursor: voiced(cursor, ALL, intent="praise", by="aspects"),
    "known weeks before a month": lambda cursor: known_weeks(cursor, MONTH),
    "past cases of 6 topics": lambda cursor: cases(cursor, MONTH, by="topics", among=TOPICS),
    "unanswered inquiries, a month and the one before": lambda cursor: inquiries(cursor, MONTH, before=BEFORE),
    "aspects of complaints by month, all": lambda cursor: seasons(cursor, ALL, season="month"),
    "aspects of complaints by weekday, all": lambda cursor: seasons(cursor, ALL, season="weekday"),
    "cascades, a month": lambda cursor: cascade_ranking(cursor, MONTH),
    "cascades, all": lambda cursor: cascade_ranking(cursor, ALL),
    "order of platforms, all": lambda cursor: arrivals(cursor, ALL),
    "what spreads, a month": lambda cursor: spread_factors(cursor, MONTH),
    "what spreads, all": lambda cursor: spread_factors(cursor, ALL),
    "share of voice, all": lambda cursor: voice(cursor, RIVALS),
    "share of voice by engagement, all": lambda cursor: voice(cursor, RIVALS, base="engagement"),
    "share of voice by impressions, all": lambda cursor: voice(cursor, RIVALS, base="impressions"),
    "share of voice by day, all": lambda cursor: voice(cursor, RIVALS, grain="day"),
    "share of voice by platform, all": lambda cursor: voice(cursor, RIVALS, across=True),
    "standing of brands, all": lambda cursor: standing(cursor, RIVALS, ours=BRANDS[0]),
    "aspects of brands, all": lambda cursor: aspect_matrix(cursor, RIVALS),
    "engagement rate of brands, all": lambda cursor: engagement_rate(cursor, RIVALS),
    "mentions per author of brands, all": lambda cursor: passion(cursor, RIVALS),
    "replies of brands, a month": lambda cursor: brand_replies(cursor, replace(MONTH, brands=BRANDS, sentiments=(-1,))),
    "topics of a brand, all": lambda cursor: brand_topics(cursor, RIVALS, brand=BRANDS[0], others=BRANDS[1:]),
    "distinctive words of a brand, a month": lambda cursor: distinctive(cursor, replace(MONTH, brands=BRANDS[:1]), against=replace(MONTH, brands=BRANDS[1:])),
    "authors of two brands, a month": lambda cursor: author_overlap(cursor, replace(MONTH, brands=BRANDS)),
    "authors that moved, a month and the one before": lambda cursor: moved(cursor, replace(MONTH, brands=BRANDS), before=replace(BEFORE, brands=BRANDS)),
    "authors of two brands as a filter, a month": lambda cursor: totals(cursor, replace(MONTH, crowds=(Crowd(*BRANDS[:2], replace(MONTH, brands=BRANDS)),))),
    "authors that moved as a filter, a month": lambda cursor: totals(cursor, replace(MONTH, crowds=(Crowd(*BRANDS[:2], replace(MONTH, brands=BRANDS), replace(BEFORE, brands=BRANDS)),))),
    "launches aligned": lambda cursor: aligned(cursor, RIVALS, launches=[(brand, datetime(2025, 2, day).date()) for brand, day in zip(BRANDS, (1, 5, 9), strict=True)]),
    "first mentions of products": lambda cursor: launches(cursor, RIVALS),
    "a peak by day, all": lambda cursor: peak(cursor, replace(RIVALS, brands=BRANDS[:1], sentiments=(-1,)), grain="day"),
    "authors with their history, a month": lambda cursor: author_ranking(cursor, MONTH),
    "authors with their history, all": lambda cursor: author_ranking(cursor, ALL),
    "sentiment of genders, all": lambda cursor: sentiment(cursor, ALL, by="genders"),
    "outlets, a month and the one before": lambda cursor: outlets(cursor, MONTH, before=BEFORE),
    "outlets, all": lambda cursor: outlets(cursor, ALL),
    "own content, all": lambda cursor: own_content(cursor, ALL, ours=OURS),
    "own share, all": lambda cursor: own_share(cursor, ALL, ours=OURS),
    "forty authors left out, all": lambda cursor: totals(cursor, replace(ALL, without_authors=tuple(f"weibo:{n}" for n in range(40)))),
    "channels covered, all": lambda cursor: coverage(cursor, ALL, channels=("weibo", "wechat", "douyin", "news")),
    "hundred accounts, all": lambda cursor: accounts(cursor, ALL, entries=[("*", str(n)) for n in range(100)]),
    **{
        f"health: {question.__name__}": lambda cursor, question=question: question(cursor, ALL)
        for question in (
            missing, gaps, drops, clock, health.rejections, health.damaged, health.repeats, health.copies, health.future, health.channels,
        )
    },
}


def fill(store: Store, count: int) -> None:
    """`count` mentions of eight files over 90 days of 2025, the same at every run."""
    words = [f"词{n}x" for n in range(VOCABULARY)]
    ids = np.array([word_id(word) for word in words])
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT unnest($ids), unnest($words)", {"ids": ids.tolist(), "words": words})
        cursor.execute("CREATE TEMP MACRO pick(i, salt, n) AS CAST(hash(i + salt) % n AS BIGINT)")
        cursor.execute(f"CREATE TEMP MACRO story(i) AS CASE WHEN pick(i, 13, 3) > 0 THEN pick(i, 14, {STORIES}) END")
        told = cursor.execute("SELECT coalesce(story(i), -1) AS story FROM range($count) AS t(i)", {"count": count}).fetchnumpy()["story"]
        tokens = pa.ListArray.from_arrays(pa.array(np.arange(count + 1) * SPOKEN, pa.int32()), ids[spoken(told)].ravel())
        again, ends = repeated(tokens.values, tokens.offsets)
        cursor.register("spoken", pa.table({"tokens": tokens, "repeated": pa.ListArray.from_arrays(ends, again)}))
        cursor.execute(
            "CREATE TEMP MACRO aspect(i, salt) AS ['quality', 'price', 'service', 'battery', 'screen', 'heat', 'software', 'logistics'"
            ", 'camera', 'sound', 'size', 'safety'][1 + (CAST(hash(i // 2 * 2 + salt) % 6 AS BIGINT) * 2 + i % 2)]"
        )
        cursor.execute(
            """
            INSERT INTO mention (mention_id, platform, kind, author_id, author_name, published_at, precision, text, likes, comments,
                reposts, counts_are, region, queries, sentiment, sentiment_by, verified, import_id, story_id, emotion, intent, aspects,
                aspect_sentiments, export_sentiment, model_sentiment, topic_id, brands, author_followers, root_id, tokens, repeated)
            SELECT CAST(md5(CAST(i AS VARCHAR)) AS UUID),
                ['weibo', 'weibo', 'xiaohongshu', 'douyin', 'news'][1 + pick(i, 0, 5)],
                ['post', 'comment', 'repost'][1 + pick(i, 1, 3)],
                CAST(CAST(power(pick(i, 2, 100000) / 100000.0, 4) * 200000 AS INTEGER) AS VARCHAR), 'author',
                TIMESTAMP '2025-01-01' + INTERVAL 1 SECOND * pick(i, 3, 7776000), 'second',
                repeat('这款手表的' || ['屏幕', '电池', '表带', '广告', '续航'][1 + pick(i, 4, 5)] || '用了三天再说。', 6)
                    || CASE WHEN pick(i, 22, 3) = 0 THEN '#新品' || pick(i, 23, 200) || '#[' || ['怒', '哈哈', '吃瓜'][1 + pick(i, 24, 3)] || ']' ELSE '' END,
                pick(i, 5, 500), pick(i, 6, 50), pick(i, 7, 20), 'final', ['北京', '广东', NULL][1 + pick(i, 8, 3)],
                [['华星', '观云', '远山'][1 + pick(i, 9, 3)]], pick(i, 10, 3) - 1, 'export', pick(i, 11, 2) = 0, CAST(md5(CAST(pick(i, 12, 8) AS VARCHAR)) AS UUID),
                CAST(md5('story ' || story(i)) AS UUID),
                ['anger', 'worry', 'joy', 'none', 'none', NULL][1 + pick(i, 15, 6)],
                ['praise', 'inquiry', 'complaint', 'other', 'other', NULL][1 + pick(i, 16, 6)],
                CASE WHEN pick(i, 17, 2) = 0 THEN [aspect(i, 18), aspect(i + 1, 18)][1 : 1 + pick(i, 19, 2)] END,
                CASE WHEN pick(i, 17, 2) = 0
                    THEN [aspect(i, 18) || ':' || (pick(i, 20, 3) - 1), aspect(i + 1, 18) || ':0'][1 : 1 + pick(i, 19, 2)] END,
                pick(i, 10, 3) - 1, pick(i, 21, 3) - 1, CASE WHEN pick(i, 25, 12) > 0 THEN 't' || CAST(power(pick(i, 26, 1000) / 1000.0, 2) * 20 AS INTEGER) END,
                -- One in five names a brand besides its first.
                [['华星', '观云', '远山'][1 + pick(i, 27, 3)], ['华星', '观云'][1 + pick(i, 28, 2)]][1 : 1 + CAST(pick(i, 29, 5) = 0 AS BIGINT)],
                CASE WHEN pick(i, 30, 4) > 0 THEN CAST(power(pick(i, 2, 100000) / 100000.0, 6) * 1000000 AS BIGINT) END,
                CASE WHEN pick(i, 1, 3) = 2 THEN CAST(md5(CAST(pick(i, 31, $count) AS VARCHAR)) AS UUID) END,
                tokens, repeated
            FROM range($count) AS t(i) POSITIONAL JOIN spoken ORDER BY pick(i, 3, 7776000)
            """,
            {"count": count},
        )
        cursor.execute(CASCADES.format(roots=CASCADED))
        cascades.lay_over(cursor)
        cursor.execute(
            """
            INSERT INTO import (import_id, file_name, export, parameters, read, merged, warnings, imported_at)
            SELECT CAST(md5(CAST(i AS VARCHAR)) AS UUID), i || '.csv', ['table', 'weibo-search'][1 + i % 2], '{}', 1, 0, '{}',
                TIMESTAMP '2025-03-25'
            FROM range(8) AS t(i)
            """
        )


def spoken(stories: np.ndarray) -> np.ndarray:
    """Of each mention its words, by their places in the vocabulary; what has no story (−1) says its own."""
    random = np.random.default_rng(0)

    def drawn(count: int) -> np.ndarray:
        return (random.random((count, SPOKEN)) ** 3 * VOCABULARY).astype(np.int64)

    said, told = drawn(len(stories)), drawn(STORIES)
    others = np.flatnonzero((stories >= 0) & (random.random(len(stories)) < 0.5))
    anew = said[others, :OTHER]
    said[stories >= 0] = told[stories[stories >= 0]]
    said[others, :OTHER] = anew
    return said


def seconds(work: Callable[[], object]) -> float:
    """Median of RUNS after one that does not count."""
    work()
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    count = parser.parse_args().mentions
    with tempfile.TemporaryDirectory() as folder:
        url = Path(folder) / "bench.duckdb"
        store = connect(url)
        fill(store, count)
        # Read as the program finds it that is started with it.
        store.close()
        store = connect(url)
        with store.cursor() as cursor:
            floor = seconds(lambda: cursor.execute(FLOOR, {"since": MONTH.since, "until": MONTH.until}).fetchone())
            print(f"{count:,} mentions; a bare filtered count takes {floor * 1000:.1f} ms\n")
            print("| question | ms | of the limit of 300 ms | × a bare count |\n|---|--:|--:|--:|")
            for name, question in QUESTIONS.items():
                taken = seconds(lambda question=question: question(cursor).table)
                print(f"| {name} | {taken * 1000:.0f} | {taken / LIMIT:.2f} | {taken / floor:.1f} |")
        store.close()


if __name__ == "__main__":
    main()
