"""Random regions with a student and a query: the same taste and seed give the same case for ever.

Called as a program it prints covers for benchmarks, a line of JSON each.

Competencies are in layers, as stages are: whatever asks for some teaches those of its own layer or a later one,
so that a case has a way through and several ways through differ in what they cost.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from random import Random

from world import Json

START = "2026-11"


@dataclass(frozen=True)
class Taste:
    """How many of everything, and how often in a hundred."""

    objectives: tuple[tuple[str, ...], ...] = (("months", "fees", "gap"), ("months", "gap"), ("fees", "gap"))
    layers: int = 3
    competencies: tuple[int, int] = (8, 12)
    programmes: tuple[int, int] = (8, 14)
    jobs: tuple[int, int] = (0, 0)
    activities: tuple[int, int] = (10, 18)
    stage_months: tuple[int, ...] = (8, 10, 12, 18, 22, 30)
    tenures: tuple[int, ...] = (8, 10, 12, 18)
    positions: tuple[int, int] = (5, 6)
    """Stages that fit in the limit on months."""
    intakes: int = 0
    ages: int = 0
    attests: int = 0
    enrolled: int = 0
    advanced: int = 40
    part_time: int = 0
    contracts: int = 0
    owes: int = 0
    places: int = 0
    limits: int = 0
    goal_programme: int = 10
    free_hours: tuple[int, ...] = (0, 20, 30, 40, 60)
    hours: tuple[int, ...] = (0, 10, 15, 20, 25, 30)
    fees: tuple[int, ...] = (0, 5, 10, 20, 30)
    limit_months: bool = True
    apart: bool = False
    """Half of the competencies come from activities alone."""


STUDY = Taste()
CALENDAR = replace(
    STUDY, intakes=70, ages=25, attests=15, enrolled=50, jobs=(0, 2), stage_months=(9, 10, 12, 18, 22, 34)
)
WORK = replace(STUDY, programmes=(5, 8), jobs=(6, 10), activities=(6, 14), part_time=60)
CONTRACTS = replace(
    STUDY,
    objectives=(("months", "fees", "gap"), ("months", "moves", "gap"), ("fees", "moves"), ("months", "fees")),
    programmes=(6, 10),
    jobs=(5, 8),
    activities=(4, 10),
    contracts=60,
    owes=30,
    places=70,
    part_time=50,
    goal_programme=15,
)
EVERYTHING = replace(
    CONTRACTS,
    objectives=(
        ("months", "fees", "gap"),
        ("months", "gap", "effort"),
        ("fees", "gap", "moves"),
        ("months", "fees", "gap", "moves"),
        ("effort", "gap"),
        ("months",),
    ),
    activities=(4, 12),
    intakes=40,
    ages=12,
    attests=8,
    enrolled=30,
    contracts=35,
    limits=40,
    positions=(4, 6),
)

# Planning tasks: one objective, no clock.
PLAN = replace(
    STUDY,
    objectives=(("months",), ("fees",)),
    layers=6,
    competencies=(14, 20),
    programmes=(12, 20),
    jobs=(5, 10),
    activities=(0, 0),
    part_time=30,
    goal_programme=0,
    fees=(3, 5, 10, 20, 30),
    positions=(5, 7),
    limit_months=False,
)
YEARS = replace(PLAN, objectives=(("months",),), stage_months=(12,), tenures=(12,), part_time=20)
HOSTED = replace(
    PLAN,
    objectives=(("fees",), ("effort",)),
    layers=4,
    competencies=(10, 14),
    programmes=(6, 10),
    jobs=(2, 5),
    activities=(6, 10),
    hours=(10, 10, 20, 30),
    apart=True,
)


def case(taste: Taste, seed: int) -> Json:
    """The case of a seed, as `region`, `student` and `query`."""
    return _Maker(taste, Random(seed)).case()


class _Maker:
    def __init__(self, taste: Taste, rng: Random) -> None:
        self.taste, self.rng = taste, rng
        self.competencies = [f"c{index}" for index in range(rng.randint(*taste.competencies))]
        self.credentials = [f"paper{index}" for index in range(taste.layers + 1)]
        self.places = ["town", "city", "village"] if taste.places else []
        self.organizations = [f"org{index}" for index in range(4)]

    def chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def layer(self, layer: int) -> list[str]:
        """The competencies of a layer, those of the one before included: what is asked for and taught there."""
        size = len(self.competencies) / self.taste.layers
        low, high = int(max(0, layer - 1) * size), int((layer + 1) * size)
        return self.competencies[low : max(high, low + 2)]

    def case(self) -> Json:
        taste, rng = self.taste, self.rng
        programmes = [self.programme(index) for index in range(rng.randint(*taste.programmes))]
        jobs = [self.job(index) for index in range(rng.randint(*taste.jobs))] + [self.goal_job()]
        activities = [self.activity(index, programmes, jobs) for index in range(rng.randint(*taste.activities))]
        if not taste.limit_months:
            jobs[-1]["entry"] = self.far_entry(programmes, activities)
        region = {
            **head("random"),
            "places": [named({"id": place, "lat": 53.0, "lon": 87.0}) for place in self.places],
            "organizations": [self.organization(name) for name in self.organizations],
            "competencies": [named({"id": each, "kind": "skill"}) for each in self.competencies],
            "credentials": [
                named({"id": each, "implies": self.credentials[index - 1 : index] if self.chance(50) else []})
                for index, each in enumerate(self.credentials)
            ],
            "programmes": programmes,
            "activities": activities,
            "jobs": jobs,
        }
        student = self.student(programmes)
        return {"region": region, "student": student, "query": self.query(programmes, jobs, student)}

    def organization(self, name: str) -> Json:
        place = {"place": self.rng.choice(self.places)} if self.chance(self.taste.places) else {}
        return named({"id": name, "kind": "employer", **place})

    def level(self, layer: int) -> str:
        return f"{self.rng.choice(self.layer(layer))} >= {self.rng.choice((1, 1, 2, 2, 3))}"

    def atom(self, layer: int, waits: bool) -> str:
        """Something that the layers before give; an age only where a student can wait for it."""
        if waits and self.chance(self.taste.ages):
            return f"age({self.rng.randint(16, 18)})"
        if self.chance(self.taste.attests):
            return f"attests({self.rng.choice(('fit', 'brave'))})"
        if layer > 0 and self.chance(40):
            return f"holds({self.credentials[layer]})"
        return self.level(max(0, layer - 1))

    def condition(self, layer: int, waits: bool) -> str:
        first, second, third = (self.atom(layer, waits) for _ in range(3))
        shapes = (
            first,
            first,
            f"{first} or {second}",
            f"{first} and {second}",
            f"{first} and ({second} or {third})",
            f"2 of ({first}, {second}, {third})",
            f"1 of ({first} and {second}, {third})",
        )
        return self.rng.choice(shapes)

    def outcomes(self, layer: int, most: int) -> list[Json]:
        known = self.layer(layer)
        if self.taste.apart:
            known = [each for each in known if each in self.competencies[0::2]]
        found = self.rng.sample(known, self.rng.randint(1, min(most, len(known))))
        return [{"competency": each, "level": self.rng.randint(1, 3)} for each in sorted(found)]

    def programme(self, index: int) -> Json:
        taste, rng = self.taste, self.rng
        layer = index % taste.layers
        months = rng.choice(taste.stage_months)
        row: Json = {
            "id": f"programme{index}",
            "kind": ("vocational", "degree", "course")[rng.randrange(3)],
            "provider": rng.choice(self.organizations),
            "months": months,
            "free_hours": rng.choice(taste.free_hours),
            "outcomes": self.outcomes(layer, 3),
            "awards": [self.credentials[layer + 1]] if self.chance(75) else [],
            "offerings": [self.offering(number, layer) for number in range(rng.randint(1, 2))],
        }
        if layer > 0 or self.chance(30):
            row["entry"] = self.condition(layer, waits=True)
        if self.chance(taste.advanced):
            shorter = [each for each in taste.stage_months if each < months]
            if shorter:
                row["advanced_standing"] = [{"when": self.level(layer), "months": rng.choice(shorter)}]
        return named(row)

    def offering(self, number: int, layer: int) -> Json:
        rng = self.rng
        row: Json = {
            "id": f"way{number}",
            "mode": rng.choice(("part-time", "distance")) if self.chance(self.taste.part_time) else "full-time",
            "funding": "paid",
            "fee_per_year": rng.choice(self.taste.fees) if number == 0 else self.taste.fees[0],
        }
        if self.chance(self.taste.intakes):
            row["intake"] = rng.choice(([9], [9], [2, 9], [1, 5, 9], [11]))
        if number > 0 and self.chance(60):
            row["entry"] = self.condition(layer, waits=True)
        if self.chance(self.taste.contracts):
            months = rng.choice((0, 6, 12, 20))
            row["contract"] = {"sponsor": rng.choice(self.organizations[:2]), "obligation_months": months}
        return row

    def activity(self, index: int, programmes: list[Json], jobs: list[Json]) -> Json:
        rng = self.rng
        # An activity asks for competencies of one half and teaches those of the other: none can open each other.
        taught = rng.sample(self.competencies[1::2], rng.randint(1, 2))
        hosts: Json = {"kinds": [rng.choice(("vocational", "degree", "course"))] if self.chance(40) else []}
        hosts["programmes"] = [each["id"] for each in programmes if self.chance(30)]
        hosts["jobs"] = [each["id"] for each in jobs[:-1] if self.chance(40)]
        row: Json = {
            "id": f"activity{index}",
            "kind": "elective",
            "hosts": hosts,
            "hours": rng.choice(self.taste.hours),
            "fee": rng.choice((0, 0, 0, 2, 5, 8)),
            "outcomes": [{"competency": each, "level": rng.randint(1, 3)} for each in taught],
        }
        if self.chance(50):
            row["entry"] = f"{rng.choice(self.competencies[0::2])} >= {rng.randint(1, 2)}"
        elif self.chance(50):
            # Its own competency, a level lower.
            row["entry"] = f"{taught[0]} >= 1"
            row["outcomes"] = [{"competency": taught[0], "level": rng.randint(2, 3)}]
        return named(row)

    def requires(self, layer: int, most: int, essential: int) -> list[Json]:
        known = self.layer(layer)
        found = self.rng.sample(known, self.rng.randint(min(1, most), min(most, len(known))))
        return [
            {
                "competency": each,
                "level": self.rng.randint(1, 3),
                "importance": self.rng.randint(1, 5),
                "essential": self.chance(essential),
            }
            for each in sorted(found)
        ]

    def job(self, index: int) -> Json:
        rng, layer = self.rng, min(index % (self.taste.layers + 1), self.taste.layers - 1)
        row: Json = {
            "id": f"job{index}",
            "employer": rng.choice(self.organizations[:3]),
            "requires": self.requires(max(0, layer - 1), 1, 60),
            "tenure": {"months": rng.choice(self.taste.tenures), "outcomes": self.outcomes(layer, 2)},
            "free_hours": rng.choice((0, 20, 40)),
        }
        if index > 0 and self.chance(40):
            row["entry"] = f"worked(job{rng.randrange(index)})"
        elif self.chance(60):
            row["entry"] = self.condition(layer, waits=True)
        if self.chance(self.taste.places // 2):
            row["place"] = rng.choice(self.places)
        return named(row)

    def far_entry(self, programmes: list[Json], activities: list[Json]) -> str:
        """Asks for what programmes of the last layer teach and, where there are activities, for what one teaches.

        Where the entry is all that counts it must be worth some stages.
        """
        last = [each for index, each in enumerate(programmes) if index % self.taste.layers == self.taste.layers - 1]
        teachers = self.rng.sample(last, min(2, len(last))) + self.rng.sample(activities, min(1, len(activities)))
        taught = [self.rng.choice(each["outcomes"]) for each in teachers]
        return " and ".join(f"{each['competency']} >= {each['level']}" for each in taught)

    def goal_job(self) -> Json:
        top = self.taste.layers - 1
        row: Json = {
            "id": "goal",
            "employer": self.rng.choice(self.organizations[:2]),
            "requires": self.requires(top, 4, 50),
            "tenure": {"months": 12, "outcomes": []},
            "free_hours": 0,
        }
        if self.chance(85):
            row["entry"] = self.condition(top + 1 if self.chance(50) else top, waits=True)
        return named(row)

    def student(self, programmes: list[Json]) -> Json:
        taste, rng = self.taste, self.rng
        known = rng.sample(self.layer(0), 2)
        row: Json = {
            "format": "pathways-student/1",
            "now": START,
            "competencies": [{"id": each, "level": rng.randint(1, 2)} for each in known],
            "credentials": ["paper0"],
        }
        if self.chance(60):
            row["born"] = f"{rng.randint(2009, 2011)}-{rng.randint(1, 12):02}"
        if self.places and self.chance(80):
            row["home"] = rng.choice(self.places)
        if self.chance(taste.enrolled):
            programme = rng.choice(programmes[: len(programmes) // 2])
            row["enrolled"] = {"programme": programme["id"], "until": "2027-07"}
        if self.chance(taste.owes):
            row["owes"] = {"sponsor": self.organizations[rng.randrange(2)], "months": rng.choice((4, 8, 14))}
        if self.chance(taste.attests):
            row["attests"] = [{"id": "fit", "value": self.chance(50)}]
        return row

    def query(self, programmes: list[Json], jobs: list[Json], student: Json) -> Json:
        taste, rng = self.taste, self.rng
        goal = {"job": "goal"}
        if self.chance(taste.goal_programme):
            goal = {"programme": rng.choice(programmes[-3:])["id"]}
        lengths = [programme["months"] for programme in programmes] + [job["tenure"]["months"] for job in jobs]
        lengths += [each["months"] for programme in programmes for each in programme.get("advanced_standing", [])]
        stages = rng.randint(*taste.positions)
        # As long as so many of the shortest stages, so that no route has more; and not shorter than an enrolment.
        limits: Json = {}
        if taste.limit_months:
            limits["months"] = min(lengths) * (stages + 1) - 1 + (8 if "enrolled" in student else 0)
        if self.chance(taste.limits):
            limits["fees"] = rng.choice((0, 20, 50))
        if self.chance(taste.limits // 2):
            limits["moves"] = rng.randint(0, 2)
        if self.chance(taste.limits // 2):
            limits["avoid"] = [rng.choice([*programmes, *jobs[:-1]])["id"]]
        if self.chance(taste.limits // 2):
            limits["modes"] = ["full-time", rng.choice(("part-time", "distance"))]
        if self.places and self.chance(taste.limits // 2):
            limits["places"] = rng.sample(self.places, 2)
        return {"goal": goal, "objectives": list(rng.choice(taste.objectives)), "limits": limits, "routes": 1}


def cover(rng: Random, competencies: int, activities: int) -> Json:
    """A student in a programme, and what its free hours can still close of the gap to a job.

    Of each competency three levels are missing; an activity teaches one to four of them.
    """
    names = [f"c{index:02}" for index in range(competencies)]
    rows = []
    for index in range(activities):
        taught = rng.sample(names, min(competencies, rng.choice((1, 1, 2, 2, 3, 4))))
        row = {
            "id": f"activity{index:03}",
            "kind": "elective",
            "hosts": {"kinds": ["general"]},
            "hours": rng.choice((8, 16, 17, 24, 34, 36, 51, 68)),
            "fee": rng.choice((0, 0, 1, 2, 3, 5, 8, 13)),
            "outcomes": [{"competency": each, "level": rng.randint(1, 3)} for each in sorted(taught)],
        }
        rows.append(named(row))
    requires = [
        {"competency": each, "level": 3, "importance": rng.randint(1, 5), "essential": rng.randrange(2) == 0}
        for each in names
    ]
    region = {
        **head("cover"),
        "organizations": [named({"id": "org", "kind": "employer"})],
        "competencies": [named({"id": each, "kind": "skill"}) for each in names],
        "programmes": [
            named(
                {
                    "id": "school",
                    "kind": "general",
                    "provider": "org",
                    "months": 24,
                    "free_hours": 17 * rng.randint(8, 24),
                    "outcomes": [],
                    "offerings": [{"id": "state", "mode": "full-time", "funding": "state", "fee_per_year": 0}],
                }
            )
        ],
        "activities": rows,
        "jobs": [
            named(
                {
                    "id": "goal",
                    "employer": "org",
                    "requires": requires,
                    "tenure": {"months": 12, "outcomes": []},
                    "free_hours": 0,
                }
            )
        ],
    }
    student = {
        "format": "pathways-student/1",
        "now": START,
        "enrolled": {"programme": "school", "until": rng.choice(("2027-11", "2028-06", "2028-11"))},
    }
    objectives = rng.choice(
        (["fees", "gap"], ["effort", "gap"], ["gap"], ["fees", "effort"], ["months", "fees", "gap"])
    )
    # The programme is not to be taken a second time.
    limits: Json = {"avoid": ["school"]}
    if "gap" not in objectives:
        limits["gap"] = rng.randint(0, 10 * competencies)
    query = {"goal": {"job": "goal"}, "objectives": objectives, "limits": limits, "routes": 1}
    return {"region": region, "student": student, "query": query}


def named(row: Json) -> Json:
    """A record called by its id."""
    return {**row, "name": {"en": row["id"]}}


def head(name: str) -> Json:
    """What every region starts with: three levels, no records yet."""
    return {
        "format": "pathways-region/1",
        "id": name,
        "version": "1",
        "locales": ["en"],
        "name": {"en": name},
        "currency": "RUB",
        "as_of": START,
        "licence": "CC0-1.0",
        "progression": [named({"id": f"level{level}"}) for level in range(1, 4)],
    }


def main() -> None:
    """Prints covers in which fees and gap are to be small."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--competencies", type=int, default=10, help="three missing levels each (10)")
    parser.add_argument("--activities", type=int, default=500)
    parser.add_argument("--count", type=int, default=20, help="with seeds from 0 on (20)")
    arguments = parser.parse_args()
    for seed in range(arguments.count):
        made = cover(Random(seed), arguments.competencies, arguments.activities)
        made["query"] |= {"objectives": ["fees", "gap"], "limits": {"avoid": ["school"]}}
        print(json.dumps(made))


if __name__ == "__main__":
    main()
