"""A case as the design states it (sections 3 and 4): a region, a student and a query, read for the oracles.

Only what section 5 speaks of is kept. Months are counted from the student's `now`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import conditions
from conditions import Atom, Condition

Json = dict[str, Any]


@dataclass(frozen=True)
class Contract:
    """A sponsor that is owed months of work."""

    sponsor: str
    months: int


@dataclass(frozen=True)
class Study:
    """One way to take a programme: an offering, at its standard length or shortened by an advanced standing."""

    programme: str
    offering: str
    months: int
    entry: Condition
    when: Condition
    fee: int
    intake: tuple[int, ...]
    """Calendar months, 1 to 12; empty for any."""
    mode: str
    contract: Contract | None


@dataclass(frozen=True)
class Programme:
    """What all ways to take it have in common."""

    id: str
    kind: str
    place: str | None
    free_hours: int
    months: int
    gives: frozenset[Atom]


@dataclass(frozen=True)
class Activity:
    """Learning inside a stage."""

    id: str
    kinds: frozenset[str]
    programmes: frozenset[str]
    jobs: frozenset[str]
    hours: int
    fee: int
    entry: Condition
    gives: frozenset[Atom]


@dataclass(frozen=True)
class Job:
    """A job as a stage and as a goal."""

    id: str
    employer: str
    place: str | None
    entry: Condition
    essential: Condition
    requires: tuple[tuple[Atom, int], ...]
    """For each missing level its weight in the gap."""
    months: int
    free_hours: int
    gives: frozenset[Atom]


@dataclass
class World:
    """A case with its limits on what may be done already applied."""

    objectives: list[str]
    limits: dict[str, int]
    """Those on totals: months, fees, gap, moves."""
    goal_job: Job | None
    """None as well where the limits exclude it."""
    goal_studies: list[Study]
    programmes: dict[str, Programme]
    studies: list[Study]
    """What a stage, or study alongside one, may be."""
    jobs: list[Job]
    activities: list[Activity]
    held: frozenset[Atom]
    home: str | None
    owes: Contract | None
    enrolled: tuple[Programme, int, int] | None
    """The programme, its last month and the free hours that are left."""
    calendar: int
    """The calendar month of `now`, 0 to 11."""
    born: int | None
    """In months from `now`, so never above 0."""
    attests: dict[str, bool] = field(default_factory=dict)

    def known(self, atom: Atom) -> bool | int | None:
        """Whether an atom holds whatever the route does, or the month from which it does; None if that depends."""
        if atom.kind == "attests":
            return self.attests.get(atom.id, True)
        if atom.kind == "age":
            month = -1 if self.born is None else self.born + 12 * atom.number
            return True if month <= 0 else month
        return True if atom in self.held else None


def read(case: Json) -> World:
    """Reads a case; a record that is replaced by another is not supported."""
    region, student, query = case["region"], case["student"], case["query"]
    for array in ("competencies", "credentials", "organizations", "programmes", "activities", "jobs", "places"):
        if any("replaced_by" in record for record in region.get(array, [])):
            raise ValueError("`replaced_by` is not supported")
    return _Reader(region, student, query).world()


class _Reader:
    def __init__(self, region: Json, student: Json, query: Json) -> None:
        self.region, self.student, self.query = region, student, query
        self.limits = query.get("limits", {})
        self.avoid = set(self.limits.get("avoid", []))
        self.implies = {row["id"]: row.get("implies", []) for row in region.get("credentials", [])}
        self.places = {row["id"]: row.get("place") for row in region.get("organizations", [])}

    def world(self) -> World:
        student, query = self.student, self.query
        goal = query["goal"]
        programmes = {row["id"]: self.programme(row) for row in self.region.get("programmes", [])}
        studies = [study for row in self.region.get("programmes", []) for study in self.studies(row)]
        jobs = [self.job(row) for row in self.region.get("jobs", []) if self.admits_job(row)]
        now = month(student["now"])

        enrolled = None
        if "enrolled" in student:
            programme = programmes[student["enrolled"]["programme"]]
            until = month(student["enrolled"]["until"]) - now
            enrolled = (programme, until, programme.free_hours * min(until, programme.months) // programme.months)

        goal_studies = [study for study in studies if study.programme == goal.get("programme")]
        if enrolled and enrolled[0].id == goal.get("programme"):
            goal_studies = []
        held = {atom for row in student.get("competencies", []) for atom in levels(row["id"], row["level"])}
        held |= {Atom("worked", job) for job in student.get("worked", [])}
        held |= self.credentials(student.get("credentials", []))
        owes = student.get("owes", {"months": 0})
        return World(
            objectives=query.get("objectives", ["months", "fees", "gap"]),
            limits={name: self.limits[name] for name in ("months", "fees", "gap", "moves") if name in self.limits},
            goal_job=next((job for job in jobs if job.id == goal.get("job")), None),
            goal_studies=goal_studies,
            programmes=programmes,
            studies=[study for study in studies if study.programme != goal.get("programme")],
            jobs=[job for job in jobs if job.id != goal.get("job")],
            activities=[self.activity(row) for row in self.region.get("activities", []) if row["id"] not in self.avoid],
            held=frozenset(held),
            home=student.get("home"),
            owes=Contract(owes["sponsor"], owes["months"]) if owes["months"] else None,
            enrolled=enrolled,
            calendar=now % 12,
            born=month(student["born"]) - now if "born" in student else None,
            attests={row["id"]: row["value"] for row in student.get("attests", [])},
        )

    def credentials(self, ids: list[str]) -> frozenset[Atom]:
        """Those named and all that they imply."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            if (credential := waiting.pop()) not in found:
                found.add(credential)
                waiting += self.implies[credential]
        return frozenset(Atom("holds", credential) for credential in found)

    def programme(self, row: Json) -> Programme:
        return Programme(
            id=row["id"],
            kind=row["kind"],
            place=self.places[row["provider"]],
            free_hours=row["free_hours"],
            months=row["months"],
            gives=outcomes(row.get("outcomes", [])) | self.credentials(row.get("awards", [])),
        )

    def studies(self, row: Json) -> list[Study]:
        """The ways that the limits admit; a standing that shortens nothing is none."""
        whole = (row["months"], conditions.ALWAYS)
        shorter = [(each["months"], conditions.parse(each["when"])) for each in row.get("advanced_standing", [])]
        return [
            Study(
                programme=row["id"],
                offering=offering["id"],
                months=months,
                entry=conditions.both(conditions.parse(row.get("entry")), conditions.parse(offering.get("entry"))),
                when=when,
                fee=offering["fee_per_year"] * -(-months // 12),
                intake=tuple(offering.get("intake", [])),
                mode=offering["mode"],
                contract=contract(offering.get("contract")),
            )
            for offering in row["offerings"]
            if self.admits_offering(row, offering)
            for months, when in [whole, *(each for each in shorter if each[0] < row["months"])]
        ]

    def job(self, row: Json) -> Job:
        required = row.get("requires", [])
        essential = [Atom("level", each["competency"], each["level"]) for each in required if each["essential"]]
        weights = [
            (atom, each["importance"] * (2 if each["essential"] else 1))
            for each in required
            for atom in sorted(levels(each["competency"], each["level"]), key=lambda atom: atom.number)
        ]
        return Job(
            id=row["id"],
            employer=row["employer"],
            place=row.get("place", self.places[row["employer"]]),
            entry=conditions.parse(row.get("entry")),
            essential=conditions.both(*essential),
            requires=tuple(weights),
            months=row["tenure"]["months"],
            free_hours=row["free_hours"],
            gives=outcomes(row["tenure"].get("outcomes", [])) | {Atom("worked", row["id"])},
        )

    def activity(self, row: Json) -> Activity:
        hosts = row["hosts"]
        return Activity(
            id=row["id"],
            kinds=frozenset(hosts.get("kinds", [])),
            programmes=frozenset(hosts.get("programmes", [])),
            jobs=frozenset(hosts.get("jobs", [])),
            hours=row["hours"],
            fee=row["fee"],
            entry=conditions.parse(row.get("entry")),
            gives=outcomes(row.get("outcomes", [])),
        )

    def admits_place(self, place: str | None) -> bool:
        places = self.limits.get("places")
        return places is None or place is None or place == self.student.get("home") or place in places

    def admits_job(self, row: Json) -> bool:
        return row["id"] not in self.avoid and self.admits_place(row.get("place", self.places[row["employer"]]))

    def admits_offering(self, row: Json, offering: Json) -> bool:
        whole = f"{row['id']}/{offering['id']}"
        modes, funding = self.limits.get("modes"), self.limits.get("funding")
        return (
            row["id"] not in self.avoid
            and whole not in self.avoid
            and (modes is None or offering["mode"] in modes)
            and (funding is None or offering["funding"] in funding)
            and (offering["mode"] == "distance" or self.admits_place(self.places[row["provider"]]))
        )


def month(text: str) -> int:
    """Months since year 0."""
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def levels(competency: str, level: int) -> frozenset[Atom]:
    """Who holds a level holds those below it."""
    return frozenset(Atom("level", competency, number) for number in range(1, level + 1))


def outcomes(rows: list[Json]) -> frozenset[Atom]:
    """All levels that outcomes raise to."""
    return frozenset(atom for row in rows for atom in levels(row["competency"], row["level"]))


def contract(row: Json | None) -> Contract | None:
    """A contract of zero months stays one: it may follow another of the same sponsor."""
    return Contract(row["sponsor"], row["obligation_months"]) if row else None
