"""The answers of the library of the store that is shown, and what they are called."""

from loaders.rules import replies_of
from nlp.replies import Reply
from nlp.rules import RulesError
from ui.ask import shown


def library() -> tuple[Reply, ...]:
    """None of them where what is saved cannot be used, as 系统设置 says."""
    try:
        return replies_of(shown())
    except RulesError:
        return ()


def reply_names() -> dict[str, str]:
    return {reply.reply_id: reply.beginning for reply in library()}
