"""A mixed integer programme, built row by row and solved to proved optimality by HiGHS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np


@dataclass
class Sum:
    """A linear expression: coefficients by column, and a constant."""

    terms: dict[int, float] = field(default_factory=dict)
    constant: float = 0.0

    def add(self, column: int, coefficient: float = 1.0) -> Sum:
        """Adds a column, in place."""
        self.terms[column] = self.terms.get(column, 0.0) + coefficient
        return self

    def __add__(self, other: Sum | float) -> Sum:
        total = Sum(dict(self.terms), self.constant)
        if isinstance(other, Sum):
            for column, coefficient in other.terms.items():
                total.add(column, coefficient)
            total.constant += other.constant
        else:
            total.constant += other
        return total

    __radd__ = __add__

    def __mul__(self, factor: float) -> Sum:
        return Sum({column: factor * value for column, value in self.terms.items()}, factor * self.constant)

    __rmul__ = __mul__

    def __neg__(self) -> Sum:
        return self * -1.0

    def __sub__(self, other: Sum | float) -> Sum:
        return self + (-other)

    def __rsub__(self, other: float) -> Sum:
        return -self + other


def total(columns: Iterable[int], coefficient: float = 1.0) -> Sum:
    """The sum of columns."""
    result = Sum()
    for column in columns:
        result.add(column, coefficient)
    return result


class Milp:
    """Columns and rows as they are stated; the solver sees them at the first `solve`."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, dict[int, float], float]] = []
        self.objectives: list[Sum] = []
        self._solver: highspy.Highs | None = None
        self._first_objective_row = 0

    def column(self, lower: float, upper: float, whole: bool) -> int:
        """A new column."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def choice(self) -> int:
        """A yes or no."""
        return self.column(0, 1, whole=True)

    def share(self) -> int:
        """A number from 0 to 1 that is bounded from above by choices, so that it needn't be whole."""
        return self.column(0, 1, whole=False)

    def at_most(self, left: Sum | float, right: Sum | float) -> None:
        """States left ≤ right."""
        difference = Sum() + left - right
        self.rows.append((-highspy.kHighsInf, difference.terms, -difference.constant))

    def equal(self, left: Sum | float, right: Sum | float) -> None:
        """States left = right."""
        difference = Sum() + left - right
        self.rows.append((-difference.constant, difference.terms, -difference.constant))

    def solve(self, ceilings: Sequence[float | None], time_limit: float | None = None) -> tuple[int, ...] | None:
        """The objectives of a solution with the least sum of them, none above its ceiling; None where there is none.

        Each objective must be whole wherever the choices are. A solution is not taken on trust: the choices are
        rounded, and what they cost is added up again.
        """
        solver = self._solver or self._load()
        for index, (objective, ceiling) in enumerate(zip(self.objectives, ceilings, strict=True)):
            bound = highspy.kHighsInf if ceiling is None else ceiling - objective.constant
            solver.changeRowBounds(self._first_objective_row + index, -highspy.kHighsInf, bound)
        if time_limit is not None:
            solver.setOptionValue("time_limit", solver.getRunTime() + time_limit)
        solver.run()
        status = solver.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise TimeoutError
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS stopped with {status}")
        values = solver.getSolution().col_value
        found = []
        for objective in self.objectives:
            exact = objective.constant
            for column, coefficient in objective.terms.items():
                exact += coefficient * (round(values[column]) if self.whole[column] else values[column])
            if abs(exact - round(exact)) > 1e-3:
                raise RuntimeError(f"an objective came out as {exact}")
            found.append(round(exact))
        return tuple(found)

    def _load(self) -> highspy.Highs:
        # A row without a bound for each objective: its ceiling comes with each call.
        self._first_objective_row = len(self.rows)
        rows = self.rows + [(-highspy.kHighsInf, objective.terms, highspy.kHighsInf) for objective in self.objectives]
        cost = np.zeros(len(self.lower))
        for objective in self.objectives:
            for column, coefficient in objective.terms.items():
                cost[column] += coefficient

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.lower), len(rows)
        lp.col_cost_ = cost
        lp.col_lower_, lp.col_upper_ = np.array(self.lower, float), np.array(self.upper, float)
        lp.row_lower_ = np.array([row[0] for row in rows], float)
        lp.row_upper_ = np.array([row[2] for row in rows], float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0] + [len(row[1]) for row in rows])
        lp.a_matrix_.index_ = np.array([column for row in rows for column in row[1]], np.int32)
        lp.a_matrix_.value_ = np.array([value for row in rows for value in row[1].values()], float)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]

        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        # Optimal must mean optimal, and a choice must be one. The sum of the objectives is whole, so half is nothing.
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.5)
        solver.setOptionValue("mip_feasibility_tolerance", 1e-7)
        if solver.passModel(lp) != highspy.HighsStatus.kOk:
            raise RuntimeError("HiGHS refused the model")
        self._solver = solver
        return solver
