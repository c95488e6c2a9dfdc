//! Russian.

use pathway_planner::answer::{Gap, Status};
use pathway_planner::problem::{Code, Problem, Said, Severity};
use pathway_planner::region::{Funding, Mode};
use pathway_planner::student::Objective;

use super::{Sums, Words, grouped};

pub struct Russian;

/// A number with its noun: 1 год, 2 года, 5 лет.
fn counted(number: u64, [one, few, many]: [&str; 3]) -> String {
    let noun = match (number % 10, number % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{} {noun}", digits(number))
}

const MONTHS: [&str; 3] = ["месяц", "месяца", "месяцев"];

/// Groups are held together by a space that does not break.
fn digits(number: u64) -> String {
    grouped(number, '\u{a0}')
}

/// Years and months.
fn time(months: u32) -> String {
    let years = counted((months / 12).into(), ["год", "года", "лет"]);
    let rest = counted((months % 12).into(), MONTHS);
    match (months / 12, months % 12) {
        (0, _) => rest,
        (_, 0) => years,
        _ => format!("{years} {rest}"),
    }
}

fn money(amount: u64, currency: &str) -> String {
    let currency = if currency == "RUB" { "₽" } else { currency };
    format!("{} {currency}", digits(amount))
}

fn objective(objective: Objective) -> &'static str {
    match objective {
        Objective::Months => "время",
        Objective::Fees => "плата",
        Objective::Gap => "разрыв",
        Objective::Effort => "часы занятий",
        Objective::Moves => "переезды",
    }
}

impl Words for Russian {
    fn goal(&self, name: &str) -> String {
        format!("Цель: {name}")
    }

    fn status(&self, status: Status, bound: Option<u64>, objectives: &[Objective]) -> String {
        let list = objectives.iter().map(|&one| objective(one)).collect::<Vec<_>>().join(", ");
        match status {
            Status::Exact => format!("Это лучшие маршруты ({list}): ничего лучше нет."),
            Status::Within => {
                let bound = bound.unwrap_or_default();
                let (whole, tenth) = (bound / 10, bound % 10);
                format!("Шаги поиска кончились. Ни один маршрут не лучше ({list}) больше чем на {whole},{tenth} %.")
            }
            Status::Partial => "Шаги поиска кончились. Возможно, есть маршруты лучше.".into(),
            Status::Unreachable => "Маршрута нет.".into(),
        }
    }

    fn source(&self, routes: usize, region: &str, version: &str, steps: u64) -> String {
        let routes = counted(routes as u64, ["маршрут", "маршрута", "маршрутов"]);
        let steps = counted(steps, ["шаг", "шага", "шагов"]);
        format!("{routes}; {region} {version}; {steps}")
    }

    fn route(&self, sums: &Sums) -> String {
        let Sums { number, gap, readiness, .. } = sums;
        let (time, fees) = (time(sums.months), money(sums.fees, sums.currency));
        format!("Маршрут {number}: {time}, плата {fees}, разрыв {gap}, готовность {readiness} %")
    }

    fn sums(&self, sums: &Sums) -> String {
        let moves = counted(sums.moves.into(), ["переезд", "переезда", "переездов"]);
        let mut parts = vec![format!("цель в {}", sums.reached), moves];
        if sums.effort > 0 {
            parts.push(format!("занятия {}", counted(sums.effort, ["час", "часа", "часов"])));
        }
        if sums.earned > 0 {
            parts.push(format!("заработок {}", money(sums.earned, sums.currency)));
        }
        if sums.repeats > 0 {
            parts.push(format!("повторно: {}", counted(sums.repeats.into(), ["этап", "этапа", "этапов"])));
        }
        parts.join("; ")
    }

    fn enrolled(&self, name: &str) -> String {
        format!("{name} (до окончания)")
    }

    fn work(&self, name: &str) -> String {
        format!("работа: {name}")
    }

    fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::FullTime => "очно",
            Mode::PartTime => "без отрыва от работы",
            Mode::Distance => "дистанционно",
        }
    }

    fn funding(&self, funding: Funding) -> &'static str {
        match funding {
            Funding::State => "за счёт бюджета",
            Funding::Paid => "платно",
            Funding::Employer => "за счёт работодателя",
        }
    }

    fn fee(&self, fee: u64, currency: &str) -> String {
        if fee == 0 { "бесплатно".into() } else { money(fee, currency) }
    }

    fn activities(&self, names: &str) -> String {
        format!("занятия: {names}")
    }

    fn instead(&self, name: &str) -> String {
        format!("или {name}")
    }

    fn alongside(&self, name: &str) -> String {
        format!("одновременно: {name}")
    }

    fn missing(&self) -> &'static str {
        "останется не хватать:"
    }

    fn gap(&self, name: &str, gap: &Gap) -> String {
        let essential = if gap.essential { ", обязательно" } else { "" };
        let known = if gap.known { "" } else { ", уровень неизвестен" };
        format!("{name}: {} из {}{essential}, вес {}{known}", gap.held, gap.required, gap.weight)
    }

    fn assumes(&self, list: &str) -> String {
        format!("при условии: {list}")
    }

    fn age(&self, years: u32) -> String {
        format!("возраст от {years}")
    }

    fn fact(&self, id: &str) -> String {
        format!("`{id}`")
    }

    fn because(&self) -> &'static str {
        "причины:"
    }

    fn limit(&self, limit: &str, given: Option<u64>, least: Option<u64>) -> String {
        let name = match limit {
            "months" => "время, месяцев",
            "fees" => "плату",
            "gap" => "разрыв",
            "moves" => "переезды",
            "places" => "места",
            "modes" => "формы обучения",
            "funding" => "источники оплаты",
            "avoid" => "исключённое",
            other => other,
        };
        match (given, least) {
            (Some(given), Some(least)) => format!("предел на {name}: {given}, а нужно не меньше {least}"),
            (Some(given), None) => format!("предел на {name}: {given} мало, и дело не только в нём"),
            (None, _) => format!("предел на {name} не оставляет маршрутов"),
        }
    }

    fn closed(&self, name: &str, clause: &str) -> String {
        format!("{name}: условие поступления невыполнимо, {clause}")
    }

    fn untaught(&self, name: &str, level: u8) -> String {
        format!("ничто доступное не учит: {name}, уровень {level}")
    }

    fn unawarded(&self, name: &str) -> String {
        format!("ничто доступное не даёт: {name}")
    }

    fn already_enrolled(&self, name: &str) -> String {
        format!("здесь уже учатся: {name}")
    }

    fn owed(&self, sponsor: &str, months: u32) -> String {
        format!("сначала надо отработать {}: {sponsor}", counted(months.into(), MONTHS))
    }

    fn beyond(&self, months: u32) -> String {
        format!("за {} до цели не дойти", counted(months.into(), MONTHS))
    }

    fn coverage(&self, gap: u32, readiness: u32) -> String {
        format!("разрыв {gap}, готовность {readiness} %")
    }

    fn teacher(&self, kind: &str, name: &str, level: u8) -> String {
        let kind = match kind {
            "programme" => "программа",
            "activity" => "занятие",
            _ => "работа",
        };
        format!("до {level}: {kind} {name}")
    }

    fn no_teacher(&self) -> &'static str {
        "этому ничто не учит"
    }

    fn columns(&self) -> [&'static str; 5] {
        ["сходство", "готовность %", "разрыв", "нет обязательных", "работа"]
    }

    fn holds(&self, number: usize) -> String {
        format!("маршрут {number} верен")
    }

    fn breaks(&self, number: usize, stage: Option<usize>, rule: &str, detail: &str) -> String {
        let stage = stage.map(|stage| format!(", этап {stage}")).unwrap_or_default();
        format!("маршрут {number} нарушает правило `{rule}`{stage}: {detail}")
    }

    fn nothing_to_verify(&self) -> &'static str {
        "в ответе нет маршрутов"
    }

    fn other_region(&self, version: &str) -> String {
        format!("предупреждение: ответ получен по другим данным (версия {version}); спланируйте заново")
    }

    fn contents(&self, array: &str, count: usize) -> String {
        let name = match array {
            "sources" => "источники",
            "places" => "места",
            "organizations" => "организации",
            "competencies" => "компетенции",
            "credentials" => "документы",
            "programmes" => "программы",
            "offerings" => "варианты обучения",
            "activities" => "занятия",
            "jobs" => "работы",
            other => other,
        };
        format!("{name}: {}", digits(count as u64))
    }

    fn checked(&self, errors: usize, warnings: usize) -> String {
        format!("ошибок: {}, предупреждений: {}", digits(errors as u64), digits(warnings as u64))
    }

    fn notes(&self, notes: usize) -> String {
        format!(", замечаний: {} (показать: --notes)", digits(notes as u64))
    }

    fn problem(&self, problem: Problem) -> Problem {
        problem.in_russian()
    }

    fn rule(&self, code: Code) -> Said {
        code.rule().russian
    }

    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "ошибка",
            Severity::Warning => "предупреждение",
            Severity::Info => "замечание",
        }
    }

    fn at(&self) -> &'static str {
        "где:"
    }

    fn more_places(&self, count: usize) -> String {
        format!("и ещё мест: {}", digits(count as u64))
    }

    fn help(&self) -> &'static str {
        "что делать"
    }

    fn column(&self, name: &str) -> String {
        format!("столбец {name}")
    }

    fn character(&self, number: u32) -> String {
        format!("знак {number}")
    }

    fn cell(&self, sheet: &str, cell: Option<&str>) -> String {
        format!("лист «{sheet}»{}", cell.map(|cell| format!(", ячейка {cell}")).unwrap_or_default())
    }

    fn written(&self, file: &str, bytes: usize) -> String {
        format!("{file}: {}", counted(bytes as u64, ["байт", "байта", "байт"]))
    }
}
