"""Compiled templates, kept as long as the process lives: a build reads them twice, tests often."""

from functools import lru_cache

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Code by the template's name and the digest of its source, so that an edit is always seen."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, if it was compiled before."""
        if code := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@lru_cache
def compiled(language: str) -> Compiled:
    """The code of templates for one language: Jinja works out constants when it compiles."""
    return Compiled()
