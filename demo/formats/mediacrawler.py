"""What NanmiCoder/MediaCrawler writes: posts and comments of five platforms and the comments under our statements on Weibo;
those of Tieba in its form without ids of people."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

from demo import story
from demo.formats import table
from demo.ids import seconds
from demo.mention import Mention
from demo.people import masked

COLLECTED = str(seconds(story.COLLECTED) * 1000)
DAY = f"{story.COLLECTED:%Y-%m-%d}"
TIEBA = "智能手表吧"
UNKNOWN_COUNT = 0.02


def write(folder: Path, random: Random, mentions: list[Mention]) -> list[Path]:
    questions = {
        title: 640_000_000 + 7 * place
        for place, title in enumerate(dict.fromkeys(s.title for s in mentions if s.platform == "zhihu"))
    }

    def rows(platform: str, kind: str, row: Callable[[Random, Mention], dict]) -> list[dict]:
        found = [
            said for said in mentions if said.platform == platform and (said.kind == "comment") == (kind == "comments")
        ]
        if kind == "comments":
            return [row(random, said) for said in found]
        return [row(random, said) | {"source_keyword": word} for said in found for word in _keywords(said)]

    def zhihu(random: Random, said: Mention) -> dict:
        return _zhihu(random, said, questions[said.title])

    return [
        _csv(folder / f"xhs_search_contents_{DAY}.csv", rows("xiaohongshu", "contents", _note)),
        _csv(folder / f"xhs_search_comments_{DAY}.csv", rows("xiaohongshu", "comments", _note_comment)),
        _json(folder / f"douyin_search_contents_{DAY}.json", rows("douyin", "contents", _clip)),
        _json(folder / f"douyin_search_comments_{DAY}.json", rows("douyin", "comments", _clip_comment)),
        _jsonl(folder / f"bili_search_contents_{DAY}.jsonl", rows("bilibili", "contents", _video)),
        _jsonl(folder / f"bili_search_comments_{DAY}.jsonl", rows("bilibili", "comments", _video_comment)),
        _jsonl(folder / f"zhihu_search_contents_{DAY}.jsonl", rows("zhihu", "contents", zhihu)),
        _jsonl(folder / f"zhihu_search_comments_{DAY}.jsonl", rows("zhihu", "comments", _zhihu_comment)),
        _csv(folder / f"tieba_search_contents_{DAY}.csv", rows("tieba", "contents", _thread)),
        _csv(folder / f"tieba_search_comments_{DAY}.csv", rows("tieba", "comments", _thread_comment)),
        _csv(folder / f"weibo_detail_comments_{DAY}.csv", rows("weibo", "comments", _weibo_comment)),
    ]


def _keywords(said: Mention) -> list[str]:
    words = said.keywords or [said.brand]
    said.queries.update(words)
    return words


def _author(said: Mention) -> dict[str, object]:
    return {"user_id": said.author.id, "nickname": said.author.name, "avatar": "", "ip_location": said.author.region}


def _count(random: Random, count: int) -> str:
    """As the pages show it."""
    if count >= 100_000:
        return "10万+"
    if count >= 10_000:
        return f"{count / 10_000:.1f}万"
    return str(count)


def _above(said: Mention, none: str) -> str:
    return said.parent.id if said.parent is not said.root else none


def _note(random: Random, said: Mention) -> dict[str, object]:
    at = seconds(said.at) * 1000
    return {
        "note_id": said.id, "type": "video" if random.random() < 0.25 else "normal", "title": said.title, "desc": said.text, "video_url": "", "time": at, "last_update_time": at, **_author(said),
        "liked_count": _count(random, said.likes), "collected_count": _count(random, int(said.likes * (0.2 + 0.4 * random.random()))), "comment_count": said.comments, "share_count": said.reposts,
        "image_list": "", "tag_list": "", "last_modify_ts": COLLECTED, "note_url": f"https://www.xiaohongshu.com/explore/{said.id}?xsec_token=demo&xsec_source=pc_search", "xsec_token": "demo",
    }  # fmt: skip


def _note_comment(random: Random, said: Mention) -> dict[str, object]:
    return {
        "comment_id": said.id, "create_time": seconds(said.at) * 1000, **_author(said), "note_id": said.root.id, "content": said.text, "sub_comment_count": said.comments, "pictures": "",
        "parent_comment_id": _above(said, "0"), "last_modify_ts": COLLECTED, "like_count": said.likes,
    }  # fmt: skip


def _clip(random: Random, said: Mention) -> dict[str, object]:
    favourites = "None" if random.random() < UNKNOWN_COUNT else str(int(said.likes * 0.3 * random.random()))
    return {
        "aweme_id": said.id, "aweme_type": "0", "title": said.text, "desc": said.text, "create_time": seconds(said.at), **_author(said), "liked_count": str(said.likes), "collected_count": favourites,
        "comment_count": str(said.comments), "share_count": str(said.reposts), "last_modify_ts": int(COLLECTED), "aweme_url": f"https://www.douyin.com/video/{said.id}", "cover_url": "",
        "video_download_url": "",
    }  # fmt: skip


def _clip_comment(random: Random, said: Mention) -> dict[str, object]:
    return {
        "comment_id": said.id, "create_time": seconds(said.at), **_author(said), "aweme_id": said.root.id, "content": said.text, "sub_comment_count": str(said.comments), "like_count": said.likes,
        "last_modify_ts": int(COLLECTED), "parent_comment_id": _above(said, "0"), "pictures": "",
    }  # fmt: skip


def _video(random: Random, said: Mention) -> dict[str, object]:
    plays = said.likes * 22 + int(600 * random.random())
    return {
        "video_id": said.id, "video_type": "video", "title": said.title or said.text[:30], "desc": said.text, "create_time": seconds(said.at), **_author(said), "liked_count": str(said.likes),
        "disliked_count": "0", "video_play_count": str(plays), "video_favorite_count": str(int(said.likes * 0.3)), "video_share_count": str(said.reposts), "video_coin_count": str(int(said.likes * 0.2)),
        "video_danmaku": str(int(said.comments * 0.7)), "video_comment": str(said.comments), "last_modify_ts": int(COLLECTED), "video_url": f"https://www.bilibili.com/video/av{said.id}", "video_cover_url": "",
    }  # fmt: skip


def _video_comment(random: Random, said: Mention) -> dict[str, object]:
    return {
        "comment_id": said.id, "parent_comment_id": _above(said, "0"), "create_time": seconds(said.at), "video_id": said.root.id, "content": said.text, "user_id": said.author.id,
        "nickname": said.author.name, "sex": {"f": "女", "m": "男"}.get(said.author.gender, "保密"), "sign": "", "avatar": "", "sub_comment_count": str(said.comments), "like_count": said.likes,
        "last_modify_ts": int(COLLECTED),
    }  # fmt: skip


def _zhihu_author(said: Mention) -> dict[str, object]:
    return {
        "user_id": said.author.id,
        "user_link": "",
        "user_nickname": said.author.name,
        "user_avatar": "",
        "user_url_token": "",
    }


def _zhihu(random: Random, said: Mention, question: int) -> dict[str, object]:
    return {
        "content_id": said.id, "content_type": "answer", "content_text": said.text, "content_url": f"https://www.zhihu.com/question/{question}/answer/{said.id}", "question_id": str(question),
        "title": said.title, "desc": "", "created_time": seconds(said.at), "updated_time": seconds(said.at), "voteup_count": said.likes, "comment_count": said.comments, **_zhihu_author(said),
        "last_modify_ts": int(COLLECTED),
    }  # fmt: skip


def _zhihu_comment(random: Random, said: Mention) -> dict[str, object]:
    return {
        "comment_id": said.id, "parent_comment_id": _above(said, "0"), "content": said.text, "publish_time": seconds(said.at), "ip_location": said.author.region, "sub_comment_count": said.comments,
        "like_count": said.likes, "dislike_count": 0, "content_id": said.root.id, "content_type": "answer", **_zhihu_author(said), "last_modify_ts": int(COLLECTED),
    }  # fmt: skip


def _nobody(said: Mention) -> dict[str, object]:
    return {"creator_hash": sha256(said.author.id.encode()).hexdigest()[:16], "user_nickname": masked(said.author.name)}


def _thread(random: Random, said: Mention) -> dict[str, object]:
    return {
        "note_id": said.id, "title": said.title or said.text[:30], "desc": said.text, "note_url": f"https://tieba.baidu.com/p/{said.id}", "publish_time": f"{said.at:%Y-%m-%d %H:%M}", **_nobody(said),
        "tieba_name": TIEBA, "tieba_link": "https://tieba.example.com/f", "total_replay_num": said.comments, "total_replay_page": 1, "last_modify_ts": COLLECTED,
    }  # fmt: skip


def _thread_comment(random: Random, said: Mention) -> dict[str, object]:
    return {
        "comment_id": said.id, "parent_comment_id": _above(said, ""), "content": said.text, **_nobody(said), "publish_time": f"{said.at:%Y-%m-%d %H:%M}", "sub_comment_count": said.comments,
        "note_id": said.root.id, "note_url": f"https://tieba.baidu.com/p/{said.root.id}", "tieba_id": "1", "tieba_name": TIEBA, "tieba_link": "https://tieba.example.com/f", "last_modify_ts": COLLECTED,
    }  # fmt: skip


def _weibo_comment(random: Random, said: Mention) -> dict[str, object]:
    """A comment under the post names itself as its parent."""
    return {
        "comment_id": said.id, "create_time": seconds(said.at), "create_date_time": f"{said.at:%Y-%m-%d %H:%M:%S}+08:00", "note_id": said.root.id, "content": said.text,
        "sub_comment_count": said.comments, "comment_like_count": said.likes, "last_modify_ts": COLLECTED, "parent_comment_id": _above(said, said.id), **_author(said), "gender": said.author.gender,
        "profile_url": "",
    }  # fmt: skip


def _csv(path: Path, rows: Sequence[dict]) -> Path:
    return table.write(path, tuple(rows[0]), (row.values() for row in rows))


def _json(path: Path, rows: Sequence[dict]) -> Path:
    objects = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_bytes(f"[\n{objects}\n]\n".encode())
    return path


def _jsonl(path: Path, rows: Sequence[dict]) -> Path:
    path.write_bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    return path
