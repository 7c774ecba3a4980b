"""Regular expressions that are compiled when they are first used: most digests give use to a part of them."""

import re
from typing import Any, cast


class _Lazy:
    """A regular expression that is none yet; what is asked of it is asked of the compiled one."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # What was asked for is kept on the instance, so that this is called once for each method.
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazy(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
