"""The share an import tells: one whole, whatever it is made of."""

from data_access.importer.progress import spans, within


def test_a_part_of_the_work_moves_over_its_own_span() -> None:
    told: list[tuple[str, float]] = []
    part = within(lambda step, share: told.append((step, share)), span=(0.5, 1.0))
    part("loading", 0.0)
    part("loading", 0.5)
    part("loading", 1.0)
    assert told == [("loading", 0.5), ("loading", 0.75), ("loading", 1.0)]


def test_spans_follow_the_sizes_and_meet() -> None:
    assert list(spans([1, 3])) == [(0.0, 0.25), (0.25, 1.0)]
    assert list(spans([])) == []
    assert list(spans([0])) == [(0.0, 0.0)]
