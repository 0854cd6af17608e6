"""Errors a person can do something about; anything else that is raised is a bug."""

from raciapp.base.messages import translate
from raciapp.base.words import Language


class UserError(Exception):
    """Something the user can mend: one sentence that says which file, where, and what to do."""

    def __init__(self, text: str, /, **values: object) -> None:
        """Keep the English source `text` and its `values`; the language is chosen when it is shown."""
        super().__init__(text, values)
        self.template = text
        self.values = values

    def text(self, language: Language = Language.EN) -> str:
        """Return the sentence in `language`."""
        values = {
            name: value.text(language) if isinstance(value, UserError) else value for name, value in self.values.items()
        }
        return translate(self.template, language, **values)

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text()


class NoMatrixError(UserError):
    """The file is readable but holds no matrix."""
