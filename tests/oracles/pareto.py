"""Whole fronts from a solver that minimises one thing: the ε-constraint method, for any number of objectives."""

from __future__ import annotations

from collections.abc import Callable

Point = tuple[int, ...]
Ceiling = tuple[int | None, ...]
Solve = Callable[[Ceiling], Point | None]
"""The objectives of a solution with the least sum, none above its ceiling; None where nothing is that low."""


def front(objectives: int, solve: Solve) -> list[Point]:
    """Every non-dominated point.

    Boxes cover all that is not yet known to be dominated or empty: a box is all points at most its ceiling.
    The least sum in a box belongs to a point that nothing dominates, as whatever does lies in the box as well
    and has a smaller sum. What such a point does not dominate is lower than it in some objective: each box
    that holds the point gives way to one box for each objective. A box without points is done with, and so
    is whatever lies in it.
    """
    points: list[Point] = []
    empty: list[Ceiling] = []
    boxes: list[Ceiling] = [(None,) * objectives]
    while boxes:
        box = boxes.pop()
        if any(_inside(box, other) for other in empty):
            continue
        point = solve(box)
        if point is None:
            empty.append(box)
            continue
        points.append(point)
        if objectives == 1:
            break
        boxes = _without_inner([piece for each in (*boxes, box) for piece in _split(each, point)])
    return sorted(points)


def _split(box: Ceiling, point: Point) -> list[Ceiling]:
    if any(ceiling is not None and value > ceiling for ceiling, value in zip(box, point, strict=True)):
        return [box]
    pieces = [(*box[:index], value - 1, *box[index + 1 :]) for index, value in enumerate(point)]
    # No objective is negative.
    return [piece for piece, value in zip(pieces, point, strict=True) if value > 0]


def _without_inner(boxes: list[Ceiling]) -> list[Ceiling]:
    """Boxes that lie in another one need no search of their own."""
    kept: list[Ceiling] = []
    for box in dict.fromkeys(boxes):
        if not any(_inside(box, other) for other in kept):
            kept = [other for other in kept if not _inside(other, box)] + [box]
    return kept


def _inside(inner: Ceiling, outer: Ceiling) -> bool:
    pairs = zip(inner, outer, strict=True)
    return all(high is None or (low is not None and low <= high) for low, high in pairs)
