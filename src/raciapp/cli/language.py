"""The language of the command line: asked for, else the system's."""

import os
from collections.abc import Mapping, Sequence

from raciapp.base.words import Language


def system_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Return French for a French locale, else English; the first variable that is set decides, as POSIX has it."""
    found = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, found), "")
    return Language.FR if locale.casefold().startswith("fr") else Language.EN


def asked_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language that `--lang` asks for, else the system's.

    Looks at the bare arguments, because a usage error must be told in that language before they can be parsed.
    """
    for place, argument in reversed(list(enumerate(arguments))):
        option, _, value = argument.partition("=")
        if option == "--lang":
            wanted = value or "".join(arguments[place + 1 : place + 2])
            if wanted in set(Language):
                return Language(wanted)
    return system_language(environment)
