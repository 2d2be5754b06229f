"""Modules that refer to each other, in a cycle too."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from golden.crossing import _api, _models, api, models

from .conftest import Face, Fresh
from .inside import impl_of
from .leaks import clean


def test_results_are_wrappers_of_the_module_next_door(face: Face) -> None:
    service, root = api.Service(), models.Node("r")
    first, leaf = clean(face(service.nodes, root), _api, _models)
    assert first is root
    assert type(leaf) is models.Leaf


def test_reference_back_gives_the_same_wrapper(face: Face) -> None:
    service = api.Service()
    _, leaf = face(service.nodes, models.Node("r"))
    assert clean(face(leaf.service), _api, _models) is service
    assert face(models.Node("n").service) is None


def test_argument_of_a_class_next_door(face: Face) -> None:
    service = api.Service()
    node = models.Node("n", service)
    assert impl_of(node)._service is impl_of(service)
    assert face(node.service) is service
    assert face(models.Leaf("l", service=service).service) is service


def test_base_class_next_door(face: Face) -> None:
    found = clean(face(api.find, "r"), _api, _models)
    assert type(found) is api.Root
    assert isinstance(found, models.Node)
    assert found.name == "r"
    assert face(found.depth) == 0
    assert face(found.service) is None
    assert type(impl_of(api.Root("x"))) is _api.Root


def test_stream_over_the_border() -> None:
    service = api.Service()

    async def main() -> list[Any]:
        return [leaf async for leaf in service.stream.aio()]

    for leaf in clean([*service.stream(), *asyncio.run(main())], _api, _models):
        assert type(leaf) is models.Leaf
        assert leaf.service() is service


@pytest.mark.parametrize(
    "lines",
    [
        "from golden.crossing import api, models",
        "from golden.crossing import models, api",
        "from golden.crossing import models; import golden.crossing.api as api",
    ],
)
def test_modules_import_in_either_order(fresh: Fresh, lines: str) -> None:
    fresh(
        f"""
        {lines}
        service = api.Service()
        node, leaf = service.nodes(models.Node("r", service))
        assert type(leaf) is models.Leaf
        assert node.service() is leaf.service() is service
        """
    )


def test_module_next_door_is_imported_only_when_needed(fresh: Fresh) -> None:
    fresh(
        """
        from golden.crossing import models
        assert "golden.crossing.api" not in sys.modules
        node = models.Node("n")
        assert node.service() is None
        assert "golden.crossing.api" not in sys.modules
        repr(models.api), dir(models.api)
        assert "golden.crossing.api" not in sys.modules
        from golden.crossing import _api
        node = models.Node._from_impl(_api.Root("r"))
        node._impl_instance._service = _api.Service()
        assert type(node.service()).__module__ == "golden.crossing.api"
        """
    )


def test_star_import_takes_only_what_is_public() -> None:
    names: dict[str, Any] = {}
    exec("from golden.crossing.models import *", names)
    assert {name for name in names if name != "__builtins__"} == {"Leaf", "Node"}
