"""Why a file is not imported, said in the reader's language when it is read."""

from language import Sentence


class Refused(Exception):
    """A file that cannot be imported: an English sentence with {named} values, translated when shown.

    `asks` names the field of loaders.prepare.Parameters that would help, where one would.
    """

    def __init__(self, text: str, *, asks: str | None = None, **values: object) -> None:
        self.asks = asks
        self.sentence = Sentence(text, values)
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.sentence)
