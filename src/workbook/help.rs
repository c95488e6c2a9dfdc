//! What each column is for, in English and Russian: the notes on a workbook's first rows.

/// What a column of a table holds. A column's locale is not part of its name here.
pub fn column(table: &str, column: &str) -> [&'static str; 2] {
    match (table, column) {
        (_, "id") => [
            "A name for programs: 1 to 64 of a-z, 0-9, . _ -. It never changes: students' files and links name it.",
            "Имя для программ: от 1 до 64 знаков a-z, 0-9, . _ -. Не меняется: на него ссылаются файлы учащихся.",
        ],
        (_, "name") => ["The name that people read.", "Название, которое читают люди."],
        (_, "replaced_by") => [
            "The id that stands for this one now. Don't delete a row that has been published: fill this in.",
            "id, который теперь вместо этого. Опубликованную строку не удаляйте, а впишите сюда замену.",
        ],
        (_, "source") => ["Ids of sources, with spaces between.", "id источников через пробел."],
        (_, "illustrative") => ["true where the author assumed it.", "true, если это допущение автора."],
        (_, "same_as") => [
            "Addresses of the same concept elsewhere (ESCO), with spaces between.",
            "Адреса того же понятия в других словарях (ESCO) через пробел.",
        ],
        ("organizations", "kind") => ["What it is: choose from the list.", "Что это: выберите из списка."],
        (_, "kind") => ["Of what kind: choose from the list.", "Какого вида: выберите из списка."],
        ("organizations", "place") => ["The town that it is in: an id of places.", "Где находится: id места."],
        (_, "place") => {
            ["Where the work is, if not at the employer's place.", "Где работа, если не там, где работодатель."]
        }
        (_, "url") => ["The address of a page, with https://.", "Адрес страницы, с https://."],
        ("sources", "title") => ["The title of the page or document.", "Название страницы или документа."],
        ("sources", "date") => [
            "When it was published or read: 2026, 2026-11 or 2026-11-30.",
            "Когда опубликовано или прочитано: 2026, 2026-11 или 2026-11-30.",
        ],
        (_, "lat") => ["Degrees north, with a decimal point: 53.76.", "Градусы северной широты через точку: 53.76."],
        (_, "lon") => ["Degrees east, with a decimal point: 87.14.", "Градусы восточной долготы через точку: 87.14."],
        (_, "broader") => {
            ["Ids of wider competencies, with spaces between.", "id более широких компетенций через пробел."]
        }
        (_, "eqf") => [
            "Level of the European Qualifications Framework, 1 to 8.",
            "Уровень европейской рамки квалификаций, от 1 до 8.",
        ],
        (_, "implies") => ["Ids of credentials held with this one.", "id документов, которые заменяет этот."],
        (_, "provider") => ["Who teaches it: an id of organizations.", "Кто учит: id организации."],
        (_, "employer") => ["Who employs: an id of organizations.", "Работодатель: id организации."],
        (_, "code") => {
            ["The code in the state's classifier, as text: 09.02.07.", "Код по классификатору, как текст: 09.02.07."]
        }
        ("advanced_standing", "months") => ["Months that it takes then.", "Сколько месяцев это тогда длится."],
        (_, "months") => ["How many months it takes.", "Сколько месяцев длится."],
        (_, "free_hours") => ["Hours that activities may take in all.", "Сколько часов всего остаётся на занятия."],
        (_, "entry") => [
            "Who can begin, as a condition: physics >= 3 and holds(basic-general). Empty: everybody.",
            "Кто может начать, условием: physics >= 3 and holds(basic-general). Пусто: кто угодно.",
        ],
        (_, "when") => ["For whom it is shorter, as a condition.", "Для кого короче, условием."],
        (_, "outcomes" | "tenure.outcomes") => [
            "What is learned and to which level: physics 3; math 2.",
            "Чему учит и до какого уровня: physics 3; math 2.",
        ],
        (_, "awards") => ["Ids of credentials, with spaces between.", "id документов через пробел."],
        (_, "programme") => ["The programme: an id of programmes.", "Программа: id программы."],
        (_, "job") => ["The job: an id of jobs.", "Работа: id работы."],
        (_, "mode") => ["How it is attended: choose from the list.", "Форма обучения: выберите из списка."],
        (_, "funding") => ["Who pays: choose from the list.", "Кто платит: выберите из списка."],
        (_, "fee_per_year") => ["Fee for a year; empty is 0.", "Плата за год; пусто значит 0."],
        (_, "fee") => ["Fee for the whole; empty is 0.", "Плата за всё; пусто значит 0."],
        (_, "intake") => [
            "Months in which it starts, 1 to 12, with spaces between; empty: any.",
            "Месяцы начала, от 1 до 12, через пробел; пусто: любой.",
        ],
        (_, "seats") => ["How many places there are.", "Сколько мест."],
        (_, "contract.sponsor") => ["Who sponsors: an id of organizations.", "Заказчик договора: id организации."],
        (_, "contract.obligation_months") => {
            ["Months to be worked for the sponsor.", "Сколько месяцев отработать у заказчика."]
        }
        (_, "contract.stipend_per_month") => ["What the sponsor pays in a month.", "Сколько заказчик платит в месяц."],
        (_, "hosts.kinds") => [
            "Kinds of programmes in which it fits, with spaces between: general vocational.",
            "Виды программ, в которых оно возможно, через пробел: general vocational.",
        ],
        (_, "hosts.programmes") => ["Ids of programmes in which it fits.", "id программ, в которых оно возможно."],
        (_, "hosts.jobs") => ["Ids of jobs at which it fits.", "id работ, на которых оно возможно."],
        (_, "hours") => ["How many hours it takes.", "Сколько часов занимает."],
        (_, "family") => [
            "Jobs of one family are a ladder, in the order of rows.",
            "Работы одного семейства образуют лестницу, в порядке строк.",
        ],
        (_, "tenure.months") => {
            ["After how many months the experience counts.", "Через сколько месяцев опыт засчитан."]
        }
        (_, "wage.per_month") => ["Wage in a month.", "Зарплата в месяц."],
        (_, "wage.as_of") => {
            ["The month of which the wage is, as text: 2026-09.", "За какой месяц зарплата, как текст: 2026-09."]
        }
        (_, "competency") => ["What is required: an id of competencies.", "Что требуется: id компетенции."],
        (_, "level") => {
            ["To which level: the number of a row of progression.", "До какого уровня: номер строки progression."]
        }
        (_, "importance") => ["How important, 1 to 5.", "Насколько важно, от 1 до 5."],
        (_, "essential") => ["true where nobody is employed without it.", "true, если без этого не возьмут."],
        (_, "year") => ["The year.", "Год."],
        (_, "openings") => ["How many people are needed.", "Сколько нужно людей."],
        (_, "low") => ["The least that is expected.", "Не меньше."],
        (_, "high") => ["The most that is expected.", "Не больше."],
        (_, "area") => ["A letter of RIASEC: choose from the list.", "Буква RIASEC: выберите из списка."],
        (_, "value") => ["How much of it, 0 to 100.", "Насколько, от 0 до 100."],
        (_, "graduates") => ["How many graduated.", "Сколько выпускников."],
        (_, "employed") => ["How many of them found work.", "Сколько из них нашли работу."],
        _ => ["", ""],
    }
}

