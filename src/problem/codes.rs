//! Every kind of problem: its code, severity, and what it means, says and asks for, in English and Russian.
//!
//! This is the one table. Messages and remedies come from it, in which `{0}`, `{1}`, … stand for what
//! [`Problem::new`] is given (`{w0}` for a phrase of the program, which other languages translate), and the pages of
//! docs/checks are written from it. The rest of a row (title, meaning, example) is compiled into the command alone.

use super::Severity;

/// Declares the codes. A row is: name, severity, word; in each language title, meaning, message and remedy; what is
/// wrong in an example, and how it is right. What is `native` only the native command can find, and its texts are left
/// out of what pages load; lints are left out altogether.
macro_rules! codes {
    (
        $($variant:ident, $severity:ident, $($native:ident)? $word:literal;
          en $title:literal, $meaning:literal, $message:literal, $remedy:literal;
          ru $titel:literal, $sense:literal, $words:literal, $help:literal;
          $wrong:literal => $right:literal;)*
        @lints
        $($lint:ident, $lint_severity:ident, $lint_word:literal;
          en $lint_title:literal, $lint_meaning:literal, $lint_message:literal, $lint_remedy:literal;
          ru $lint_titel:literal, $lint_sense:literal, $lint_words:literal, $lint_help:literal;
          $lint_wrong:literal => $lint_right:literal;)*
    ) => {
        /// What kind of problem it is. Codes are stable: documentation and tests name them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] #[doc = ""] #[doc = concat!("`", $word, "`. Remedy: ", $remedy)] $variant,)*
            $(#[doc = $lint_meaning] #[doc = ""] #[doc = concat!("`", $lint_word, "`. Remedy: ", $lint_remedy)]
              #[cfg(feature = "cli")] $lint,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)* $(#[cfg(feature = "cli")] Code::$lint,)*];

            /// The code as people and machines read it.
            pub fn word(self) -> &'static str {
                match self {
                    $(Code::$variant => said!($($native)? $word),)*
                    $(#[cfg(feature = "cli")] Code::$lint => $lint_word,)*
                }
            }

            /// How bad a problem of this kind is.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$variant => Severity::$severity,)*
                    $(#[cfg(feature = "cli")] Code::$lint => Severity::$lint_severity,)*
                }
            }

            /// Message and remedy in English.
            pub(super) fn english(self) -> (&'static str, &'static str) {
                match self {
                    $(Code::$variant => (said!($($native)? $message), said!($($native)? $remedy)),)*
                    $(#[cfg(feature = "cli")] Code::$lint => ($lint_message, $lint_remedy),)*
                }
            }

            /// All that there is to say about problems of this kind.
            #[cfg(feature = "cli")]
            pub fn rule(self) -> Rule {
                match self {
                    $(Code::$variant => Rule {
                        english: Said { title: $title, meaning: $meaning, message: $message, remedy: $remedy },
                        russian: Said { title: $titel, meaning: $sense, message: $words, remedy: $help },
                        wrong: $wrong, right: $right,
                    },)*
                    $(Code::$lint => Rule {
                        english: Said {
                            title: $lint_title, meaning: $lint_meaning, message: $lint_message, remedy: $lint_remedy,
                        },
                        russian: Said {
                            title: $lint_titel, meaning: $lint_sense, message: $lint_words, remedy: $lint_help,
                        },
                        wrong: $lint_wrong, right: $lint_right,
                    },)*
                }
            }
        }
    };
}

/// A text that pages never show is left out of what they load.
macro_rules! said {
    (native $text:literal) => {
        if cfg!(feature = "cli") { $text } else { "" }
    };
    ($text:literal) => {
        $text
    };
}

/// What documentation says of a code.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub english: Said,
    pub russian: Said,
    /// An example of what is wrong; empty where none would help.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

/// The same in one language.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug)]
pub struct Said {
    pub title: &'static str,
    pub meaning: &'static str,
    /// With places for facts.
    pub message: &'static str,
    pub remedy: &'static str,
}

