"""Reviews of the companion app as google-play-scraper gives them."""

from datetime import timedelta
from pathlib import Path
from random import Random

from demo.formats import table
from demo.mention import Mention

APP = "澜汐健康"
HEADER = ("reviewId", "userName", "userImage", "content", "score", "thumbsUpCount", "reviewCreatedVersion", "at",
    "replyContent", "repliedAt", "appVersion")  # fmt: skip
VERSIONS = ((1, "5.1.2"), (18, "5.2.0"), (39, "5.2.1"))  # since which day
REPLY = "Thank you for writing. Please send us the log from Settings > Feedback so that we can look into it."
REPLIED = 0.3


def write(folder: Path, random: Random, mentions: list[Mention]) -> Path:
    found = [said for said in mentions if said.platform == "google_play"]
    return table.write(folder / f"{APP}.csv", HEADER, [_row(random, said) for said in found], "utf-8")


def _row(random: Random, said: Mention) -> list[object]:
    said.queries.add(APP)
    day = said.at.timetuple().tm_yday - 61
    version = "" if random.random() < 0.12 else [name for since, name in VERSIONS if since <= max(day, 1)][-1]
    replied = said.tone == -1 and random.random() < REPLIED
    answered = f"{said.at + timedelta(hours=5 + 40 * random.random()):%Y-%m-%d %H:%M:%S}" if replied else ""
    return [
        said.id, said.author.name, "", said.text, said.detail["score"], said.likes, version, f"{said.at:%Y-%m-%d %H:%M:%S}", REPLY if replied else "", answered, version,
    ]  # fmt: skip
