"""What a person says of a file before it is imported."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Parameters:
    """Together with a file's bytes it makes the file's hash: the same again adds nothing.

    `columns` maps fields to columns (to "": none holds it); `query` is the search that found the mentions, by default the
    file's name; `date` is that of mentions without one, `collected` when times such as 3小时前 were seen (both ISO, in the
    store's zone). `profile`, the fingerprint of the saved mapping that was used, is no part of the hash.
    """

    export: str | None = None
    brand: str | None = None
    time_zone: str | None = None
    query: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    date: str | None = None
    collected: str | None = None
    profile: str | None = None
