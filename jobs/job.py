"""What a job is, and how it ends early."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from language import Sentence
from loaders.receipt import Receipt


class Cancelled(Exception):
    """Somebody stopped the job, or the program."""


class Failed(Exception):
    """The job cannot be done; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(sentence.text)


@dataclass(frozen=True)
class Job:
    """`state` is waiting, running, writing (to the store: it can no longer be cancelled), done, failed or cancelled;
    `share` of the work done is None where it is not known.
    """

    job_id: UUID
    kind: str
    parameters: dict
    state: str
    submitted_at: datetime
    rows: int = 0
    share: float | None = None
    message: Sentence | None = None
    receipt: Receipt | None = None
    ended_at: datetime | None = None

    @property
    def ended(self) -> bool:
        return self.state in ("done", "failed", "cancelled")
