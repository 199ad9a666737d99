"""What became of a file: every mention found in it was added, merged as a repeat, or rejected."""

from dataclasses import asdict, dataclass

from loaders import reasons


@dataclass(frozen=True)
class Receipt:
    """`rows` records held `read` mentions = `added` + `merged` + `rejected`. `warnings` count by code of reasons.py."""

    import_id: str
    file: str
    export: str
    rows: int
    read: int
    added: int
    merged: int
    rejected: int
    warnings: dict[str, int]
    seconds: float

    def sentences(self) -> list[str]:
        return [reasons.warning(code, count) for code, count in self.warnings.items()]

    def plain(self) -> dict:
        """As one object of JSON, for programs."""
        values = asdict(self) | {"warnings": self.sentences()}
        return {
            name: values[name]
            for name in ("file", "export", "rows", "read", "added", "merged", "rejected", "warnings", "seconds")
        }
