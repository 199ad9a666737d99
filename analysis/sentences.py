"""Findings in words, computed from answers: nothing is said that the rows do not hold."""

from analysis.answer import Answer
from language import _, current


def headline(totals: Answer, daily: Answer) -> str:
    """How much, by how many, and which whole day stood out, of a filter's totals and its daily volume."""
    row = totals.row
    told = [
        _("{mentions} mentions by {authors} authors.", mentions=f"{row['mentions']:,}", authors=f"{row['authors']:,}")
        if row["authors"]
        else _("{mentions} mentions.", mentions=f"{row['mentions']:,}")
    ]
    days = [day for day in daily.rows if day["complete"]]
    most = max(days, key=lambda day: day["mentions"], default=None)
    ties = [day for day in days if most and day["mentions"] == most["mentions"]]
    if len(days) > 1 and len(ties) == 1:
        share = most["mentions"] / row["mentions"]
        told.append(
            _(
                "The most came on {day}: {mentions}, {share} of all.",
                day=f"{most['bucket']:%Y-%m-%d}",
                mentions=f"{most['mentions']:,}",
                share=f"{share:.1%}",
            )
        )
    return ("" if current() == "zh" else " ").join(told)
