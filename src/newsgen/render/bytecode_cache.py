"""Caches compiled templates. Python runs them: never load this cache from a download."""

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from newsgen.model.digest import digest
from newsgen.store.cache_rows import RowStore
from newsgen.store.program_digest import program_digest

_memo: dict[bytes, CodeType] = {}
"""The code this process has, by key: a build loads each template twice."""


class TemplateBytecodeCache(BytecodeCache):
    """The code of templates; it depends on nothing but their text, and is the same for any site."""

    def __init__(self, cache: RowStore) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a bucket if it was compiled before."""
        key = self._key(bucket)
        if code := _memo.get(key):
            bucket.code = code
        elif row := self._cache.get("code", key):
            bucket.bytecode_from_string(row)
            if bucket.code:
                _memo[key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code of a bucket."""
        assert bucket.code
        key = self._key(bucket)
        _memo[key] = bucket.code
        self._cache.put("code", [(key, bucket.bytecode_to_string())])

    def _key(self, bucket: Bucket) -> bytes:
        generator = bucket.environment.code_generator_class.__name__
        parts = (program_digest(), generator, bucket.key, bucket.checksum)
        return digest(*parts).encode()
