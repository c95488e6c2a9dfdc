"""Times HiGHS on cases, for benchmarks: whole fronts by the ε-constraint method.

Reads cases as examples/cases.rs does, a line of JSON each, or those of examples/bench_cases.rs, which say in numbers
what is to be covered. Writes for each a line of JSON:
`{"milliseconds", "build_milliseconds", "front", "solves", "columns", "rows", "positions", "months"}`.
`front` is null where time ran out. A front of routes holds for routes of at most so many stages and months.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator

import cover
import pareto
import relevance
import routes
import world
from milp import Milp, Sum
from pareto import Ceiling, Point
from world import Json


def cases() -> Iterator[Json]:
    """The cases of standard input; one without a region is about that of the case before."""
    region = None
    for line in sys.stdin:
        case = json.loads(line)
        region = case.setdefault("region", region)
        if question := case.get("question"):
            # A question is a query with its student.
            case |= {"student": question["student"], "query": {k: v for k, v in question.items() if k != "student"}}
        yield case


def covered(cover: Json) -> Milp:
    """The cheapest columns that cover every row within the hours."""
    milp = Milp()
    chosen = [milp.choice() for _ in cover["columns"]]
    given = [Sum() for _ in range(cover["rows"])]
    hours, fees = Sum(), Sum()
    for choice, column in zip(chosen, cover["columns"], strict=True):
        for row in column["rows"]:
            given[row].add(choice)
        hours.add(choice, column["hours"])
        fees.add(choice, column["fee"])
    for row in given:
        milp.at_most(1, row)
    milp.at_most(hours, cover["hours"])
    milp.objectives = [fees]
    return milp


def front_within(milp: Milp, seconds: float) -> tuple[list[Point] | None, int]:
    """The front, if it can be had in that time, and how often the solver was called."""
    deadline = time.perf_counter() + seconds
    solves = 0

    def solve(ceiling: Ceiling) -> Point | None:
        nonlocal solves
        solves += 1
        left = deadline - time.perf_counter()
        if left <= 0:
            raise TimeoutError
        return milp.solve(ceiling, left)

    try:
        return pareto.front(len(milp.objectives), solve), solves
    except TimeoutError:
        return None, solves


def main() -> None:
    """Times all cases of standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=["routes", "cover"], help="any routes, or the activities of one stage")
    parser.add_argument("--stages", type=int, default=6, help="the most stages of a route (6)")
    parser.add_argument("--months", type=int, default=180, help="the most months of one without a limit (180)")
    parser.add_argument("--seconds", type=float, default=60, help="for each case (60)")
    arguments = parser.parse_args()
    for case in cases():
        start = time.perf_counter()
        size = {}
        if "cover" in case:
            milp = covered(case["cover"])
        elif arguments.model == "cover":
            milp = cover.build(world.read(case))
        else:
            read = relevance.narrowed(world.read(case))
            months = read.limits.get("months", arguments.months)
            spent = read.enrolled[1] if read.enrolled else 0
            positions = min(arguments.stages, max(0, months - spent) // routes.shortest_stage(read))
            size = {"positions": positions, "months": months}
            milp = routes.Routes(read, positions, months).milp
        built = time.perf_counter()
        front, solves = front_within(milp, arguments.seconds)
        row = {
            "milliseconds": round(1000 * (time.perf_counter() - start), 3),
            "build_milliseconds": round(1000 * (built - start), 3),
            "front": front,
            "solves": solves,
            "columns": len(milp.lower),
            "rows": len(milp.rows),
            **size,
        }
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
