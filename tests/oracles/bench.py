"""HiGHS on the cases of `make bench`, beside the planner: one optimum for each gap, whole fronts by the ε-constraint
method for as many of the other questions as there is time for.

Reads what examples/bench_cases.rs wrote to target/bench/cases/. Writes rows for scripts/bench.mjs to
target/bench/highs.jsonl, the optima of the gaps to target/bench/optima.json and the fronts of the small dense region to
target/bench/fronts.json (null where time ran out), for the planner's own benchmarks to compare themselves with.
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
import time
from pathlib import Path

import highspy
import relevance
import routes
import tables
import time_highs
import world
from pareto import Point
from world import Json

BENCH = Path("target/bench")
CASES = BENCH / "cases"
STAGES, MONTHS = 6, 180
"""What an integer programme of routes needs where a question has no limits: the planner has neither."""


def front(region: Json, question: Json, seconds: float) -> tuple[float, int, list[Point] | None]:
    """The seconds that a front took, building its model included, the solver's calls, and the front if there was time."""
    query = {key: value for key, value in question.items() if key != "student"}
    start = time.perf_counter()
    solves, found = 0, None
    # The solver keeps to its time by itself. Of a whole country, to state the model takes longer than that.
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        read = relevance.narrowed(world.read({"region": region, "student": question["student"], "query": query}))
        months = read.limits.get("months", MONTHS)
        spent = read.enrolled[1] if read.enrolled else 0
        positions = min(STAGES, max(0, months - spent) // routes.shortest_stage(read))
        milp = routes.Routes(read, positions, months, circles=True).milp
        signal.setitimer(signal.ITIMER_REAL, 0)
        found, solves = time_highs.front_within(milp, seconds - (time.perf_counter() - start))
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - start, solves, found


def _out_of_time(*_: object) -> None:
    raise TimeoutError


def row(table: str, who: str, times: list[float], **more: object) -> Json:
    """A row of a table, from seconds."""
    micros = sorted(1e6 * each for each in times)
    at = [micros[math.ceil(len(micros) * part) - 1] for part in (0.5, 0.99, 1)]
    made = {"table": table, "who": who, "cases": len(times), "median_us": at[0], "p99_us": at[1], "worst_us": at[2]}
    return {**made, "times_us": [round(1e6 * each) for each in times], **more}


def gaps() -> Json:
    """All gaps, each to its optimum."""
    times, optima = [], []
    for line in (CASES / "covers.jsonl").open():
        cover = json.loads(line)["cover"]
        start = time.perf_counter()
        milp = time_highs.covered(cover)
        solved = milp.solve((None,))
        times.append(time.perf_counter() - start)
        optima.append(solved[0] if solved else None)
    (BENCH / "optima.json").write_text(json.dumps(optima))
    return row("gap-closing", "HiGHS, native", times, exact=len(optima))


def fronts(table: str, region: Json, questions: list[Json], count: int, seconds: float) -> tuple[Json, list]:
    """The fronts of questions evenly spaced among all."""
    chosen = [index * len(questions) // count for index in range(min(count, len(questions)))]
    times, calls, found = [], 0, []
    for index in chosen:
        took, solves, points = front(region, questions[index], seconds)
        times.append(took)
        calls += solves
        found.append(points)
        print(f"{table} {index}: {took:.1f} s, {solves} solves, {'no' if points is None else len(points)} points", file=sys.stderr)
    out = sum(points is None for points in found)
    who = "HiGHS by ε-constraint, native"
    return row(table, who, times, cases_at=chosen, timeouts=out, exact=len(found) - out, seconds=seconds, solves=calls), found


def main() -> None:
    """Writes the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=4, help="questions of each large region (4)")
    parser.add_argument("--seconds", type=float, default=60, help="for each of them (60)")
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, _out_of_time)

    def read(name: str) -> Json:
        return json.loads((CASES / name).read_text())

    kuzbass = (tables.region(Path("regions/kuzbass")), read("kuzbass-questions.json"))
    national = (read("national.json"), read("national-questions.json"))
    small = (read("beside.json"), read("beside-questions.json"))
    with (BENCH / "highs.jsonl").open("w") as out:

        def write(made: Json) -> None:
            print(json.dumps(made, ensure_ascii=False), file=out, flush=True)

        write({"version": f"HiGHS {highspy.Highs().version()}"})
        write(gaps())
        made, found = fronts("beside", *small, len(small[1]), arguments.seconds)
        (BENCH / "fronts.json").write_text(json.dumps(found))
        write(made)
        write(fronts("kuzbass", *kuzbass, arguments.count, arguments.seconds)[0])
        write(fronts("national", *national, arguments.count, arguments.seconds)[0])


if __name__ == "__main__":
    main()
