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

METRICS = {metric.name: metric for metric in (VOLUME, AUTHORS, ENGAGEMENT, HEAT, SHARE)}
