"""Caches compiled templates. Python runs them: never load this cache from a download."""

from functools import lru_cache
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from newsgen.model.digest import digest
from newsgen.store.cache_rows import RowStore
from newsgen.store.program_digest import program_digest


class TemplateBytecodeCache(BytecodeCache):
    """The code of templates for one archive: Jinja evaluates constants when it compiles.

    settings: all that the value of a constant may depend on, such as `"/"|absolute`.
    """

    def __init__(self, settings: tuple[str, ...], cache: RowStore) -> None:
        self._settings = settings
        self._cache = cache
        self._memo = _process_memo(settings)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a bucket if it was compiled before."""
        key = self._key(bucket)
        if code := self._memo.get(key):
            bucket.code = code
        elif row := self._cache.get("code", key):
            bucket.bytecode_from_string(row)
            if bucket.code:
                self._memo[key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code of a bucket."""
        assert bucket.code
        key = self._key(bucket)
        self._memo[key] = bucket.code
        self._cache.put("code", [(key, bucket.bytecode_to_string())])

    def _key(self, bucket: Bucket) -> bytes:
        generator = bucket.environment.code_generator_class.__name__
        parts = (program_digest(), *self._settings, generator, bucket.key, bucket.checksum)
        return digest(*parts).encode()


@lru_cache
def _process_memo(settings: tuple[str, ...]) -> dict[bytes, CodeType]:
    """Return the code this process has, by key: a build loads each template twice."""
    return {}
