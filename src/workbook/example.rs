//! The rows of a new workbook: a town with a school, a college and a works, which passes every check.

use super::{Book, SCALARS, Sheet};

/// The sheets as tables, cells separated by bars.
const SHEETS: [(&str, &str); 16] = [
    (
        SCALARS,
        "field|value
format|pathways-region/1
id|my-region
version|1
locales|ru en
name.ru|Мой регион
name.en|My region
currency|RUB
as_of|2026-11
licence|CC-BY-4.0",
    ),
    (
        "progression",
        "id|name.ru|name.en
aware|знаком|aware
assisted|с помощью|with help
independent|самостоятельно|independently",
    ),
    (
        "sources",
        "id|title|url|date
college-site|Страница приёма колледжа|https://college.example/admission|2026-06-01",
    ),
    ("places", "id|name.ru|name.en|lat|lon\ntown|Город|Town|53.76|87.14"),
    (
        "organizations",
        "id|kind|name.ru|name.en|place|url|source|illustrative
school|school|Школа|School|town|||true
college|college|Колледж|College|town|https://college.example|college-site|
works|employer|Завод|Works|town|||true",
    ),
    (
        "competencies",
        "id|kind|name.ru|name.en|broader|same_as|source|illustrative
math|knowledge|Математика|Mathematics||||true
drawings|skill|Чтение чертежей|Reading drawings||||true
welding|skill|Сварка|Welding||||true",
    ),
    (
        "credentials",
        "id|name.ru|name.en|eqf|implies|source|illustrative
basic-general|Аттестат за 9 классов|Certificate of grade 9|2|||true
welder-diploma|Диплом сварщика|Diploma of a welder|4|basic-general|college-site|",
    ),
    (
        "programmes",
        "id|kind|name.ru|name.en|provider|code|months|free_hours|entry|outcomes|awards|source|illustrative
basic-school|general|Школа, 5–9 классы|School, grades 5–9|school||57|300||math 2|basic-general||true
welder|vocational|Сварщик|Welder|college|15.01.05|22|200|holds(basic-general) and math >= 1|welding 2; drawings 1|welder-diploma|college-site|",
    ),
    ("advanced_standing", "programme|when|months\nwelder|drawings >= 2|18"),
    (
        "offerings",
        "programme|id|mode|funding|fee_per_year|intake|seats|entry|contract.sponsor|contract.obligation_months|contract.stipend_per_month
basic-school|state|full-time|state||9|||||
welder|state|full-time|state||9|25||||
welder|target|full-time|employer||9|5|attests(fit)|works|24|3000",
    ),
    (
        "activities",
        "id|kind|name.ru|name.en|provider|hosts.kinds|hosts.programmes|hosts.jobs|hours|fee|entry|outcomes|source|illustrative
drawing-club|elective|Кружок черчения|Drawing club|school|general|||34|||drawings 2||true",
    ),
    (
        "jobs",
        "id|name.ru|name.en|employer|place|code|family|same_as|entry|tenure.months|tenure.outcomes|free_hours|wage.per_month|wage.as_of|source|illustrative
welder-3|Сварщик 3-го разряда|Welder, grade 3|works||40.002|welding||age(18) and holds(welder-diploma)|12|welding 3|60|70000|2026-09||true
welder-4|Сварщик 4-го разряда|Welder, grade 4|works||40.002|welding||worked(welder-3)|24||60|85000|2026-09||true",
    ),
    (
        "requirements",
        "job|competency|level|importance|essential
welder-3|welding|2|5|true
welder-3|drawings|1|3|
welder-4|welding|3|5|true
welder-4|math|1|1|",
    ),
    ("demand", "job|year|openings|low|high\nwelder-3|2027|12|8|15"),
    ("interests", "job|area|value\nwelder-3|R|80\nwelder-4|R|80"),
    ("employment", "programme|year|graduates|employed\nwelder|2025|22|19"),
];

/// The book of these sheets.
pub fn book() -> Book {
    let row = |line: &str| line.split('|').map(String::from).collect();
    let sheet = |(name, text): (&str, &str)| Sheet { name: name.into(), rows: text.lines().map(row).collect() };
    Book { sheets: SHEETS.into_iter().map(sheet).collect() }
}