codes! {
    Syntax, Error, "syntax";
    en "Text of another kind", "The text is not what its file's name promises: JSON, TOML or CSV.",
       "this is not {0}: {1}", "Correct the text at this place.";
    ru "Текст не того вида", "Текст не то, что обещает имя файла: не JSON, не TOML или не CSV.",
       "это не {w0}: {w1}", "Исправьте текст в этом месте.";
    "{\"id\" \"kuzbass\"}" => "{\"id\": \"kuzbass\"}";

    Encoding, Error, native "encoding";
    en "Not UTF-8", "The bytes are not UTF-8. Spreadsheets save CSV as windows-1251 unless told otherwise.",
       "the file is not UTF-8, it probably is windows-1251", "Save it as \"CSV UTF-8\", or as UTF-8 in a text editor.";
    ru "Не UTF-8", "Файл не в кодировке UTF-8. Таблицы сохраняют CSV в windows-1251, если не сказать иначе.",
       "файл не в UTF-8, скорее всего это windows-1251", "Сохраните его как «CSV UTF-8» или как UTF-8 в текстовом редакторе.";
    "jobs.csv (windows-1251)" => "jobs.csv (UTF-8)";

    TooLarge, Error, native "too-large";
    en "Too much", "The input is longer, or a list has more items, than the reader takes.",
       "there are {0} {1}, and at most {2} can be read", "Leave out what the region does not need.";
    ru "Слишком много", "Файл длиннее или в списке больше записей, чем читает программа.",
       "{w1}: {w0}, а прочитать можно не больше {2}", "Уберите то, что региону не нужно.";
    "" => "";

    TooDeep, Error, "too-deep";
    en "Nested too deep", "Lists and records are nested deeper than any format needs.",
       "lists and records are nested more than {0} deep", "Flatten the input: no format needs a tenth of that depth.";
    ru "Слишком глубоко", "Списки и записи вложены друг в друга глубже, чем нужно любому формату.",
       "списки и записи вложены глубже {0} уровней", "Упростите файл: ни одному формату не нужна и десятая часть такой глубины.";
    "[[[[…]]]]" => "[…]";

    TooManyProblems, Error, "too-many-problems";
    en "Too many errors", "There are more errors than are worth listing.",
       "there are more than {0} problems, and the rest is not listed", "Correct these first.";
    ru "Слишком много ошибок", "Ошибок больше, чем есть смысл перечислять.",
       "ошибок больше {0}, остальные не показаны", "Сначала исправьте эти.";
    "" => "";

    TooManyWarnings, Warning, "too-many-warnings";
    en "Too many warnings", "There are more warnings than are worth listing.",
       "there are more than {0} warnings, and the rest is not listed", "Look at these first.";
    ru "Слишком много предупреждений", "Предупреждений больше, чем есть смысл перечислять.",
       "предупреждений больше {0}, остальные не показаны", "Сначала посмотрите эти.";
    "" => "";

    MissingFile, Error, native "missing-file";
    en "A file is missing", "A folder lacks a file, or a workbook a sheet, that every region has.",
       "there is no {0}", "Add it: docs/tables.md says what it holds.";
    ru "Нет файла", "В папке нет файла или в книге нет листа, который есть у каждого региона.",
       "нет: {w0}", "Добавьте: что там должно быть, сказано в docs/tables.md.";
    "jobs.csv" => "region.toml jobs.csv";

    UnknownTable, Error, native "unknown-table";
    en "No such table", "A table in a region's folder, or a sheet of its workbook, is none that a region has, so nothing of it would be read.",
       "a region has no table `{0}`", "Move it to another folder, or give it a table's name: {1}.";
    ru "Нет такой таблицы", "Таблица в папке региона или лист его книги не входит в набор таблиц региона, и ничего из неё не прочиталось бы.",
       "у региона нет таблицы `{0}`", "Перенесите её в другую папку или дайте ей имя одной из таблиц: {1}.";
    "demnd.csv" => "demand.csv";

    RaggedRow, Error, native "ragged-row";
    en "A row of another length", "A row has more or fewer cells than its table has columns.",
       "the row has {0} cells, and the table has {1} columns", "Look for a comma without quotes around its cell, or add what is missing.";
    ru "Строка другой длины", "В строке больше или меньше ячеек, чем в таблице столбцов.",
       "ячеек в строке: {0}, а столбцов в таблице: {1}", "Поищите запятую в ячейке без кавычек или добавьте недостающее.";
    "school,Школа № 5, Мыски,town" => "school,\"Школа № 5, Мыски\",town";

    WrongType, Error, "wrong-type";
    en "Something of another kind", "A value is of another kind than its field.",
       "{0} must stand here, and this is {1}", "Write {0}.";
    ru "Значение другого вида", "Значение не того вида, какого требует поле.",
       "здесь нужно: {w0}, а стоит: {w1}", "Впишите то, что нужно: {w0}.";
    "34 months" => "34";

    UnknownField, Error, "unknown-field";
    en "No such column or field", "A field or column has a name that the format does not know.",
       "the format has no field `{0}` here", "Remove it, or use one of: {1}.";
    ru "Нет такого столбца или поля", "Формат не знает поля или столбца с таким именем.",
       "здесь нет поля `{0}`", "Уберите его или возьмите одно из: {1}.";
    "opening" => "openings";

    DuplicateField, Error, "duplicate-field";
    en "Given twice", "A record names a field twice, or a table a column.",
       "`{0}` is given twice", "Remove one of the two.";
    ru "Дано дважды", "В записи дважды стоит одно поле или в таблице дважды один столбец.",
       "`{0}` дано дважды", "Уберите одно из двух.";
    "id,kind,id" => "id,kind";

    MissingField, Error, "missing-field";
    en "Something is missing", "A field or column that must be there is not.",
       "`{0}` is missing", "Add it.";
    ru "Чего-то не хватает", "Нет поля или столбца, который обязателен.",
       "нет `{0}`", "Добавьте.";
    "id,kind" => "id,kind,name.ru";

    EmptyText, Error, "empty-text";
    en "An empty text", "A text that must say something is empty.",
       "the text is empty", "Write something, or leave the field out where it may be absent.";
    ru "Пустой текст", "Текст, который должен что-то говорить, пуст.",
       "текст пуст", "Впишите что-нибудь или уберите поле там, где его может не быть.";
    "\"title\": \"\"" => "\"title\": \"ESCO\"";

    LongText, Error, "long-text";
    en "A text too long to read", "A text has more than 2,000 characters.",
       "the text has {0} characters, and at most {1} can be read", "Shorten it.";
    ru "Текст слишком длинный", "В тексте больше 2000 знаков.",
       "в тексте знаков: {0}, а прочитать можно не больше {1}", "Сократите его.";
    "" => "";

    WrongFormat, Error, "wrong-format";
    en "Another format", "The input is in another format, or another version of it.",
       "the format is `{0}`, and this reads `{1}`", "Use a file of that format, or the program that reads yours.";
    ru "Другой формат", "Файл другого формата или другой его версии.",
       "формат файла `{0}`, а читается `{1}`", "Возьмите файл нужного формата или программу, которая читает ваш.";
    "pathways-region/2" => "pathways-region/1";

    BadId, Error, native "bad-id";
    en "Not an id", "An id has a character, or a length, that ids do not have, or is a word of the condition language.",
       "`{0}` is not an id", "An id is 1 to 64 of the Latin letters a-z, digits, `.`, `_` and `-`, starts with a letter or digit, and is none of: and, or, of, holds, worked, age, attests. Look for Cyrillic letters, capitals and spaces.";
    ru "Не id", "В id недопустимый знак или недопустимая длина, или это слово языка условий.",
       "`{0}` не может быть id", "id: от 1 до 64 латинских букв a-z, цифр, знаков `.`, `_` и `-`; первой стоит буква или цифра; это не and, or, of, holds, worked, age, attests. Поищите русские буквы, заглавные и пробелы.";
    "Mine Foreman" => "mine-foreman";

    DuplicateId, Error, native "duplicate-id";
    en "Two records with one id", "Two records of one array have the same id.",
       "another {0} has the id `{1}` already", "Give one of the two an id of its own.";
    ru "Две записи с одним id", "У двух записей одной таблицы один и тот же id.",
       "id `{1}` уже занят ({w0})", "Дайте одной из двух записей другой id.";
    "physics, physics" => "physics, physics-advanced";

    UnknownId, Error, "unknown-id";
    en "Nothing has this id", "A reference names nothing.",
       "there is no {0} `{1}`", "Correct the id, or add what it names.";
    ru "Нет записи с таким id", "Ссылка ни на что не указывает.",
       "такой записи нет: {w0} `{1}`", "Исправьте id или добавьте запись, которую он называет.";
    "holds(basic-generl)" => "holds(basic-general)";

    UnknownWord, Error, "unknown-word";
    en "Not one of the words", "A word is none of those that the field knows.",
       "`{0}` is not one of the words that can stand here", "Use one of: {1}.";
    ru "Не то слово", "Поле не знает такого слова.",
       "слово `{0}` здесь стоять не может", "Возьмите одно из: {w1}.";
    "vocation" => "vocational";

    BadMonth, Error, "bad-month";
    en "Not a month", "A text is not a month of the calendar.",
       "`{0}` is not a month", "Write year and month as in 2026-11.";
    ru "Не месяц", "Текст не называет месяц календаря.",
       "`{0}` не месяц", "Впишите год и месяц, как в 2026-11.";
    "2026-13" => "2026-12";

    BadDate, Error, native "bad-date";
    en "Not a date", "A text is not a date.",
       "`{0}` is not a date", "Write 2026, 2026-11 or 2026-11-30.";
    ru "Не дата", "Текст не называет дату.",
       "`{0}` не дата", "Впишите 2026, 2026-11 или 2026-11-30.";
    "2026-02-30" => "2026-02-28";

    BadUrl, Error, native "bad-url";
    en "Not a web address", "An address is not one of the web.",
       "`{0}` is not a web address", "Write an address that starts with https:// or http:// and has no spaces.";
    ru "Не адрес в сети", "Это не адрес страницы в сети.",
       "`{0}` не адрес в сети", "Впишите адрес, который начинается с https:// или http:// и не содержит пробелов.";
    "www.example.org" => "https://www.example.org";

    BadLocale, Error, native "bad-locale";
    en "Not a language tag", "A declared locale is not a language tag, or is declared twice.",
       "`{0}` is not a language tag", "Write a tag as in ru, en or pt-BR, each once.";
    ru "Не обозначение языка", "Объявленный язык обозначен неверно или объявлен дважды.",
       "`{0}` не обозначение языка", "Впишите обозначение, как ru, en или pt-BR, каждое один раз.";
    "русский" => "ru";

    UnknownLocale, Error, native "unknown-locale";
    en "An undeclared language", "A text is written in a locale that the region does not declare.",
       "the region does not declare the locale `{0}`", "Add it to `locales`, or remove the text.";
    ru "Необъявленный язык", "Текст дан на языке, которого регион не объявляет.",
       "регион не объявляет языка `{0}`", "Добавьте его в `locales` или уберите текст.";
    "name.de" => "name.en";

    MissingLocale, Error, native "missing-locale";
    en "No text in the first language", "A text lacks the region's first locale.",
       "the text is not given in `{0}`, the region's first locale", "Write it in that language.";
    ru "Нет текста на первом языке", "Нет текста на первом языке региона.",
       "нет текста на `{0}`, первом языке региона", "Впишите его на этом языке.";
    "name.ru:" => "name.ru: Физика";

    OutOfRange, Error, "out-of-range";
    en "A number out of range", "A number is smaller or greater than its field allows.",
       "the number must be from {0} to {1}", "Correct the number.";
    ru "Число вне границ", "Число меньше или больше, чем допускает поле.",
       "число должно быть от {0} до {1}", "Исправьте число.";
    "importance: 6" => "importance: 5";

    LevelOutOfScale, Error, "level-out-of-scale";
    en "No such level", "A level is not one of the region's progression.",
       "the region's levels are from {0} to {1}", "Correct the level, or add levels to `progression`.";
    ru "Нет такого уровня", "Такого уровня нет в шкале региона (`progression`).",
       "уровни региона: от {0} до {1}", "Исправьте уровень или добавьте уровни в `progression`.";
    "physics 9" => "physics 3";

    ConditionSyntax, Error, native "condition-syntax";
    en "Not a condition", "A condition cannot be read.",
       "{0} must stand here, and this is {1}", "Write as in: physics >= 3 and (holds(basic-general) or 2 of (math >= 4, informatics >= 3)).";
    ru "Не условие", "Условие не читается.",
       "здесь нужно: {w0}, а стоит: {w1}", "Пишите, как здесь: physics >= 3 and (holds(basic-general) or 2 of (math >= 4, informatics >= 3)).";
    "physics > 3 & math" => "physics >= 3 and math >= 1";

    ConditionLimit, Error, native "condition-limit";
    en "A condition too long", "A condition nests or grows beyond its limits.",
       "a condition has at most {0} {1}", "Simplify it.";
    ru "Слишком длинное условие", "Условие длиннее или вложено глубже, чем можно.",
       "в условии не больше {0} ({w1})", "Упростите его.";
    "" => "";

    CountOutOfRange, Error, native "count-out-of-range";
    en "A count that can't be met", "A count is 0 or more than there are conditions to count.",
       "the count must be from 1 to {0}, the number of its conditions", "Correct the count, or add conditions.";
    ru "Невозможное количество", "Требуется ноль условий или больше, чем их перечислено.",
       "количество должно быть от 1 до {0}, числа условий", "Исправьте количество или добавьте условия.";
    "3 of (math >= 4, physics >= 3)" => "2 of (math >= 4, physics >= 3)";

    MisplacedAge, Error, native "misplaced-age";
    en "An age where nobody can wait", "`age` stands where a student cannot wait for it.",
       "`age` can stand only in the entries of programmes, offerings and jobs", "Move it to the entry of the programme, the offering or the job.";
    ru "Возраст там, где его не ждут", "`age` стоит там, где учащийся не может его дождаться.",
       "`age` может стоять только в условиях поступления (`entry`) программ, вариантов обучения и работ", "Перенесите его в `entry` программы, варианта обучения или работы.";
    "activities.entry: age(16)" => "jobs.entry: age(16)";

    Cycle, Error, native "cycle";
    en "Records that lead back to themselves", "Records refer to themselves in the end, by `implies`, `broader` or `replaced_by`. The shortest such way is shown.",
       "`{0}` leads back to itself: {1}", "Remove one of these references.";
    ru "Записи ведут к самим себе", "Записи через `implies`, `broader` или `replaced_by` ссылаются в конце концов на себя. Показан кратчайший такой путь.",
       "`{0}` ведёт к самому себе: {1}", "Уберите одну из этих ссылок.";
    "a → b → a" => "a → b";

    RepeatedRequirement, Error, native "repeated-requirement";
    en "Required twice", "A job requires one competency twice.",
       "the job requires `{0}` already", "Keep one requirement, the higher level.";
    ru "Требуется дважды", "Работа дважды требует одну компетенцию.",
       "работа уже требует `{0}`", "Оставьте одно требование, с более высоким уровнем.";
    "foreman,physics,2 / foreman,physics,3" => "foreman,physics,3";

    MonthOrder, Error, "month-order";
    en "Months in the wrong order", "A month comes before, or after, one that it cannot.",
       "{0} is {1} than {2}", "Correct one of the two months.";
    ru "Месяцы не по порядку", "Месяц раньше или позже другого, чего быть не может.",
       "месяцы не по порядку: {w0}, {w1}, {w2}", "Исправьте один из двух месяцев.";
    "now: 2026-11, until: 2026-06" => "now: 2026-11, until: 2027-06";

    Contradiction, Error, "contradiction";
    en "Both true and false", "A list gives one thing twice, with different meaning.",
       "`{0}` is stated true and false", "Keep one of the two.";
    ru "И да, и нет", "В списке одно и то же дано дважды с разным смыслом.",
       "о `{0}` сказано и да, и нет", "Оставьте одно из двух.";
    "fit: true, fit: false" => "fit: true";

    BadGoal, Error, "bad-goal";
    en "Not a goal", "The goal is not one job or one programme.",
       "a goal is one job or one programme", "Write {\"job\": \"<id>\"} or {\"programme\": \"<id>\"}.";
    ru "Не цель", "Цель не одна работа и не одна программа.",
       "цель: одна работа или одна программа", "Впишите {\"job\": \"<id>\"} или {\"programme\": \"<id>\"}.";
    "{}" => "{\"job\": \"mine-foreman\"}";

    BadObjectives, Error, "bad-objectives";
    en "Not one to four objectives", "Objectives are none, too many, or the same twice.",
       "there must be one to four different objectives", "Choose from: {0}.";
    ru "Не от одного до четырёх показателей", "Показателей нет, слишком много, или один дан дважды.",
       "нужно от одного до четырёх разных показателей", "Выберите из: {0}.";
    "months, months" => "months, fees";

    Unreadable, Error, native "unreadable";
    en "A file that can't be read", "A file cannot be read.",
       "the file cannot be read: {0}", "Look at its name and at who may read it.";
    ru "Файл не читается", "Файл не удалось прочитать.",
       "файл не читается: {0}", "Проверьте его имя и права на чтение.";
    "" => "";

    Unwritable, Error, native "unwritable";
    en "A file that can't be written", "A file cannot be written.",
       "the file cannot be written: {0}", "Name a folder that can be written to.";
    ru "Файл не записывается", "Файл не удалось записать.",
       "файл не записывается: {0}", "Укажите папку, в которую можно писать.";
    "" => "";

    Unbuildable, Error, native "unbuildable";
    en "A fault of the program", "A built region is not read as it was written.",
       "the built region would not be the same", "This is an error of the program: please report it, with the region.";
    ru "Ошибка программы", "Собранный регион читается не так, как был записан.",
       "собранный регион отличался бы от исходного", "Это ошибка программы: пожалуйста, сообщите о ней и приложите регион.";
    "" => "";

    AmbiguousGoal, Error, native "ambiguous-goal";
    en "Two goals of one name", "An id names a job and a programme.",
       "there is a job `{0}` and a programme `{0}`", "Write `job:{0}` or `programme:{0}`.";
    ru "Две цели с одним id", "Один id есть и у работы, и у программы.",
       "есть и работа, и программа `{0}`", "Впишите `job:{0}` или `programme:{0}`.";
    "--goal miner" => "--goal job:miner";

    Untranslated, Warning, native "untranslated";
    en "No translation", "A text lacks one of the region's locales.",
       "the text is not given in `{0}`", "Write it in that language too.";
    ru "Нет перевода", "Текст дан не на всех языках региона.",
       "нет текста на `{0}`", "Впишите его и на этом языке.";
    "name.ru: Физика, name.en:" => "name.ru: Физика, name.en: Physics";

    NotBuilt, Error, "not-built";
    en "Not a built file", "The bytes are no built region, or the other kind of built file.",
       "{0}", "Give a file that `pathways build` wrote: a `.region`, or the `.labels` beside it.";
    ru "Не собранный файл", "Это не собранный регион или собранный файл другого вида.",
       "{w0}", "Дайте файл, который записала команда `pathways build`: `.region` или `.labels` рядом с ним.";
    "kuzbass.ru.labels" => "kuzbass.region";

    Version, Error, "version";
    en "Another version", "A built file is of another version of the format.",
       "the file was written by {0} version of the format", "{1}";
    ru "Другая версия", "Файл собран другой версией формата.",
       "файл записан в другой версии формата ({w0})", "Соберите регион заново командой `pathways build` этой же версии или обновите программу.";
    "" => "";

    Damaged, Error, "damaged";
    en "A damaged file", "A built file is cut short or was changed.",
       "the built file is damaged: {0}", "Fetch or copy it again, as binary, or build the region again.";
    ru "Файл повреждён", "Собранный файл обрезан или изменён.",
       "собранный файл повреждён: {w0}", "Скачайте или скопируйте его ещё раз как двоичный или соберите регион заново.";
    "" => "";

    OtherCore, Error, "other-core";
    en "Labels of another build", "Labels were built with another core.",
       "these labels were built with another version of the region", "Take the `.region` and `.labels` files of one build.";
    ru "Подписи от другой сборки", "Подписи собраны с другим регионом.",
       "эти подписи собраны с другой версией региона", "Возьмите файлы `.region` и `.labels` одной сборки.";
    "" => "";

    @lints

    WrongSeparator, Error, "wrong-separator";
    en "Columns not separated by commas", "The columns of a CSV file are separated by semicolons or tabs, as spreadsheets save them where the comma stands in numbers.",
       "the columns are separated by {0}, not by commas", "Save the table as CSV with commas, or send the workbook itself.";
    ru "Столбцы разделены не запятыми", "Столбцы в CSV разделены точкой с запятой или табуляцией: так сохраняют таблицы там, где запятая стоит в числах.",
       "столбцы разделены не запятыми ({w0})", "Сохраните таблицу как CSV с запятыми или отдайте саму книгу Excel.";
    "id;kind;name.ru" => "id,kind,name.ru";

    LookalikeId, Error, "lookalike-id";
    en "Letters that look alike in an id", "An id, or a reference to one, is written with Cyrillic letters that look like Latin ones.",
       "`{0}` has Cyrillic letters that look like Latin ones: {1}", "Type it again in Latin letters: `{2}`.";
    ru "Похожие буквы в id", "В id или в ссылке на него стоят русские буквы, похожие на латинские.",
       "в `{0}` русские буквы, похожие на латинские: {1}", "Наберите заново латинскими буквами: `{2}`.";
    "рhysics (р, Cyrillic)" => "physics";

    SpaceInId, Error, "space-in-id";
    en "A space in an id", "An id, or a reference to one, holds a space, a no-break space or a character that can't be seen.",
       "`{0}` holds a space or a character that can't be seen", "Write `{1}`.";
    ru "Пробел в id", "В id или в ссылке на него есть пробел, неразрывный пробел или невидимый знак.",
       "в `{0}` есть пробел или невидимый знак", "Впишите `{1}`.";
    "\"physics \"" => "\"physics\"";

    LookalikeWord, Warning, "lookalike-word";
    en "A word in two alphabets", "A word of a label mixes Latin and Cyrillic letters that look alike. It looks right, and no search finds it.",
       "the word `{0}` mixes Latin and Cyrillic letters", "Type it again in one alphabet: `{1}`.";
    ru "Слово из двух алфавитов", "В слове подписи смешаны похожие латинские и русские буквы. Выглядит оно правильно, но поиском не находится.",
       "в слове `{0}` смешаны латинские и русские буквы", "Наберите его заново в одном алфавите: `{1}`.";
    "Cварщик (C, Latin)" => "Сварщик";

    StraySpace, Info, "stray-space";
    en "Spaces that don't belong there", "A text begins or ends with a space, has two in a row, or holds a character that can't be seen.",
       "the text has spaces too many, or characters that can't be seen", "Write `{0}`.";
    ru "Лишние пробелы", "Текст начинается или кончается пробелом, в нём два пробела подряд или невидимый знак.",
       "в тексте лишние пробелы или невидимые знаки", "Впишите `{0}`.";
    "Горный  мастер " => "Горный мастер";

    ExcelDate, Error, "excel-date";
    en "A date made by a spreadsheet", "A code, a number, a month or a date is written as a spreadsheet writes dates. Spreadsheets turn `09.02.07` and `1-2` into dates without asking.",
       "`{0}` is a date as a spreadsheet writes it", "Write `{1}`; in a spreadsheet, format the column as text first.";
    ru "Дата, сделанная таблицей", "Код, число, месяц или дата записаны так, как пишут даты электронные таблицы. Они без спроса превращают `09.02.07` и `1-2` в даты.",
       "`{0}` записано как дата в таблице", "Впишите `{1}`; в таблице сначала задайте столбцу формат «Текстовый».";
    "09.02.2007" => "09.02.07";

    ScientificNotation, Error, "scientific-notation";
    en "Scientific notation", "A code or a number was shortened by a spreadsheet to a power of ten, and its last digits may be lost.",
       "`{0}` is in scientific notation", "Write all digits; in a spreadsheet, format the column as text first.";
    ru "Число со степенью", "Таблица сократила код или число до степени десяти; последние цифры могли пропасть.",
       "`{0}` записано со степенью десяти", "Впишите все цифры; в таблице сначала задайте столбцу формат «Текстовый».";
    "1.2E+05" => "120000";

    LostZero, Warning, "lost-zero";
    en "A zero before a code is lost", "A code of the classifier has one digit where it should have two: a spreadsheet took it for a number.",
       "the code `{0}` has lost the zero before it", "Write `{1}`; in a spreadsheet, format the column as text first.";
    ru "Пропал ноль перед кодом", "В коде классификатора одна цифра вместо двух: таблица приняла его за число.",
       "в коде `{0}` пропал ноль впереди", "Впишите `{1}`; в таблице сначала задайте столбцу формат «Текстовый».";
    "9.02.07" => "09.02.07";

    Mojibake, Error, "mojibake";
    en "Text in a wrong encoding", "A text was saved in one encoding and opened in another.",
       "`{0}` was opened in a wrong encoding", "Write `{1}`, and open CSV files as UTF-8.";
    ru "Испорченная кодировка", "Текст сохранён в одной кодировке, а открыт в другой.",
       "`{0}` открыто не в той кодировке", "Впишите `{1}` и открывайте CSV как UTF-8.";
    "РЁРєРѕР»Р°" => "Школа";

    DecimalComma, Error, "decimal-comma";
    en "A decimal comma", "A number is written with a comma.",
       "`{0}` has a decimal comma", "Write `{1}`.";
    ru "Десятичная запятая", "Число записано с запятой.",
       "в `{0}` десятичная запятая", "Впишите `{1}`.";
    "53,76" => "53.76";

    GroupedDigits, Error, "grouped-digits";
    en "Spaces between digits", "The digits of a number are separated by spaces.",
       "`{0}` has spaces between its digits", "Write `{1}`.";
    ru "Пробелы между цифрами", "Цифры числа разделены пробелами.",
       "в `{0}` пробелы между цифрами", "Впишите `{1}`.";
    "90 000" => "90000";

    Formula, Error, "formula";
    en "A formula in place of a value", "A cell holds a formula, or what a spreadsheet shows in place of a value.",
       "`{0}` is a formula, or what a spreadsheet shows in place of a value", "Write the value itself.";
    ru "Формула вместо значения", "В ячейке формула или то, что таблица показывает вместо значения.",
       "`{0}` — формула или то, что таблица показывает вместо значения", "Впишите само значение.";
    "#ЗНАЧ!" => "48";

    ConfusableIds, Warning, "confusable-ids";
    en "Ids easily taken for each other", "Two ids of one table differ by nothing but `-`, `_` and `.`, or by letters and digits that look alike.",
       "the ids `{0}` and `{1}` are easily taken for each other", "Rename one of them; if it is published already, give it `replaced_by`.";
    ru "id легко перепутать", "Два id одной таблицы отличаются только знаками `-`, `_`, `.` или похожими буквами и цифрами.",
       "id `{0}` и `{1}` легко перепутать", "Переименуйте один из них; если он уже опубликован, дайте ему `replaced_by`.";
    "mine-foreman, mine_foreman" => "mine-foreman";

    DuplicateName, Warning, "duplicate-name";
    en "Two records of one name", "Two records that nobody could tell apart on a page have the same name.",
       "`{0}` and `{1}` have the same name", "Remove one of the two, or tell them apart in their names.";
    ru "Две записи с одним названием", "У двух записей, которых на странице не различить, одно и то же название.",
       "у `{0}` и `{1}` одно название", "Уберите одну из двух или различите их в названиях.";
    "Физика, Физика" => "Физика, Физика углублённая";

    Untaught, Warning, "untaught";
    en "A requirement that nobody teaches", "Nothing in the region teaches a level that a job requires.",
       "nothing teaches `{0}` to level {1}", "Add the level to what teaches it, or lower the requirement.";
    ru "Требование, которому не учат", "Ничто в регионе не учит до уровня, которого требует работа.",
       "ничто не учит `{0}` до уровня {1}", "Добавьте уровень тому, что этому учит, или снизьте требование.";
    "foreman: shift-orders 5" => "foreman: shift-orders 3";

    UnreachableJob, Warning, "unreachable-job";
    en "A job that nobody reaches", "No school leaver of the region can ever get a job, with all the time and money there is.",
       "nobody who leaves school here can ever become `{0}`: `{1}` is out of reach", "Add what leads there, or ask for less.";
    ru "Недостижимая работа", "Ни один выпускник школы региона не получит эту работу никогда, сколько бы времени и денег у него ни было.",
       "выпускник здешней школы никогда не получит работу `{0}`: недостижимо `{1}`", "Добавьте то, что туда ведёт, или требуйте меньше.";
    "entry: worked(chief)" => "entry: worked(helper)";

    ClosedProgramme, Warning, "closed-programme";
    en "A programme that nobody enters", "No student of the region can ever enter a programme.",
       "nobody can ever enter `{0}`: {1} is out of reach", "Add what leads there, or ask for less. A programme is entered by one of its offerings.";
    ru "Программа, куда не поступить", "Ни один учащийся региона никогда не поступит на программу.",
       "на программу `{0}` никому не поступить: недостижимо {w1}", "Добавьте то, что туда ведёт, или требуйте меньше. На программу поступают по одному из вариантов обучения.";
    "entry: holds(licence)" => "entry: holds(basic-general)";

    DeadEnd, Warning, "dead-end";
    en "A programme that leads nowhere", "A programme gives nothing that anything asks for.",
       "`{0}` leads nowhere: nothing asks for what it teaches and awards", "Add its outcomes and awards, or the jobs and programmes that ask for them.";
    ru "Программа в никуда", "Программа не даёт ничего из того, что где-нибудь спрашивают.",
       "`{0}` никуда не ведёт: ничто не спрашивает того, чему она учит и что выдаёт", "Добавьте её результаты и документы или работы и программы, которые их спрашивают.";
    "outcomes:" => "outcomes: drawings 2";

    PrerequisiteCycle, Warning, "prerequisite-cycle";
    en "What needs itself first", "Programmes, activities or jobs ask for each other in a circle that nobody can enter from outside. The shortest one is shown.",
       "`{0}` needs itself first: {1}", "Open one of them to people who have none of the others.";
    ru "Условие по кругу", "Программы, занятия или работы требуют друг друга по кругу, и войти в него снаружи нельзя. Показан кратчайший круг.",
       "`{0}` требует сначала самого себя: {1}", "Откройте что-нибудь одно тем, у кого нет остального.";
    "a: worked(b), b: worked(a)" => "a: age(18), b: worked(a)";

    IdleCompetency, Info, "idle-competency";
    en "A competency that nothing asks for", "No entry and no job asks for a competency, nor for a wider one.",
       "nothing asks for `{0}`", "Require it somewhere, or leave it out.";
    ru "Компетенция, которой не требуют", "Ни одно условие и ни одна работа не требует этой компетенции или более широкой.",
       "`{0}` никто не требует", "Потребуйте её где-нибудь или уберите.";
    "" => "";

    IdleOrganization, Info, "idle-organization";
    en "An organization that nothing names", "An organization teaches nothing, employs nobody and sponsors no contract.",
       "nothing in the region names `{0}`", "Add what it offers, or leave it out.";
    ru "Организация без дела", "Организация ничему не учит, никого не нанимает и не заключает договоров.",
       "`{0}` в регионе ни к чему не относится", "Добавьте то, что она предлагает, или уберите её.";
    "" => "";

    UnhostedActivity, Warning, "unhosted-activity";
    en "An activity that no stage carries", "No programme and no job of the region hosts an activity, so that nobody can ever take it.",
       "no stage can carry `{0}`", "Name programmes, kinds of programmes or jobs under `hosts`.";
    ru "Занятие без места", "Ни одна программа и ни одна работа региона не принимает это занятие, и пройти его нельзя.",
       "`{0}` не умещается ни в один этап", "Укажите в `hosts` программы, виды программ или работы.";
    "hosts.kinds:" => "hosts.kinds: general";

    OversizedActivity, Warning, "oversized-activity";
    en "An activity longer than any stage", "An activity takes more hours than are free in any stage that hosts it.",
       "`{0}` takes {1} hours, and no stage that hosts it has more than {2} free", "Correct the hours, or the free hours of a stage.";
    ru "Занятие длиннее любого этапа", "Занятие требует больше часов, чем свободно в любом этапе, который его принимает.",
       "`{0}` требует часов: {1}, а в этапах, где оно может быть, свободно не больше {2}", "Исправьте часы занятия или свободные часы этапа.";
    "hours: 680" => "hours: 68";

    DuplicateOffering, Warning, "duplicate-offering";
    en "Two offerings alike", "Two offerings of one programme are alike in everything but their ids.",
       "the offering `{0}` is the same as `{1}`", "Remove one of the two, with `replaced_by` if it is published already.";
    ru "Одинаковые варианты обучения", "Два варианта обучения одной программы одинаковы во всём, кроме id.",
       "вариант `{0}` такой же, как `{1}`", "Уберите один из двух; если он уже опубликован, дайте ему `replaced_by`.";
    "" => "";

    DominatedOffering, Warning, "dominated-offering";
    en "An offering that nobody takes", "Another offering of the same programme, of the same mode and funding, is at least as good in everything and better in something.",
       "nobody has a reason to take the offering `{0}`: `{1}` is at least as good in everything", "Look for a mistake in one of the two.";
    ru "Вариант обучения, который не выбрать", "Другой вариант той же программы, той же формы и с тем же источником оплаты, не хуже во всём и в чём-то лучше.",
       "вариант `{0}` выбирать незачем: `{1}` не хуже во всём", "Поищите ошибку в одном из двух.";
    "paid-a 60000, paid-b 90000" => "paid-a 60000";

    DuplicateProgramme, Warning, "duplicate-programme";
    en "Two programmes alike", "One provider has two programmes that are alike in everything but their ids, names and codes.",
       "the programme `{0}` is the same as `{1}`", "Remove one of the two, or say what makes them different.";
    ru "Одинаковые программы", "У одной организации две программы, одинаковые во всём, кроме id, названия и кода.",
       "программа `{0}` такая же, как `{1}`", "Уберите одну из двух или укажите, чем они различаются.";
    "" => "";

    JoblessSponsor, Warning, "jobless-sponsor";
    en "A sponsor without a job", "A contract binds to a sponsor at which the region has no job, so that it can never be served.",
       "the sponsor `{0}` has no job in the region", "Add the sponsor's jobs, or correct the sponsor.";
    ru "Заказчик без работы", "Договор обязывает отработать у заказчика, у которого в регионе нет ни одной работы.",
       "у заказчика `{0}` в регионе нет ни одной работы", "Добавьте работы заказчика или исправьте заказчика.";
    "contract.sponsor: ministry" => "contract.sponsor: mine";

    IdleStanding, Warning, "idle-standing";
    en "A short way that is no shorter", "An advanced standing takes as long as the whole programme, or longer.",
       "this advanced standing takes {0} months, and the whole programme {1}", "Correct the months, or leave it out.";
    ru "Сокращение, которое не сокращает", "Ускоренное обучение длится столько же, сколько вся программа, или дольше.",
       "ускоренно месяцев: {0}, а вся программа: {1}", "Исправьте месяцы или уберите строку.";
    "programme 34, standing 34" => "programme 34, standing 22";

    PersonalData, Error, "personal-data";
    en "Data of a person", "A text holds a telephone number, an e-mail address or a number of personal insurance. A region is public and has no place for persons.",
       "`{0}` looks like {1}", "Remove it: link to the organization's page instead.";
    ru "Личные данные", "В тексте есть номер телефона, адрес почты или номер СНИЛС. Регион открыт всем, личным данным в нём не место.",
       "`{0}` похоже на личные данные ({w1})", "Уберите: дайте вместо этого ссылку на страницу организации.";
    "Приёмная: +7 900 123-45-67" => "https://college.example/admission";

    HtmlInText, Warning, "html-in-text";
    en "HTML in a text", "A text holds tags or entities of HTML. Pages show them as they stand.",
       "the text holds HTML: `{0}`", "Write plain text.";
    ru "HTML в тексте", "В тексте теги или знаки HTML. Страница покажет их как есть.",
       "в тексте HTML: `{0}`", "Впишите простой текст.";
    "<b>Физика</b>" => "Физика";

    InsecureUrl, Warning, "insecure-url";
    en "A page without encryption", "An address that pages link to starts with http://.",
       "`{0}` is not encrypted", "Write https:// if the site has it.";
    ru "Страница без шифрования", "Адрес, на который ссылается страница, начинается с http://.",
       "`{0}` открывается без шифрования", "Впишите https://, если сайт это умеет.";
    "http://college.example" => "https://college.example";

    ForeignScript, Warning, "foreign-script";
    en "A text in another language's letters", "An English text has Cyrillic letters.",
       "the text in `{0}` has Cyrillic letters: {1}", "Translate it.";
    ru "Буквы другого языка", "В английском тексте стоят русские буквы.",
       "в тексте на `{0}` русские буквы: {1}", "Переведите его.";
    "name.en: Физика" => "name.en: Physics";

    SameTranslation, Info, "same-translation";
    en "The same in two languages", "A text is the same in two languages: right for a name, a mistake for a sentence.",
       "the text is the same in `{0}` and `{1}`", "Translate it, if it has a translation.";
    ru "Одинаково на двух языках", "Текст одинаков на двух языках: для имени верно, для фразы ошибка.",
       "текст одинаков на `{0}` и `{1}`", "Переведите его, если у него есть перевод.";
    "Physics, Physics" => "Физика, Physics";

    LongLabel, Info, "long-label";
    en "A long name", "A name has more than 160 characters and won't fit on a telephone.",
       "the name has {0} characters", "Say it in at most {1}.";
    ru "Длинное название", "В названии больше 160 знаков, на телефоне оно не поместится.",
       "знаков в названии: {0}", "Уложитесь в {1}.";
    "" => "";

    Unsourced, Info, "unsourced";
    en "Nobody knows from where", "A record names no source and is not marked as its author's assumption.",
       "`{0}` has no source and is not marked as illustrative", "Name a source, or set `illustrative`.";
    ru "Неизвестно откуда", "У записи нет источника и нет пометки, что это допущение автора.",
       "у `{0}` нет источника и нет пометки `illustrative`", "Укажите источник или поставьте `illustrative`.";
    "source:" => "source: esco-1.1.1";

    StaleFact, Warning, "stale-fact";
    en "A fact more than two years old", "A wage, or what became of graduates, is more than two years older than the region says it is.",
       "this is of {0}, more than two years before {1}", "Look it up again.";
    ru "Сведения старше двух лет", "Зарплата или судьба выпускников больше чем на два года старше самого региона.",
       "это сведения за {0}, больше двух лет до {1}", "Уточните их.";
    "wage.as_of: 2023-05" => "wage.as_of: 2026-09";

    StaleSource, Info, "stale-source";
    en "A source more than two years old", "A source is more than two years older than the region. A law may well be.",
       "the source is of {0}, more than two years before {1}", "See whether there is a newer one.";
    ru "Источник старше двух лет", "Источник больше чем на два года старше региона. Для закона это обычно.",
       "источник за {0}, больше двух лет до {1}", "Посмотрите, нет ли более нового.";
    "" => "";

    FutureDate, Warning, "future-date";
    en "A fact from the future", "A source or a wage is dated after the region itself.",
       "this is of {0}, after the region's own {1}", "Correct the date, or the region's `as_of`.";
    ru "Сведения из будущего", "Источник или зарплата датированы позже самого региона.",
       "это сведения за {0}, а сам регион за {1}", "Исправьте дату или `as_of` региона.";
    "wage.as_of: 2062-09" => "wage.as_of: 2026-09";

    IdleSource, Info, "idle-source";
    en "A source that nothing names", "No record rests on a source.",
       "nothing names the source `{0}`", "Name it where it belongs, or leave it out.";
    ru "Источник без дела", "Ни одна запись не опирается на источник.",
       "на источник `{0}` никто не ссылается", "Сошлитесь на него или уберите.";
    "" => "";

    ImpossibleCount, Warning, "impossible-count";
    en "Numbers that don't fit together", "More graduates are employed than there were, or the low and high of a demand don't enclose it.",
       "{0} cannot be more than {1}", "Correct one of the two numbers.";
    ru "Числа не сходятся", "Трудоустроенных больше, чем выпускников, или оценки потребности не охватывают её саму.",
       "{0} не может быть больше {1}", "Исправьте одно из двух чисел.";
    "graduates 41, employed 48" => "graduates 48, employed 41";

    NotAWorkbook, Error, "not-a-workbook";
    en "Not an .xlsx workbook", "A file is no workbook of the kind .xlsx, is damaged, or is of an older kind.",
       "this is no .xlsx workbook: {0}", "Open it in a spreadsheet and save it as .xlsx.";
    ru "Не книга .xlsx", "Файл не книга .xlsx, повреждён или старого вида.",
       "это не книга .xlsx: {w0}", "Откройте его в электронной таблице и сохраните как .xlsx.";
    "kuzbass.xls" => "kuzbass.xlsx";
}
