"""Two hundred generated situations: every finding and its sentence is true of the rows, by pandas and a calculator."""

import math
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from analysis.filters import Filters
from analysis.findings import FINDERS, Finding, Situation, findings
from analysis.sentences import SENTENCES, sentence
from language import speaking
from tests.analysis import situations
from tests.mentions import matching
from tests.recounted import COUNTED, Z, change, contributions, differ, having, known, percent, polar, voices

SEEDS = range(200)


def asked(cursor):
    """The door to the questions, without a cache."""
    return lambda question, filters, **parameters: question(cursor, filters, **parameters)


def told(of: situations.Situation, cursor) -> list[Finding]:
    filters = Filters(since=of.now[0], until=of.now[1])
    before = replace(filters, since=of.before[0], until=of.before[1]) if of.before else None
    newest = of.rows["published_at"].max()
    at = min(of.now[1], newest.to_pydatetime() + pd.Timedelta(seconds=1)) if len(of.rows) else of.now[1]
    return findings(Situation(asked(cursor), filters, before, at), tuple(FINDERS), most=20)


def negative_share(rows: pd.DataFrame) -> tuple[float, float]:
    return (known(rows)["sentiment"] == -1).mean(), voices(known(rows))


def net(rows: pd.DataFrame) -> float:
    return polar(rows)["sentiment"].astype(float).mean()


# Of each kind: what must hold, and the numbers that its sentence says.


def volume(of, finding, now, before):
    said = finding.claims
    assert said["mentions"] == len(now)
    if finding.kind == "volume":
        assert before is None or not len(before)
        assert said["authors"] == now["author"].nunique()
        return [f"{len(now):,}", f"{said['authors']:,}"]
    assert said["before"] == len(before) > 0
    if finding.kind in ("volume_rose", "volume_fell"):
        assert (len(now) > len(before)) == (finding.kind == "volume_rose") and len(now) != len(before)
        spread = math.sqrt(sum(1 / (len(rows) * voices(known(rows)) / len(known(rows))) for rows in (now, before)))
        assert abs(math.log(len(now) / len(before))) > Z * spread
    return [f"{len(now):,}", change(len(now), len(before))]


def shares(of, finding, now, before):
    felt = {"negative": lambda rows: negative_share(rows)[0], "net": net}[finding.kind.split("_")[0]]
    enough = {"negative": known, "net": polar}[finding.kind.split("_")[0]]
    assert finding.claims["now"] == pytest.approx(felt(now)) and len(enough(now)) >= COUNTED
    if "_" not in finding.kind:
        assert before is None or len(enough(before)) < COUNTED or min(voices(enough(now)), voices(enough(before))) < 10
        return [percent(felt(now))]
    assert finding.claims["before"] == pytest.approx(felt(before)) and len(enough(before)) >= COUNTED
    if finding.kind.endswith("steady"):
        return [percent(felt(now)), percent(felt(before))]
    assert (felt(now) > felt(before)) == finding.kind.endswith("rose")
    as_share = (lambda value: (value + 1) / 2) if finding.kind.startswith("net") else (lambda value: value)
    assert differ(as_share(felt(now)), voices(enough(now)), as_share(felt(before)), voices(enough(before)))
    return [percent(felt(now)), percent(felt(before)), points(felt(now) - felt(before))]


def few(of, finding, now, before):
    assert finding.claims == {"known": len(known(now)), "mentions": len(now)} and len(known(now)) < COUNTED
    return [f"{len(now):,}", f"{len(known(now)):,}"]


def contribution(of, finding, now, before):
    parts = contributions(now, before)
    whole = net(now) - net(before)
    assert finding.claims["part"] == pytest.approx(parts[finding.claims["value"]]) and finding.claims["whole"] == pytest.approx(whole)
    assert sum(parts.values()) == pytest.approx(whole)
    assert abs(finding.claims["part"]) == pytest.approx(max(map(abs, parts.values()))) and finding.claims["part"] * whole > 0
    return [points(finding.claims["part"]), points(whole)]


def issue(of, finding, now, before):
    said, name = finding.claims, finding.claims["value"]
    counts = [len(having(rows, "keyword_sets", name)) for rows in (now, before)]
    assert [said["mentions"], said["before"]] == counts
    p1, p0 = counts[0] / len(now), counts[1] / len(before)
    assert (p1 > p0) == (finding.kind == "issue_rose") and max(p1, p0) >= 0.02
    n1, n0 = (len(rows) * voices(known(rows)) / len(known(rows)) for rows in (now, before))
    assert differ(p1, n1, p0, n0)
    return [percent(p1), percent(p0), f"{counts[1]:,} → {counts[0]:,}"]


