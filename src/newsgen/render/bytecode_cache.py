"""Compiled templates, kept in the cache: to compile the theme takes longer than to draw its pages.

Code is found by the digest of the template's source and of all that compiles it, and is run: so the
cache is trusted as the program itself is, and belongs beside the site and not into a download.
"""

from functools import lru_cache

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from newsgen.model.digest import digest
from newsgen.store.cache_rows import RowStore
from newsgen.store.program_digest import program_digest


class TemplateBytecodeCache(BytecodeCache):
    """The code of templates for one language: Jinja works out constants when it compiles."""

    def __init__(self, language: str, cache: RowStore) -> None:
        self._language = language
        self._cache = cache
        self._kept = _process_memo(language)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, if it was compiled before."""
        key = self._key(bucket)
        code = self._kept.get(key) or self._cache.get("code", key)
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        key, code = self._key(bucket), bucket.bytecode_to_string()
        self._kept[key] = code
        self._cache.put("code", [(key, code)])

    def _key(self, bucket: Bucket) -> bytes:
        generator = bucket.environment.code_generator_class.__name__
        parts = (program_digest(), self._language, generator, bucket.key, bucket.checksum)
        return digest(*parts).encode()


@lru_cache
def _process_memo(language: str) -> dict[bytes, bytes]:
    """What this process has compiled itself: a build reads templates twice, tests often."""
    return {}
