"""The French catalogue says everything the sources say, and is compiled."""

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "packaging" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
CATALOGUE = TOOL.read_catalogue()
MESSAGES = [message for message in CATALOGUE if message.id]


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else []


def test_every_sentence_of_the_sources_is_in_the_catalogue_and_none_besides() -> None:
    written = {message.id for message in TOOL.extracted() if message.id}
    assert {message.id for message in MESSAGES} == written, "run: python packaging/messages.py"


def test_every_sentence_has_french() -> None:
    missing = [message.id for message in MESSAGES if not all(_texts(message.string)) or not message.string]
    assert missing == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for message in MESSAGES:
        wanted = set().union(*(names(text) for text in _texts(message.id)))
        for text in _texts(message.string):
            assert names(text) <= wanted, message.id
        assert names(_texts(message.string)[-1]) == names(_texts(message.id)[-1]), message.id


def test_french_has_no_breaking_space_before_signs() -> None:
    wrong = [text for message in MESSAGES for text in _texts(message.string) if re.search(r" [:;?!»]|« ", text)]
    assert wrong == []


def test_the_compiled_catalogue_is_fresh() -> None:
    compiled = (TOOL.FOLDER / "raciapp.mo").read_bytes()
    assert compiled == TOOL.mo_bytes(CATALOGUE), "run: python packaging/messages.py"


@pytest.mark.parametrize("text", ["Findings", "Must be resolved"])
def test_the_app_reads_the_catalogue(text: str) -> None:
    from raciapp.base.messages import translate
    from raciapp.base.words import Language

    assert translate(text, Language.EN) == text
    assert translate(text, Language.FR) not in {"", text}
