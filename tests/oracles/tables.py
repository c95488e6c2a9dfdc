"""A region kept as a folder of tables (docs/tables.md), as far as the oracles look at it."""

from __future__ import annotations

import csv
from pathlib import Path

from world import Json

NUMBERS = {"months", "free_hours", "fee_per_year", "hours", "fee", "level", "importance"}
NUMBERS |= {"tenure.months", "contract.obligation_months", "contract.stipend_per_month"}
LISTS = {"implies", "awards", "hosts.kinds", "hosts.programmes", "hosts.jobs"}
OUTCOMES = {"outcomes", "tenure.outcomes"}
CHILDREN = {"offerings": "programmes", "advanced_standing": "programmes", "requirements": "jobs"}
"""Tables whose rows belong to the record that their first column names."""


def region(folder: Path) -> Json:
    """What a JSON file of the region would hold of what section 5 of the design speaks of."""
    arrays = ("organizations", "competencies", "credentials", "places", "programmes", "activities", "jobs")
    made: Json = {name: _rows(folder / f"{name}.csv") for name in arrays}
    for name, parent in CHILDREN.items():
        key, field = parent.removesuffix("s"), {"requirements": "requires"}.get(name, name)
        rows = _rows(folder / f"{name}.csv")
        for record in made[parent]:
            record[field] = [row for row in rows if row[key] == record["id"]]
    for record in made["programmes"] + made["jobs"]:
        record.setdefault("free_hours", 0)
    for offering in (each for programme in made["programmes"] for each in programme["offerings"]):
        offering.setdefault("fee_per_year", 0)
    for activity in made["activities"]:
        activity.setdefault("fee", 0)
        activity.setdefault("hosts", {})
    for requirement in (each for job in made["jobs"] for each in job["requires"]):
        requirement.setdefault("essential", False)
    return made


def _rows(path: Path) -> list[Json]:
    """The rows of a table; an empty cell is an absent field, a dot in a column's name reaches into an object."""
    if not path.exists():
        return []
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for cells in csv.DictReader(file):
            row: Json = {}
            for column, cell in cells.items():
                if cell := cell.strip():
                    *outer, name = column.split(".")
                    inner = row
                    for each in outer:
                        inner = inner.setdefault(each, {})
                    inner[name] = _value(column, cell)
            if row:
                rows.append(row)
    return rows


def _value(column: str, cell: str) -> object:
    if column in NUMBERS:
        return int(cell)
    if column in LISTS:
        return cell.split()
    if column == "intake":
        return [int(month) for month in cell.split()]
    if column == "essential":
        return cell.lower() == "true"
    if column in OUTCOMES:
        pairs = (each.rsplit(maxsplit=1) for each in cell.split(";"))
        return [{"competency": competency.strip(), "level": int(level)} for competency, level in pairs]
    return cell