/// The rows of the sheet that says how to fill in the others.
pub const READ_ME: [[&str; 2]; 9] = [
    [
        "This workbook holds a region for Pathway Planner: a sheet for each table. Point at a column's name to see what belongs there.",
        "В этой книге регион для Pathway Planner: на каждую таблицу лист. Наведите на название столбца, чтобы узнать, что в нём должно быть.",
    ],
    [
        "The rows that are there are examples. Replace them with your own.",
        "Строки в таблицах показаны для примера. Замените их своими.",
    ],
    [
        "Don't rename sheets and columns. Columns may stand in any order; those that you don't need may go, except id and name.",
        "Не переименовывайте листы и столбцы. Порядок столбцов любой; ненужные, кроме id и name, можно убрать.",
    ],
    [
        "More languages: add name.kk beside name.ru, and kk to locales on the sheet region.",
        "Другие языки: добавьте name.kk рядом с name.ru и kk в locales на листе region.",
    ],
    [
        "Start with places, organizations, competencies and credentials: the other sheets refer to them.",
        "Начните с листов places, organizations, competencies и credentials: на них ссылаются остальные.",
    ],
    [
        "Write values, not formulas. Codes such as 09.02.07 are text: the columns are formatted so.",
        "Вписывайте значения, а не формулы. Коды вида 09.02.07 — текст: столбцы уже так отформатированы.",
    ],
    [
        "No data of persons: no names, telephone numbers or addresses of mail.",
        "Никаких личных данных: ни имён, ни телефонов, ни адресов почты.",
    ],
    [
        "Check it: pathways check THIS.xlsx --lang en. Remarks in the cells: --annotate REMARKS.xlsx.",
        "Проверьте: pathways check КНИГА.xlsx --lang ru. Замечания в ячейках: --annotate ЗАМЕЧАНИЯ.xlsx.",
    ],
    [
        "A column or sheet named remarks is not part of the region.",
        "Столбец или лист с именем remarks не входит в регион.",
    ],
];
