"""The demo: eight invented weeks (3 March to 27 April 2025) of talk about three smart-watch brands that do not exist, with a
launch, a loud campaign, a battery crisis, an apology that works and a delivery failure.

`write` makes the files as the tools of a real team would have exported them, the same bytes at every run.
"""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import tomlkit

from demo import annotations, business, hot_searches, ledger, truth
from demo.formats import google_play, mediacrawler, table, tickets, weibo_search, x_api, yuqingtong
from demo.people import CAST, Account
from demo.telling import tell

WATCHLIST = Path(__file__).with_name("watchlist.toml")
ASPECTS = Path(__file__).parent.parent / "config" / "aspects.toml"
# Watches are neither eaten nor slept in: food and travel only misread what is said of them.
SETS = ["electronics", "ecommerce", "apps"]
ACCOUNTS, FIELDS = ("platform", "account", "name", "kind", "note", "brand"), ("platform", "id", "name", "kind", "note", "brand")
KNOWN = [account for account in CAST.values() if account.kind]
SEED = 20250303


def write(folder: Path, *, seed: int = SEED, progress: Callable[[float], None] = lambda _share: None) -> list[Path]:
    """Write the demo into `folder`; the exports stand in its folder `exports` and are returned in the order of their import.

    Beside them: `business.csv` (date, brand, metric, value, unit), `hot_searches.csv` (at, board, rank, word, heat), `annotations.json` (at, until, kind, title, note, url), `ledger.json` (ledger.entries),
    `accounts.csv` (platform, account, name, kind, note, brand) and the same as the setting `accounts.toml`, `watchlist.toml`, `aspects.toml`, and `truth.json`: what was planted (truth.planted).
    `progress` hears the share of the work that is done, 0 to 1.
    """
    exports = folder / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    told = tell(seed, lambda share: progress(0.6 * share))
    mentions, random = told.mentions, Random(seed + 1)
    paths = weibo_search.write(exports, random, mentions)
    paths += [yuqingtong.write_bulk(exports, random, mentions), yuqingtong.write_page(exports, random, mentions)]
    progress(0.75)
    paths += mediacrawler.write(exports, random, mentions)
    paths += [
        x_api.write(exports, mentions),
        google_play.write(exports, random, mentions),
        tickets.write(exports, random, mentions),
    ]
    progress(0.95)
    figures = business.figures(seed + 2)
    table.write(folder / "business.csv", business.HEADER, figures)
    table.write(folder / "hot_searches.csv", hot_searches.HEADER, hot_searches.lists(seed + 4))
    table.write(folder / "accounts.csv", ACCOUNTS, [[getattr(account, field) for field in FIELDS] for account in KNOWN])
    (folder / "accounts.toml").write_bytes("\n".join(map(_account, KNOWN)).encode())
    _json(folder / "annotations.json", annotations.noted(mentions))
    _json(folder / "ledger.json", ledger.entries(Random(seed + 3), mentions))
    _json(folder / "truth.json", truth.planted(told, figures, seed))
    (folder / "watchlist.toml").write_bytes(WATCHLIST.read_bytes())
    (folder / "aspects.toml").write_bytes(of_watches(ASPECTS.read_text(encoding="utf-8")).encode())
    progress(1.0)
    return paths


def of_watches(aspects: str) -> str:
    """The setting of aspects with the sets that count for watches."""
    document = tomlkit.parse(aspects)
    document["aspect_sets"] = SETS
    return tomlkit.dumps(document)


def _account(account: Account) -> str:
    """As a table of TOML, whose texts are written like JSON's."""
    rows = [f"{field} = {json.dumps(told, ensure_ascii=False)}" for field in FIELDS if (told := getattr(account, field)) or field != "brand"]
    return "\n".join(["[[account]]", *rows, ""])


def _json(path: Path, value: object) -> None:
    path.write_bytes(json.dumps(value, ensure_ascii=False, indent=1).encode())
