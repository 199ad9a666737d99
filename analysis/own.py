"""Our own accounts: those that are of a brand of ours; where nobody says which brands are, those that are official and listed for no brand."""

from dataclasses import dataclass

from analysis import whose
from analysis.answered import OFFICIAL
from analysis.filters import Filters

# Beside who is official, whom the list names for a brand of ours.
SPEAKS = f"{OFFICIAL} OR author_id IN (SELECT unnest(CAST($own_ids AS VARCHAR[]))) OR '@' || author_name IN (SELECT unnest(CAST($own_ids AS VARCHAR[])))"


@dataclass(frozen=True)
class Own:
    """`accounts`: the key (as analysis.whose has it) and the brand of every listed account that has one; `brands`: those that are ours;
    `named`: all that are watched.
    """

    accounts: tuple[tuple[str, str], ...] = ()
    brands: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def pieces(self, filters: Filters) -> dict[str, str]:
        """SQL for a question's {whose} and, of the authors that are ours, {ours}."""
        ours = "list_contains(CAST($ours AS VARCHAR[]), brand)" if self.brands else "official AND NOT listed"
        return whose.pieces(filters, speaks=SPEAKS) | {"ours": f"SELECT DISTINCT author FROM account WHERE {ours}"}

    def parameters(self) -> dict[str, list[str]]:
        own_ids = [key.partition(":")[2] for key, brand in self.accounts if brand in self.brands]
        return whose.parameters(self.accounts, [*self.named, *self.brands]) | {"ours": [*self.brands], "own_ids": own_ids}
