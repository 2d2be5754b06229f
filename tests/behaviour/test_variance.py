"""Classes whose variables leave their variance to be inferred work like others."""

from __future__ import annotations

from typing import Any

from golden.variance import api

from .conftest import Face


def test_values_cross_through_classes_of_every_variance(face: Face) -> None:
    sink: api.Sink[Any] = api.Sink()
    source = api.Source(sink, 2)
    assert face(source.read) is source.first is sink
    assert face(sink.put, source) == 1
    assert face(api.Feeder(source).feed, sink) == 2
    cell = api.Cell(1)
    cell.value = sink
    assert face(cell.get) is sink


def test_classes_are_subscripted_and_inherit(face: Face) -> None:
    chain = api.Chain[int](1)
    assert face(chain.next) is chain
    assert isinstance(chain, api.Source)
    assert face(api.Table({"a": chain}).rows) == {"a": chain}
