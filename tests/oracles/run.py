"""Compares the planner with solvers that know nothing of it, on random cases with fixed seeds.

`make test-oracles` runs all families. Each case goes to the planner and to the family's oracle; a difference
is written down with all that is needed to look at it again, and fails the run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cover
import generate
import pareto
import pddl
import routes
import world
from milp import Milp
from pareto import Point
from world import Json

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "target" / "oracles"
PLANNER = ROOT / "target" / "release" / "examples" / "cases"

BUDGET = 200_000
"""Search steps for a case."""


@dataclass(frozen=True)
class Family:
    """Cases of one kind and who else can answer them."""

    name: str
    oracle: str
    instances: int
    make: Callable[[int], Json]
    solve: Callable[[Json], list[Point]]


@dataclass(frozen=True)
class Solved:
    """What the oracle and the planner say of a case, and how long each took."""

    case: Json
    front: list[Point]
    seconds: float
    answer: Json
    micros: int


def front_of(milp: Milp) -> list[Point]:
    """The front of an integer programme."""
    return pareto.front(len(milp.objectives), milp.solve)


def by_routes(case: Json) -> list[Point]:
    """All routes within the limit on months."""
    return front_of(routes.build(world.read(case)).milp)


def by_cover(case: Json) -> list[Point]:
    """All sets of activities."""
    return front_of(cover.build(world.read(case)))


def by_fast_downward(case: Json) -> list[Point]:
    """The cheapest plan."""
    cost = pddl.fast_downward(pddl.Task(world.read(case)), OUT / f"pddl-{os.getpid()}")
    return [] if cost is None else [(cost,)]


def by_pyperplan(case: Json) -> list[Point]:
    """The shortest plan; each of its actions is a year, but for the last, which is to reach the goal."""
    length = pddl.pyperplan(pddl.Task(world.read(case)), OUT / f"pddl-{os.getpid()}")
    return [] if length is None else [(12 * (length - 1),)]


def of_taste(taste: generate.Taste) -> Callable[[int], Json]:
    """Cases to a taste."""
    return lambda seed: generate.case(taste, seed)


def closings(competencies: int, activities: tuple[int, int]) -> Callable[[int], Json]:
    """Cases of a size."""

    def make(seed: int) -> Json:
        rng = Random(seed)
        return generate.cover(rng, competencies, rng.randint(*activities))

    return make


HIGHS_ROUTES = "HiGHS, routes by section 5"
HIGHS_COVER = "HiGHS, set multicover"

FAMILIES = [
    Family("study", HIGHS_ROUTES, 120, of_taste(generate.STUDY), by_routes),
    Family("calendar", HIGHS_ROUTES, 90, of_taste(generate.CALENDAR), by_routes),
    Family("work", HIGHS_ROUTES, 90, of_taste(generate.WORK), by_routes),
    Family("contracts", HIGHS_ROUTES, 120, of_taste(generate.CONTRACTS), by_routes),
    Family("everything", HIGHS_ROUTES, 120, of_taste(generate.EVERYTHING), by_routes),
    Family("cover", HIGHS_COVER, 150, closings(6, (15, 40)), by_cover),
    Family("cover-30", HIGHS_COVER, 60, closings(10, (30, 60)), by_cover),
    Family("plan", "Fast Downward, A* with LM-cut", 120, of_taste(generate.PLAN), by_fast_downward),
    Family("hosted", "Fast Downward, A* with LM-cut", 120, of_taste(generate.HOSTED), by_fast_downward),
    Family("years", "pyperplan, A* with LM-cut", 120, of_taste(generate.YEARS), by_pyperplan),
]


def solve(planner: Path, place: int, seed: int) -> Solved:
    """The work of one process: a case, and what both say of it."""
    family = FAMILIES[place]
    case = family.make(seed)
    case["query"]["budget"] = BUDGET
    start = time.perf_counter()
    front = family.solve(case)
    seconds = time.perf_counter() - start
    run = subprocess.run([planner], check=False, input=json.dumps(case), capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"{planner.name}: {run.stderr}")
    ours = json.loads(run.stdout)
    return Solved(case, front, seconds, ours["answer"], ours["micros"])


def differs(answer: Json, front: list[Point]) -> str | None:
    """What is wrong with an answer, if anything is."""
    found = [tuple(route["objectives"]) for route in answer["routes"]]
    match answer["status"]:
        case "exact" | "unreachable" as status:
            if status != ("exact" if front else "unreachable") or found != front:
                return f"{status} with {found}, not {front}"
        case "within" | "partial" as status:
            # Not proved, and it says so. What it does say must be true all the same.
            unreal = [point for point in found if not any(covers(best, point, 0) for best in front)]
            if unreal:
                return f"{status} with {unreal}, which no route reaches"
            far = [best for best in front if not any(covers(point, best, answer.get("bound", 0)) for point in found)]
            if status == "within" and far:
                return f"within {answer['bound']} per mille with {found}, which is further from {far}"
        case status:
            return f"status {status}"
    return None


def covers(point: Point, other: Point, bound: int) -> bool:
    """Whether a point is no worse than another one, but for so many per mille."""
    return all(1000 * mine <= (1000 + bound) * yours for mine, yours in zip(point, other, strict=True))


def write_down(family: Family, seed: int, solved: Solved) -> Path:
    """Everything about a mismatch."""
    folder = OUT / "mismatches" / f"{family.name}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    parts = {**solved.case, "oracle": solved.front, "answer": solved.answer}
    for name, part in parts.items():
        (folder / f"{name}.json").write_text(json.dumps(part, indent=1) + "\n")
    return folder


def size(case: Json) -> int:
    """Opportunities: offerings, jobs and activities."""
    region = case["region"]
    offerings = sum(len(programme["offerings"]) for programme in region["programmes"])
    return offerings + len(region["jobs"]) + len(region["activities"])


def compare(pool: ProcessPoolExecutor, planner: Path, place: int, seeds: range) -> Iterator[str]:
    """Runs a family and prints its row; yields what to say of each mismatch."""
    family = FAMILIES[place]
    solved = list(pool.map(solve, [planner] * len(seeds), [place] * len(seeds), seeds))
    mismatches = 0
    for seed, each in zip(seeds, solved, strict=True):
        difference = differs(each.answer, each.front)
        if difference:
            mismatches += 1
            folder = write_down(family, seed, each).relative_to(ROOT)
            yield (
                f"{family.name} {seed}: {difference}\n"
                f"  the planner alone: target/release/pathways plan {folder}/region.json"
                f" --student {folder}/student.json --query {folder}/query.json\n"
                f"  both again: scripts/oracles.sh run.py --family {family.name} --seed {seed}"
            )
    fronts = [each.front for each in solved]
    unproved = sum(each.answer["status"] not in ("exact", "unreachable") for each in solved)
    # A single objective has a front of one point; what counts then is whether it takes anything to reach it.
    telling = sum(len(front) > 1 or (bool(front) and len(front[0]) == 1 and front[0][0] > 0) for front in fronts)
    row = (
        family.name,
        family.oracle,
        str(len(solved)),
        str(mismatches),
        str(unproved),
        str(sum(len(front) > 1 for front in fronts)),
        str(telling),
        str(sum(not front for front in fronts)),
        str(max(map(len, fronts))),
        f"{statistics.median(size(each.case) for each in solved):.0f}",
        f"{sum(each.micros for each in solved) / 1e6:.2f}",
        f"{sum(each.seconds for each in solved):.1f}",
    )
    print("| " + " | ".join(row) + " |", flush=True)


HEAD = (
    "| family | oracle | instances | mismatches | not proved | two points or more | telling | unreachable | largest front"
    " | opportunities (median) | planner, s | oracle, s |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    """Runs the families asked for; exit code 1 on any mismatch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--family", choices=[family.name for family in FAMILIES], help="this family alone")
    parser.add_argument("--seed", type=int, help="this case alone")
    parser.add_argument("--planner", type=Path, default=PLANNER, help="what answers cases; examples/cases.rs")
    parser.add_argument("--times", type=int, default=1, help="so many times as many cases")
    arguments = parser.parse_args()
    problems: list[str] = []
    count = 0
    print(HEAD, flush=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for place, family in enumerate(FAMILIES):
            if arguments.family not in (None, family.name):
                continue
            seeds = range(family.instances * arguments.times)
            if arguments.seed is not None:
                seeds = range(arguments.seed, arguments.seed + 1)
            count += len(seeds)
            problems += compare(pool, arguments.planner, place, seeds)
    for problem in problems:
        print(f"\n{problem}", file=sys.stderr)
    print(f"\n{count - len(problems)} passed, {len(problems)} failed")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
