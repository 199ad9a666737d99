"""How findings read; that they are true is tests/analysis/test_findings.py."""

from datetime import datetime

import pytest

from analysis.filters import Filters
from analysis.findings import Finding
from analysis.sentences import SENTENCES, sentence
from language import speaking

COUNTS = {"mentions": 1234, "before": 1000}
SHARES = {"now": 0.184, "before": 0.121}
TOLD = {
    "volume": ({"mentions": 1234, "authors": 300}, "共 1,234 条信息，来自 300 位作者。", "1,234 mentions by 300 authors."),
    "volume_change": (COUNTS, "声量 1,234 条（较上期 +23.4%）。", "1,234 mentions (+23.4% on the period before)."),
    "volume_rose": (COUNTS, "声量 1,234 条，明显多于上期（+23.4%）。", "1,234 mentions, clearly more than in the period before (+23.4%)."),
    "volume_fell": (COUNTS | {"before": 2000}, "声量 1,234 条，明显少于上期（−38.3%）。", "1,234 mentions, clearly fewer than in the period before (−38.3%)."),
    "volume_steady": (
        {"mentions": 6, "before": 3}, "声量 6 条，与上期无明显差别（3 → 6）。", "6 mentions, not clearly more or fewer than in the period before (3 → 6).",
    ),
    "few": ({"mentions": 40, "known": 7}, "40 条信息中仅 7 条情感已知，样本不足，不给占比。", "Of 40 mentions the sentiment of 7 is known: too few for shares."),
    "negative": ({"now": 0.184}, "负面占比 18.4%。", "The negative share is 18.4%."),
    "negative_rose": (SHARES, "负面占比由 12.1% 升至 18.4%（+6.3 个百分点）。", "The negative share rose from 12.1% to 18.4% (+6.3 pp)."),
    "negative_fell": ({"now": 0.1, "before": 0.2}, "负面占比由 20.0% 降至 10.0%（−10.0 个百分点）。", "The negative share fell from 20.0% to 10.0% (−10.0 pp)."),
    "negative_steady": (SHARES, "负面占比 18.4%，与上期（12.1%）无明显差别。", "The negative share is 18.4%, not clearly different from the period before (12.1%)."),
    "net": ({"now": -0.336}, "净情感度 −33.6%。", "Net sentiment is −33.6%."),
    "net_rose": ({"now": 0.1, "before": -0.2}, "净情感度由 −20.0% 升至 10.0%（+30.0 个百分点）。", "Net sentiment rose from −20.0% to 10.0% (+30.0 pp)."),
    "net_fell": ({"now": -0.2, "before": 0.1}, "净情感度由 10.0% 降至 −20.0%（−30.0 个百分点）。", "Net sentiment fell from 10.0% to −20.0% (−30.0 pp)."),
    "net_steady": ({"now": 0.1, "before": 0.1}, "净情感度 10.0%，与上期（10.0%）无明显差别。", "Net sentiment is 10.0%, not clearly different from the period before (10.0%)."),
    "contribution": (
        {"value": "weibo", "part": -0.042, "whole": -0.051}, "净情感度变化 −5.1 个百分点，其中微博贡献最大：−4.2 个百分点。",
        "Weibo moved net sentiment most: −4.2 pp; in all it moved by −5.1 pp.",
    ),
    "issue_rose": (
        {"value": "过热 <b>", "mentions": 340, "before": 12, "now": 0.28, "then": 0.01},
        "“过热 <b>”占全部信息的 28.0%，上期为 1.0%（12 → 340 条），占比上升。", "“过热 <b>” is in 28.0% of the mentions, up from 1.0% (12 → 340).",
    ),
    "issue_fell": (
        {"value": "过热", "mentions": 12, "before": 340, "now": 0.01, "then": 0.28},
        "“过热”占全部信息的 1.0%，上期为 28.0%（340 → 12 条），占比下降。", "“过热” is in 1.0% of the mentions, down from 28.0% (340 → 12).",
    ),
    "part_rose": (SHARES | {"by": "author_kinds", "value": "media"}, "媒体：负面占比由 12.1% 升至 18.4%（+6.3 个百分点）。", "Media: the negative share rose from 12.1% to 18.4% (+6.3 pp)."),
    "part_fell": ({"by": "brands", "value": "甲", "now": 0.1, "before": 0.2}, "甲：负面占比由 20.0% 降至 10.0%（−10.0 个百分点）。", "甲: the negative share fell from 20.0% to 10.0% (−10.0 pp)."),
    "rising": ({"now": 3400, "before": 1200, "until": datetime(2025, 3, 31)}, "升温：截至 2025-03-31 00:00 的 24 小时 3,400 条，前 24 小时 1,200 条，超出常态节律。", "Heating up: 3,400 in the 24 hours up to 2025-03-31 00:00, 1,200 in the 24 before, more than their usual rhythm explains."),
    "falling": ({"now": 120, "before": 340, "until": datetime(2025, 3, 31)}, "降温：截至 2025-03-31 00:00 的 24 小时 120 条，前 24 小时 340 条，低于常态节律。", "Cooling down: 120 in the 24 hours up to 2025-03-31 00:00, 340 in the 24 before, fewer than their usual rhythm explains."),
    "peak": ({"day": datetime(2025, 3, 30), "mentions": 5185, "share": 0.176}, "3月30日 周日 最多，5,185 条，占 17.6%。", "The most came on Sun 30 Mar: 5,185, 17.6% of all."),
    "story": ({"mentions": 340, "share": 0.34}, "同一段文字反复出现，占 34.0%，共 340 条。", "One text, repeated, makes up 34.0% of the mentions: 340."),
    "place": ({"value": "weibo", "share": 0.62}, "62.0% 来自微博。", "62.0% come from Weibo."),
    "unknown": ({"share": 0.34}, "34.0% 的信息情感未知，占比按其余信息计算。", "The sentiment of 34.0% of the mentions is not known; shares are of the others."),
}  # fmt: skip


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_finding_reads_as_a_sentence_in_every_language(kind):
    claims, chinese, english = TOLD[kind]
    read = []
    for language in ("zh", "en"):
        with speaking(language):
            read.append(sentence(Finding(kind, kind, claims, Filters())))
    assert read == [chinese, english]


def test_no_authors_are_told_where_none_is_known():
    with speaking("en"):
        assert sentence(Finding("volume", "volume", {"mentions": 10, "authors": 0}, Filters())) == "10 mentions."
