"""The runner of the benchmarks finds them by looking, and says plainly which keeps to its budget."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import Measured, found, line_for, main


def test_that_a_benchmark_is_found_by_its_measure() -> None:
    assert "handout" in found()
    assert "__main__" not in found()


@pytest.mark.parametrize(("figure", "word"), [(1.5, "OK"), (1.51, "OVER")])
def test_that_a_figure_at_its_budget_keeps_to_it(figure: float, word: str) -> None:
    assert word in line_for(Measured("meeting handout", figure, 1.5)).split()


def test_that_an_unknown_benchmark_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nothing-of-the-kind"])
    assert ended.value.code == 2
    assert "handout" in capsys.readouterr().err
