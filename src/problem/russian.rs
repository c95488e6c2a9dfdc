//! Problems in Russian.

use super::{Problem, fill};

impl Problem {
    /// The same problem, said in Russian. What comes from a parser of another make stays as it is.
    pub fn in_russian(self) -> Problem {
        let said = self.code.rule().russian;
        let message = filled(said.message, &self.told.facts);
        let remedy = match &self.told.meant {
            Some(name) => fill("Может быть, `{0}`?", &[name]),
            None => filled(said.remedy, &self.told.facts),
        };
        let remedy = if self.told.may_be_absent {
            [remedy.trim_end_matches('.'), " или уберите поле там, где его может не быть."].concat()
        } else {
            remedy
        };
        Problem { message, remedy, ..self }
    }
}

/// A template with its facts; those that it marks as phrases are translated.
fn filled(template: &str, facts: &[String]) -> String {
    let mut template = template.to_string();
    let mut said: Vec<&str> = facts.iter().map(String::as_str).collect();
    for (index, fact) in said.iter_mut().enumerate() {
        let marked = format!("{{w{index}}}");
        if template.contains(&marked) {
            template = template.replace(&marked, &format!("{{{index}}}"));
            *fact = phrase(fact);
        }
    }
    fill(&template, &said)
}

/// A phrase that the program fills its messages with.
fn phrase(english: &str) -> &str {
    match english {
        "a record" => "запись в фигурных скобках",
        "a text" => "текст",
        "a list" => "список",
        "true or false" => "true или false",
        "a number" => "число",
        "a whole number" => "целое число",
        "a fraction, or no number at all" => "дробь или не число",
        "competency and level, as in `physics 3; math 2`," => "компетенция и уровень, как в `physics 3; math 2`",

        "level" => "уровень",
        "source" => "источник",
        "place" => "место",
        "organization" => "организация",
        "competency" => "компетенция",
        "credential" => "документ",
        "programme" => "программа",
        "activity" => "занятие",
        "job" => "работа",
        "fact" => "утверждение",
        "offering" => "вариант обучения",
        "offering of this programme" => "вариант обучения этой программы",
        "programme, activity or job" => "программа, занятие или работа",
        "job or programme" => "работа или программа",
        "a first locale" => "первый язык",
        "the three-letter codes of ISO 4217, as in RUB" => "трёхбуквенных кодов ISO 4217, как RUB",

        "`and`, `or` or the end" => "`and`, `or` или конец",
        "a condition" => "условие",
        "the end" => "конец",
        "an id" => "id",
        "characters" => "знаков",
        "parentheses within each other" => "скобок друг в друге",

        "levels" => "уровней",
        "locales" => "языков",
        "offerings" => "вариантов обучения",
        "bytes" => "байт",
        "bytes in the folder's files" => "байт в файлах папки",
        "more than" => "больше",
        "rows" => "строк на листе",
        "columns" => "столбцов на листе",
        "cells" => "ячеек",
        "files in the workbook" => "файлов в книге",
        "bytes in the workbook" => "байт в распакованной книге",
        "times the packed size" => "во столько раз больше, чем в упакованном виде",
        "the sheet `region`" => "лист `region`",

        "an answer" => "ответ",
        "the row cannot be read" => "строка не читается",
        "a quotation mark is not closed, or one within a cell is not written twice" => {
            "кавычка не закрыта или кавычка внутри ячейки не удвоена"
        }
        "the columns must be separated by commas" => "столбцы должны разделять запятые",

        "semicolons" => "точки с запятой",
        "tabs" => "табуляция",
        "a telephone number" => "номер телефона",
        "an e-mail address" => "адрес почты",
        "a number of personal insurance" => "номер СНИЛС",
        "an offering" => "варианты обучения",

        "this is no built region" => "это не собранный регион",
        "this is a region's core, not its labels" => "это сам регион, а не его подписи",
        "these are a region's labels, not its core" => "это подписи региона, а не сам регион",
        "a newer" => "более новая",
        "an older" => "более старая",
        "it is of the older kind .xls, or locked with a password" => "он старого вида .xls или закрыт паролем",
        "it is of the binary kind .xlsb" => "он двоичного вида .xlsb",
        "it is locked with a password" => "он закрыт паролем",
        "it is damaged" => "он повреждён",
        "it is cut short" => "он обрезан",
        "it goes on after its end" => "после конца что-то ещё",
        "its checksum is wrong" => "не сходится контрольная сумма",
        other => other,
    }
}
