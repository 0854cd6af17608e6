"""Whatever bytes a file of any format holds: tables or one sentence, soon."""

import pytest
from fuzzing.atheris_run import NAMES
from fuzzing.mutations import anything
from fuzzing.readers import SEEDS
from fuzzing.targets import TARGETS
from fuzzing.watching import within
from hypothesis import given, settings
from hypothesis import strategies as st

EXAMPLES = settings().max_examples


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=max(1, EXAMPLES))
@given(data=st.data())
def test_damaged_files_of_every_format(name: str, data: st.DataObject) -> None:
    seeds, read = SEEDS[name]
    content = data.draw(anything(seeds))
    with within():
        read(content)


def test_every_reader_is_fuzzed_by_coverage_too() -> None:
    assert set(SEEDS) <= set(TARGETS)
    assert set(TARGETS) <= set(NAMES)
