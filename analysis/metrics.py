"""The glossary: what every number of the product means, in one place, for tooltips, reports and tests."""

from dataclasses import dataclass

from language import _


@dataclass(frozen=True)
class Metric:
    """English texts, translated when shown. `source` names where the definition comes from, where it is not ours."""

    name: str
    label: str
    unit: str
    definition: str
    source: str = ""

    def told(self) -> str:
        return _(self.definition)


VOLUME = Metric(
    "volume",
    "Volume",
    "mentions",
    "The number of mentions in the filter. Each post, repost, comment, article, review or ticket counts once, however "
    "often it was exported. Unknown values are a group of their own and never counted as 0.",
)
AUTHORS = Metric(
    "authors",
    "Authors",
    "authors",
    "The number of distinct known authors: one per platform and account, by account id, or by name where no id was "
    "exported. Mentions without an author are counted beside it.",
)
ENGAGEMENT = Metric(
    "engagement",
    "Engagement",
    "interactions",
    "Likes + comments + reposts, as collected. Reposts without words of their own are left out because they show the "
    "counts of the original, and so are snapshots taken at publication. Where a tool caps a count (100万+), the sum is "
    "a lower bound and marked ≥.",
)
HEAT = Metric(
    "heat",
    "Heat",
    "points",
    "The sum over mentions of 1 + 0.2·ln(1+likes) + 0.4·ln(1+comments) + 0.4·ln(1+reposts) + 0.1·ln(1+views), as "
    "collected. Unknown counts add 0; the share of mentions with known likes, comments and reposts is shown. The "
    "weights stand in config/heat.toml. Between platforms compare it only as a share within each.",
)
SHARE = Metric(
    "share",
    "Share of mentions",
    "%",
    "The mentions of a group divided by all mentions in the filter. A mention of several brands counts once for each.",
)

# The health of the data: findings rather than measures. Their thresholds stand in analysis/thresholds.py.
MISSING = Metric(
    "missing",
    "Missing fields",
    "%",
    "The share of mentions without a field, by the format of the files that hold them; a mention of several formats counts "
    "in each. A finding where text or author is missing in at least 5 % of at least 30 mentions: other fields are often not "
    "shown by a platform at all.",
)
PRECISION = Metric(
    "precision",
    "Times without an hour",
    "mentions",
    "Mentions of which only the day or the week of publication is known, by format. A finding where they are at least 5 % "
    "of at least 30 mentions.",
)
REJECTED = Metric(
    "rejected",
    "Rejected records",
    "records",
    "What was found in the files and could not be stored, by format and reason, with its share of all that was found. It is "
    "kept as it was exported.",
)
CLOCK = Metric(
    "clock",
    "Activity at night",
    "mentions",
    "The five quietest hours of the day of a file's mentions whose time of day is known; files of one format with fewer than "
    "500 are taken together. A finding where these hours begin 5 hours or more away from 1 at night and hold at most half of "
    "what five of 24 hours would hold if all were alike (10.4 %).",
)
FUTURE = Metric(
    "future",
    "Published after the import",
    "mentions",
    "Mentions whose time of publication is later than the import of a file that holds them.",
)
GAPS = Metric(
    "gaps",
    "Days without mentions",
    "days",
    "Days in a row on which a platform has no mention. Expected is the sum over these days of the median of the same weekday "
    "in the 14 days before and the 14 after. A finding where it is at most 31 days, at least 10 were expected and both sides "
    "are dense: at least 7 days, of which at most 15 % are empty; weekdays that usually are and other silences of several days are left out.",
)
DROPS = Metric(
    "drops",
    "Sudden drop of a platform",
    "mentions",
    "The latest full week (Monday to Sunday) that ended before the day by which a file of the platform has 99 % of its "
    "mentions, against the median of the 8 weeks before (at least 4). A finding where the median is at least 30, the week at most half of it, and "
    "the fall at least 3.5 times the larger of 1.4826 × the median absolute deviation and the root of the median.",
)
DAMAGED = Metric(
    "damaged",
    "Damaged ids",
    "ids",
    "Ids that a spreadsheet rounded (4.67E+15, or zeros at the end), as found when the file was read. Such a mention is "
    "identified by its address, or by its author, time and text.",
)
COUNTS = Metric(
    "counts",
    "Counts that are not final",
    "mentions",
    "Mentions whose likes, comments and reposts are capped by the tool (100万+) or were taken at publication, by format.",
)
REPEATS = Metric(
    "repeats",
    "Files that brought little new",
    "%",
    "The share of the mentions found in a file that were merged with others, of the same file or earlier ones. A finding "
    "from 80 % on.",
)
COPIES = Metric(
    "copies",
    "Same text by the same author",
    "mentions",
    "Mentions that repeat, word for word, an earlier text of at least 10 characters by the same author; reposts are left out. "
    "A finding from 10 by one author on.",
)
CHANNELS = Metric(
    "channels",
    "Channels that no file covers",
    "channels",
    "Of Weibo, WeChat, Douyin, Xiaohongshu, Kuaishou, Bilibili, Zhihu, Tieba, Toutiao and news those without a single mention "
    "in the store.",
)

METRICS = {
    metric.name: metric
    for metric in (
        VOLUME, AUTHORS, ENGAGEMENT, HEAT, SHARE, MISSING, PRECISION, REJECTED, CLOCK, FUTURE, GAPS, DROPS, DAMAGED, COUNTS,
        REPEATS, COPIES, CHANNELS,
    )
}  # fmt: skip
