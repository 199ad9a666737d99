"""One mention, before it is written in any format."""

from dataclasses import dataclass, field
from datetime import datetime

from demo.people import Account


@dataclass(slots=True, eq=False)
class Mention:
    """`tone` is -1, 0 or 1, None where no opinion is stated; `happening` is what it belongs to, "ordinary" for nothing.

    `searched`: found by the search of Weibo, `monitored`: by the monitoring of the crisis; both may be. `detail` holds
    what one platform alone knows: category and product of a ticket, score of a review, media of an article.
    """

    platform: str
    kind: str
    id: str
    at: datetime
    author: Account
    text: str
    title: str = ""
    brand: str = ""
    tone: int | None = None
    happening: str = "ordinary"
    stage: str = ""
    parent: "Mention | None" = None
    root: "Mention | None" = None
    likes: int = 0
    comments: int = 0
    reposts: int = 0
    searched: bool = True
    monitored: bool = False
    day_only: bool = False
    line: str = ""
    keywords: list[str] = field(default_factory=list)
    queries: set[str] = field(default_factory=set)
    detail: dict[str, object] = field(default_factory=dict)
