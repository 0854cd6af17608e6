"""Reasons and questions that carry their sentence, and how they are said of a place in a file."""

from enum import StrEnum
from typing import Protocol, Self

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language


class Worded(StrEnum):
    """A word for machines that carries the sentence for people, to be translated."""

    sentence: str

    def __new__(cls, word: str, sentence: str) -> Self:
        """Return a member, whose value is the word alone."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.sentence = sentence
        return member


class _Asked(Protocol):
    """Something only a person can decide."""

    @property
    def where(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> Worded: ...


class _LeftOut(Protocol):
    """Something that was not read."""

    @property
    def where(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def why(self) -> Worded: ...


def asked_sentence(asked: _Asked, language: Language) -> str:
    """Return a question in words."""
    return translate(asked.kind.sentence, language, where=asked.where, text=asked.text)


def why_sentence(left: _LeftOut, language: Language) -> str:
    """Return in words why something was left out."""
    return translate(left.why.sentence, language)


def left_sentence(left: _LeftOut, language: Language) -> str:
    """Return in words what was left out, where it stands and why."""
    return translate(
        mark("{where}: «{text}» {reason}"),
        language,
        where=left.where,
        text=left.text,
        reason=why_sentence(left, language),
    )
