//! Months on the calendar: the only clock of the project.

use std::fmt;

use crate::text::{digits, joined, number};

/// A month on the calendar, counted in months since January of the year 0.
///
/// Ordered by time; arithmetic is in whole months. Years run from 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// January of the year 1.
    pub const FIRST: Month = Month(12);

    /// Reads `YYYY-MM`, as in `2026-11`. Anything else is `None`.
    pub fn parse(text: &str) -> Option<Month> {
        if text.len() != "2026-11".len() || text.get(4..5) != Some("-") {
            return None;
        }
        Month::new(number(text.get(..4)?)? as i32, number(text.get(5..)?)? as i32)
    }

    /// The month as [`Month::parse`] reads it.
    pub fn text(self) -> String {
        // A leading one keeps the zeros.
        let (year, month) = (10_000 + self.0 / 12, 100 + self.0 % 12 + 1);
        let (year, month) = (digits(year.unsigned_abs().into()), digits(month.unsigned_abs().into()));
        joined(&[year.get(1..).unwrap_or_default(), month.get(1..).unwrap_or_default()], "-")
    }

    /// The month `month` (1 to 12) of `year` (1 to 9999).
    pub fn new(year: i32, month: i32) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Month(year * 12 + month - 1))
    }

    /// The month of a stored count, see [`Month::count`].
    pub fn from_count(count: i32) -> Option<Month> {
        Month::new(count.div_euclid(12), count.rem_euclid(12) + 1)
    }

    /// Months since January of the year 0.
    pub fn count(self) -> i32 {
        self.0
    }

    /// The month of the year, 1 to 12.
    pub fn of_year(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The month `months` later. Route arithmetic stays within some hundreds of years of the
    /// calendar's months, far from the ends of the integer.
    pub fn plus(self, months: u32) -> Month {
        Month(self.0.saturating_add_unsigned(months))
    }

    /// The months from `earlier` to this month; 0 where `earlier` is later.
    pub fn since(self, earlier: Month) -> u32 {
        u32::try_from(i64::from(self.0) - i64::from(earlier.0)).unwrap_or(0)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
