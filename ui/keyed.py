"""The key of a widget that is another one where it shows something else: what was chosen there is not chosen here."""

from zlib import crc32


def keyed(name: str, shown: object) -> str:
    return f"{name}_{crc32(repr(shown).encode('utf-8', 'surrogatepass'))}"
