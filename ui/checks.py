"""What the health of the data is checked for: each check is a value; ui/health.py asks and shows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import written
from analysis import metrics
from analysis.answer import Answer
from analysis.clock import ahead, clock, zone_name
from analysis.drops import drops
from analysis.filters import Filters
from analysis.gaps import gaps
from analysis.health import channels, copies, damaged, future, rejections, repeats
from analysis.labels import label
from analysis.metrics import Metric
from analysis.missing import missing
from analysis.thresholds import THRESHOLDS
from language import _
from loaders import reasons
from loaders.exports import EXPORTS
from ui.ask import store

ZONES = {export.name: export.time_zone for export in EXPORTS}
# Fields of the table of missing ones, by name; without the first two there is little to analyse.
FIELDS = {
    "text": "Text", "author": "Author", "time": "Time of day", "likes": "Likes", "comments": "Comments", "reposts": "Reposts",
    "region": "Region", "followers": "Followers", "sentiment": "Sentiment",
}  # fmt: skip
ESSENTIAL = ("text", "author")


def as_counted(answer: Answer, row: dict) -> Filters:
    return answer.mentions(row)


@dataclass(frozen=True)
class Check:
    """`sentence` is filled by `told` from a finding, which is a row that `found` leaves; `advice` says what it means and what to
    do. `link` names the mentions that `opens` leads to; empty where no filter can say them.
    """

    metric: Metric
    question: Callable[..., Answer]
    sentence: str
    advice: str
    told: Callable[[dict], dict[str, object]]
    urgent: bool = False
    found: Callable[[list[dict]], list[dict]] = list
    link: str = ""
    opens: Callable[[Answer, dict], Filters | None] = as_counted


def _of_rejected(row: dict) -> dict:
    return {"format": row["export"], "reason": reasons.rejection(row["reason"]), **_counts(row, "records", "read")}


def _of_clock(row: dict) -> dict:
    read_as = row["time_zone"] or ZONES.get(row["export"]) or store().time_zone
    written = ahead(read_as, row["last"], -row["shift"])
    return {
        "file": row["file_name"] or _("smaller files of {format}", format=row["export"]),
        "since": row["quiet"],
        "until": (row["quiet"] + int(THRESHOLDS["night_hours"].value)) % 24,
        "shift": f"{row['shift']:+d}".replace("-", "−"),
        "written": _utc(written),
        "zone": zone_name(written),
        "home": _utc(ahead(store().time_zone, row["last"], row["shift"])),
        **_counts(row, "mentions"),
    }


def _utc(ahead: int) -> str:
    return f"UTC{ahead:+d}".replace("-", "−").removesuffix("+0")


def _of_future(row: dict) -> dict:
    return {"file": row["file_name"], "last": written.minute(row["last"]), **_counts(row, "mentions")}


def _of_gap(row: dict) -> dict:
    first, last = written.iso_day(row["first"]), written.iso_day(row["last"])
    window = first if first == last else _("{since} to {until}", since=first, until=last)
    return {"platform": label("platforms", row["platform"]), "window": window, **_counts(row, "days", "expected")}


def _of_drop(row: dict) -> dict:
    return {
        "platform": label("platforms", row["platform"]),
        "since": written.iso_day(row["since"]),
        "change": written.change(row["mentions"], row["usual"]),
        **_counts(row, "mentions", "usual", "weeks"),
    }


def _of_missing(row: dict) -> dict:
    return {"format": row["export"], "field": _(FIELDS[row["field"]]), **_counts(row, "missing", "mentions")}


def _of_counts(row: dict) -> dict:
    return {"format": row["export"], **_counts(row, "capped", "snapshot", "mentions")}


def _of_copies(row: dict) -> dict:
    author = row["author_name"] or row["author"]
    return {"author": author, "platform": label("platforms", row["platform"]), **_counts(row, "copies", "texts", "mentions")}


def _of_channels(row: dict) -> dict:
    return {"platforms": written.listed(label("platforms", platform) for platform in row["platforms"])}


def _counts(row: dict, *names: str) -> dict[str, str]:
    """These counts, and the share of the finding where there is one."""
    share = {"share": written.share(row["share"])} if "share" in row else {}
    return {name: written.whole(row[name]) for name in names} | share


def lacking(rows: list[dict], *fields: str) -> list[dict]:
    """A row for each format and field that is missing too often."""
    pairs = [(row, name) for row in rows if row["mentions"] >= THRESHOLDS["least_mentions"].value for name in fields]
    found = [{**row, "field": name, "missing": row[name], "share": row[name] / row["mentions"]} for row, name in pairs]
    return [row for row in found if row["share"] >= THRESHOLDS["missing_share"].value]


def without(answer: Answer, row: dict) -> Filters | None:
    """The mentions without the field of a row; None where no filter can say them."""
    narrowed = {"author": {"authors": (None,)}, "region": {"regions": (None,)}, "time": {"precisions": tuple(row["precisions"])}}
    if row["field"] not in narrowed or not row[row["field"]]:
        return None
    return replace(answer.mentions(row), **narrowed[row["field"]])


CHECKS = (
    Check(
        metrics.REJECTED, rejections,
        "{format}: {records} of {read} ({share}) were rejected. {reason}",
        "They are in no figure. Choose their file above to see and download them; correct the export or its columns and import it again.",
        _of_rejected, urgent=True,
    ),
    Check(
        metrics.CLOCK, clock,
        "{file}: the quietest hours are {since}:00–{until}:00, with {share} of {mentions} mentions. Moved by {shift} hours they would "
        "lie at night: as if the file were written in {written} (--timezone {zone}), or its authors lived in {home}.",
        "People sleep from about 1 to 6. Where the authors live elsewhere, nothing is wrong. Otherwise ask the tool which time zone it writes; if it "
        "is about this one, undo the import and import the file again with it.",
        _of_clock, urgent=True, link="See the mentions",
    ),
    Check(
        metrics.FUTURE, future,
        "{file}: {mentions} mentions are dated after its import, the last {last}.",
        "Nothing is published before it happens: day and month may be swapped, or the time zone is wrong. Look at them, undo the import, and import "
        "the file again with the right order of day and month (--day-first, --month-first) or the right time zone.",
        _of_future, urgent=True, link="See the mentions",
    ),
    Check(
        metrics.GAPS, gaps,
        "{platform}: nothing on {window} (days: {days}), where about {expected} mentions were to be expected.",
        "The tool may not have collected, or a file is missing; trends dip there without a reason. Export these days again and import them: what "
        "is already here is merged.",
        _of_gap, urgent=True, link="The days around",
    ),
    Check(
        metrics.DROPS, drops,
        "{platform}: {mentions} mentions in the week from {since}, usually {usual} (median of {weeks} weeks; {change}).",
        "Less may really have been said, as over a holiday. Or a query, a login or a quota of the tool failed: look at the platform itself before "
        "a decline is reported.",
        _of_drop, urgent=True, link="See the mentions",
    ),
    Check(
        metrics.DAMAGED, damaged,
        "{file}: {ids} ids were rounded, of {read} mentions found.",
        "Repeats may not be recognised and threads not be joined. Export again and import the file as it comes, without opening it in a "
        "spreadsheet before.",
        lambda row: {"file": row["file_name"], **_counts(row, "ids", "read")}, urgent=True, link="The file's mentions",
    ),
    Check(
        metrics.MISSING, missing,
        "{format}: {field} is missing in {missing} of {mentions} mentions ({share}).",
        "Without a text there is nothing to analyse, without an author nobody to count. See whether the tool can export the field, and whether its "
        "column was recognised at the import.",
        _of_missing, urgent=True, found=lambda rows: lacking(rows, *ESSENTIAL), link="See the mentions", opens=without,
    ),
    Check(
        metrics.PRECISION, missing,
        "{format}: of {missing} of {mentions} mentions ({share}) only the day is known.",
        "They count in every daily figure and stay out of hourly ones. Export with the time of day where the tool offers it.",
        _of_missing, found=lambda rows: lacking(rows, "time"), link="See the mentions", opens=without,
    ),
    Check(
        metrics.COUNTS, missing,
        "{format}: {capped} capped and {snapshot} snapshot counts among {mentions} mentions.",
        "Sums with capped counts are lower bounds (≥), and snapshots stay out of engagement. Export again later: of several counts the greatest "
        "is kept.",
        _of_counts, found=lambda rows: [row for row in rows if row["capped"] + row["snapshot"]],
    ),
    Check(
        metrics.REPEATS, repeats,
        "{file}: {merged} of {read} mentions ({share}) were merged with others.",
        "Nothing is counted twice. If new mentions were expected, look at the window of the export.",
        lambda row: {"file": row["file_name"], **_counts(row, "merged", "read")}, link="The file's mentions",
    ),
    Check(
        metrics.COPIES, copies,
        "{author} ({platform}): {copies} of {mentions} mentions repeat one of {texts} texts.",
        "Advertising and automatons do so, and posts that were exported under new ids. Look at them before volume is read as the number of people.",
        _of_copies, link="The author's mentions",
    ),
    Check(
        metrics.CHANNELS, channels,
        "Not in the data: {platforms}.",
        "That is not to say that nothing was said there: no file covers them. Shares of platforms are shares among those that are here.",
        _of_channels,
    ),
)  # fmt: skip