def part(of, finding, now, before):
    (p1, n1), (p0, n0) = (negative_share(having(rows, finding.claims["by"], finding.claims["value"])) for rows in (now, before))
    assert [finding.claims["now"], finding.claims["before"]] == pytest.approx([p1, p0])
    assert (p1 > p0) == (finding.kind == "part_rose") and differ(p1, n1, p0, n0)
    return [percent(p1), percent(p0), points(p1 - p0)]


def trend(of, finding, now, before):
    timed = of.rows[of.rows["precision"] != "day"]["published_at"]
    end = min(pd.Timestamp(of.now[1]), of.rows["published_at"].max() + pd.Timedelta(seconds=1))
    day = pd.Timedelta(days=1)
    counts = [int(timed.between(end - (n + 1) * day, end - n * day, inclusive="left").sum()) for n in range(2)]
    assert [finding.claims["now"], finding.claims["before"], finding.claims["until"]] == [*counts, end] and min(counts) >= COUNTED
    return [f"{counts[0]:,}", f"{counts[1]:,}"]


def peak(of, finding, now, before):
    last = of.rows["published_at"].max().normalize()
    days = now["published_at"].dt.normalize().value_counts()
    days = days.reindex(pd.date_range(of.now[0], min(pd.Timestamp(of.now[1]) - pd.Timedelta(days=1), last)), fill_value=0)
    whole = days[days.index < last] if last < pd.Timestamp(of.now[1]) else days
    top = whole.sort_values(ascending=False)
    assert finding.claims["day"] == top.index[0] and finding.claims["mentions"] == top.iloc[0] > top.iloc[1]
    assert top.iloc[0] >= 1.5 * whole.median() and top.iloc[0] > days.drop(top.index[0]).max()
    return [f"{top.iloc[0]:,}", percent(top.iloc[0] / len(now)), f"{top.index[0].month}月{top.index[0].day}日"]


def story(of, finding, now, before):
    most = now["story_id"].value_counts().iloc[0]
    assert finding.claims == {"mentions": most, "share": most / len(now)} and most / len(now) >= 0.1
    return [f"{most:,}", percent(most / len(now))]


def place(of, finding, now, before):
    counts = now["platform"].value_counts()
    assert finding.claims == {"value": counts.index[0], "share": counts.iloc[0] / len(now)} and counts.iloc[0] / len(now) > 0.5
    return [percent(counts.iloc[0] / len(now))]


def unknown(of, finding, now, before):
    assert finding.claims["share"] == pytest.approx(1 - len(known(now)) / len(now)) and finding.claims["share"] >= 0.2
    return [percent(finding.claims["share"])]


CHECKS = {"volume": volume, "negative": shares, "net": shares, "few": few, "contribution": contribution, "issue": issue, "part": part,
          "rising": trend, "falling": trend, "peak": peak, "story": story, "place": place, "unknown": unknown}  # fmt: skip


def points(difference: float) -> str:
    return f"{difference * 100:+.1f}".replace("-", "−")


@cache
def made(seed: int) -> situations.Situation:
    return situations.situation(seed)


seen: Counter = Counter()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_is_true_of_its_rows(seed, holding):
    of = made(seed)
    with holding(of.stored) as cursor:
        found = told(of, cursor)
        now, before = of.of(of.now), of.before and of.of(of.before)
        assert bool(found) == bool(len(now))
        assert len(now) >= COUNTED or {finding.subject for finding in found} <= {"volume", "negative"}
        for finding in found:
            numbers = CHECKS[finding.kind.split("_")[0]](of, finding, now, before)
            with speaking("zh"):
                chinese = sentence(finding)
            with speaking("en"):
                english = sentence(finding)
            assert [number for number in numbers if number not in chinese] == []
            assert [number for number in numbers if "月" not in number and number not in english] == []
            assert not re.search("[{}]", chinese + english) and chinese.endswith("。") and english.endswith(".")
            evidence = matching(of.stored, finding.evidence).mention
            assert len(evidence) and evidence["published_at"].between(*of.now, inclusive="left").all()
            seen[finding.kind] += 1
        assert len({finding.subject for finding in found}) == len(found)


def test_the_situations_bring_about_every_kind_of_sentence():
    assert set(SENTENCES) - set(seen) == set()


def test_a_filter_by_sentiment_has_no_findings_about_sentiment(holding):
    of = next(one for one in map(made, SEEDS) if len(one.of(one.now)) > 500)
    with holding(of.stored) as cursor:
        filters = Filters(since=of.now[0], until=of.now[1], sentiments=(1,))
        found = findings(Situation(asked(cursor), filters, None, of.now[1]), tuple(FINDERS), most=20)
    assert {finding.subject for finding in found} & {"negative", "net", "contribution", "part_rose", "unknown"} == set() != {f.kind for f in found}
