"""The columns of answers by the reader's names."""

from language import _


def of_mix(value: str) -> dict[str, str]:
    """Those of analysis.mix; `value` names its values."""
    return {
        "value": value, "mentions": _("Mentions counted"), "share": _("Share"), "low": _("From (interval)"), "high": _("To (interval)"),
    }  # fmt: skip


def of_sentiment(*names: str) -> dict[str, str]:
    """These of analysis.sentiment."""
    named = {
        "bucket": _("From"), "mentions": _("Mentions counted"), "negative": _("Negative"), "neutral": _("Neutral"), "positive": _("Positive"),
        "unknown": _("Unknown"), "negative_share": _("Negative share"), "negative_low": _("From (interval)"), "negative_high": _("To (interval)"),
        "net": _("Net sentiment"), "net_low": _("From (net, interval)"), "net_high": _("To (net, interval)"),
        "disagreement": _("Disagreement"), "complete": _("Whole bucket"),
    }  # fmt: skip
    return {name: named[name] for name in names}


COUNTS = ("mentions", "negative", "neutral", "positive", "unknown")
SHARES = ("negative_share", "negative_low", "negative_high")
NET = ("net", "net_low", "net_high")
