"""`python -m demo` for the app: writes the demo where it is told to, telling its progress line by line."""

import json
import sys
from pathlib import Path

import demo


def main() -> None:
    folder = Path(json.load(sys.stdin)["folder"])
    # Without its folder nobody waits for it any more: the program was killed and started anew.
    if folder.is_dir():
        exports = demo.write(folder, progress=lambda share: _tell({"progress": {"share": share / 4}}))
        beside = {
            "watchlist": "watchlist.toml",
            "aspects": "aspects.toml",
            "accounts": "accounts.toml",
            "business": "business.csv",
            "hot_search": "hot_searches.csv",
            "annotation": "annotations.json",
            "ledger": "ledger.json",
        }
        _tell({"exports": list(map(str, exports))} | {name: str(folder / file) for name, file in beside.items()})


def _tell(told: dict) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
