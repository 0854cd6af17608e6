"""Asking for the password of a document until it is right or the person gives up."""

from collections.abc import Callable
from typing import TypeVar

from raciapp.document.storage import Password
from raciapp.ui.language import current_language
from raciapp.ui.prompts import Prompts

Opened = TypeVar("Opened")


class GivenUpError(Exception):
    """The person does not know the password."""


class Passwords:
    """Asks for the password of one document, and remembers it for whatever else of that document is sealed."""

    def __init__(self, prompts: Prompts) -> None:
        """Ask through `prompts`."""
        self._prompts = prompts
        self._typed: str | None = None

    def open(self, name: str, opening: Callable[[Password], Opened]) -> Opened | None:
        """Return what `opening` makes with the password of the document called `name`; None where the person gives up.

        It is asked for when `opening` asks, and again as long as it is wrong. Raises what `opening` does.
        """
        from raciapp.document.vault import WrongPasswordError

        trouble = ""

        def ask() -> str:
            if self._typed is None:
                self._typed = self._prompts.password(name, trouble)
            if self._typed is None:
                raise GivenUpError
            return self._typed

        while True:
            known = self._typed is not None
            try:
                return opening(ask)
            except GivenUpError:
                return None
            except WrongPasswordError as error:
                # One that was right for something else of the document is no mistake of the person.
                trouble = "" if known else error.text(current_language())
                self._typed = None
