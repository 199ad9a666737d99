"""What became of a file: every mention found in it was added, merged as a repeat, or rejected."""

from dataclasses import asdict, dataclass

from language import Sentence, _
from loaders import reasons


@dataclass(frozen=True)
class Receipt:
    """`rows` records held `read` mentions = `added` + `merged` + `rejected`. `warnings` count by code of reasons.py;
    `left_out` are the file's tables that hold no mentions, each with why (language.Sentence.plain).
    """

    import_id: str
    file: str
    export: str
    rows: int
    read: int
    added: int
    merged: int
    rejected: int
    warnings: dict[str, int]
    left_out: dict[str, dict]
    seconds: float

    def __str__(self) -> str:
        told = _(
            "{file}: {export}, {rows} records, {read} mentions = {added} added + {merged} merged + {rejected} rejected, {seconds} s",
            **self.plain(),
        )
        return "\n  ".join([told, *self.sentences()])

    def sentences(self) -> list[str]:
        return sentences(self.warnings, self.left_out)

    def plain(self) -> dict:
        """As one object of JSON, for programs."""
        values = asdict(self) | {"warnings": self.sentences()}
        return {
            name: values[name]
            for name in ("file", "export", "rows", "read", "added", "merged", "rejected", "warnings", "seconds")
        }


def sentences(warnings: dict[str, int], left_out: dict[str, dict]) -> list[str]:
    """What a reader of the receipt should know besides its sums."""
    told = [reasons.warning(code, count) for code, count in warnings.items()]
    return told + [_("Not read: {member}. {why}", member=m, why=Sentence.of(why)) for m, why in left_out.items()]
