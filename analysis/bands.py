"""Numbers of a mention in bands, as SQL expressions; a band is called by its lower end."""

FOLLOWERS = (0, 1_000, 10_000, 100_000, 1_000_000)
LENGTHS = (0, 20, 60, 140)
REPOSTS = (0, 1, 10, 100, 1_000, 10_000)
HOURS = (0, 6, 12, 18)


def band(number: str, ends: tuple[int, ...]) -> str:
    """The greatest of the ends that the number reaches; NULL where it is unknown."""
    return f"CASE {' '.join(f'WHEN {number} >= {end} THEN {end}' for end in reversed(ends))} END"


# Snapshots from soon after publication say nothing of how often something was reposted.
REPOSTED = f"CASE WHEN counts_are IS DISTINCT FROM 'snapshot' THEN {band('reposts', REPOSTS)} END"
DAY_PART = f"CASE WHEN precision IN ('second', 'minute') THEN {band('hour(published_at)', HOURS)} END"
HOUR = "CASE WHEN precision IN ('second', 'minute') THEN hour(published_at) END"
# From 1, a Monday, to 7.
WEEKDAY = "CASE WHEN precision IN ('second', 'minute', 'day') THEN isodow(published_at) END"
