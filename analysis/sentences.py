"""Findings in words: templates that hold nothing but a finding's own numbers, plain text in the reader's language."""

from collections.abc import Callable

import written
from analysis.findings import Finding
from analysis.labels import label
from language import _


def sentence(finding: Finding) -> str:
    return SENTENCES[finding.kind](finding.claims)


def _volume(said: dict) -> str:
    mentions = written.whole(said["mentions"])
    if not said["authors"]:
        return _("{mentions} mentions.", mentions=mentions)
    return _("{mentions} mentions by {authors} authors.", mentions=mentions, authors=written.whole(said["authors"]))


def _counts(said: dict) -> dict[str, str]:
    return {"mentions": written.whole(said["mentions"]), "change": written.change(said["mentions"], said["before"])}


def _shares(said: dict) -> dict[str, str]:
    now, before = said["now"], said["before"]
    return {"now": written.share(now), "before": written.share(before), "points": written.points(now - before)}


def _part(said: dict) -> dict[str, str]:
    return _shares(said) | {"name": label(said["by"], said["value"])}


def _issue(said: dict) -> dict[str, str]:
    return {
        "name": label("keyword_sets", said["value"]), "mentions": written.whole(said["mentions"]), "before": written.whole(said["before"]),
        "now": written.share(said["now"]), "then": written.share(said["then"]),
    }  # fmt: skip


def _lately(said: dict) -> dict[str, str]:
    return {"now": written.whole(said["now"]), "before": written.whole(said["before"]), "until": written.minute(said["until"])}


SENTENCES: dict[str, Callable[[dict], str]] = {
    "volume": _volume,
    "volume_change": lambda said: _("{mentions} mentions ({change} on the period before).", **_counts(said)),
    "volume_rose": lambda said: _("{mentions} mentions, clearly more than in the period before ({change}).", **_counts(said)),
    "volume_fell": lambda said: _("{mentions} mentions, clearly fewer than in the period before ({change}).", **_counts(said)),
    "volume_steady": lambda said: _("{mentions} mentions, not clearly more or fewer than in the period before ({change}).", **_counts(said)),
    "few": lambda said: _(
        "Of {mentions} mentions the sentiment of {known} is known: too few for shares.",
        mentions=written.whole(said["mentions"]), known=written.whole(said["known"]),
    ),
    "negative": lambda said: _("The negative share is {now}.", now=written.share(said["now"])),
    "negative_rose": lambda said: _("The negative share rose from {before} to {now} ({points}).", **_shares(said)),
    "negative_fell": lambda said: _("The negative share fell from {before} to {now} ({points}).", **_shares(said)),
    "negative_steady": lambda said: _("The negative share is {now}, not clearly different from the period before ({before}).", **_shares(said)),
    "net": lambda said: _("Net sentiment is {now}.", now=written.share(said["now"])),
    "net_rose": lambda said: _("Net sentiment rose from {before} to {now} ({points}).", **_shares(said)),
    "net_fell": lambda said: _("Net sentiment fell from {before} to {now} ({points}).", **_shares(said)),
    "net_steady": lambda said: _("Net sentiment is {now}, not clearly different from the period before ({before}).", **_shares(said)),
    "contribution": lambda said: _(
        "{name} moved net sentiment most: {part}; in all it moved by {whole}.",
        name=label("platforms", said["value"]), part=written.points(said["part"]), whole=written.points(said["whole"]),
    ),
    "issue_rose": lambda said: _("“{name}” is in {now} of the mentions, up from {then} ({before} → {mentions}).", **_issue(said)),
    "issue_fell": lambda said: _("“{name}” is in {now} of the mentions, down from {then} ({before} → {mentions}).", **_issue(said)),
    "part_rose": lambda said: _("{name}: the negative share rose from {before} to {now} ({points}).", **_part(said)),
    "part_fell": lambda said: _("{name}: the negative share fell from {before} to {now} ({points}).", **_part(said)),
    "rising": lambda said: _("Heating up: {now} in the 24 hours up to {until}, {before} in the 24 before, more than their usual rhythm explains.", **_lately(said)),
    "falling": lambda said: _("Cooling down: {now} in the 24 hours up to {until}, {before} in the 24 before, fewer than their usual rhythm explains.", **_lately(said)),
    "peak": lambda said: _(
        "The most came on {day}: {mentions}, {share} of all.",
        day=written.day(said["day"]), mentions=written.whole(said["mentions"]), share=written.share(said["share"]),
    ),
    "story": lambda said: _(
        "One text, repeated, makes up {share} of the mentions: {mentions}.",
        share=written.share(said["share"]), mentions=written.whole(said["mentions"]),
    ),
    "place": lambda said: _("{share} come from {name}.", share=written.share(said["share"]), name=label("platforms", said["value"])),
    "unknown": lambda said: _("The sentiment of {share} of the mentions is not known; shares are of the others.", share=written.share(said["share"])),
}  # fmt: skip
