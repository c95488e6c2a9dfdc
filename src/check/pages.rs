//! The pages of docs/checks, written from the table of codes.

use crate::problem::{Code, Rule, Said};

/// The pages by file name: one for each code, and the index.
pub fn pages() -> Vec<(String, String)> {
    let page = |code: &Code| (format!("{}.md", code.word()), page(*code));
    [("README.md".into(), index())].into_iter().chain(Code::ALL.iter().map(page)).collect()
}

/// The page of a code.
pub fn page(code: Code) -> String {
    let Rule { english, russian, wrong, right } = code.rule();
    let said = |said: Said, words: [&str; 2]| {
        let (message, remedy) = (plain(said.message), plain(said.remedy));
        format!("{}\n\n* {}: {message}\n* {}: {remedy}\n\n", said.meaning, words[0], words[1])
    };
    let example = if wrong.is_empty() {
        String::new()
    } else {
        format!("## Example · Пример\n\n```text\n{wrong}\n```\n\n→\n\n```text\n{right}\n```\n\n")
    };
    [
        format!("# `{}`: {}\n\nSeverity: {}. ", code.word(), english.title, code.severity().word()),
        said(english, ["It says", "What to do"]),
        format!("## {}\n\n", russian.title),
        said(russian, ["Сообщение", "Что делать"]),
        example,
        "[All checks · Все проверки](README.md)\n".into(),
    ]
    .concat()
}

/// A template as documentation shows it.
fn plain(template: &str) -> String {
    let mut text = template.to_string();
    for index in 0..4 {
        for marker in
            [format!("`{{{index}}}`"), format!("`{{w{index}}}`"), format!("{{{index}}}"), format!("{{w{index}}}")]
        {
            text = text.replace(&marker, "…");
        }
    }
    text.replace('<', "\\<")
}

fn index() -> String {
    let row = |code: &Code| {
        let Rule { english: Said { title, .. }, russian, .. } = code.rule();
        let word = code.word();
        format!("| [`{word}`]({word}.md) | {} | {title} | {} |\n", code.severity().word(), russian.title)
    };
    let rows: String = Code::ALL.iter().map(row).collect();
    format!(
        "# Checks · Проверки\n\nWhat `pathways` can say of a region, a student's file or an answer. An `error` makes the input unusable; a `warning` should be looked at; an `info` is listed with `--notes` only. Codes are stable. The pages are written by `pathways explain --out docs/checks` from the table in `src/problem/codes.rs`.\n\nЧто `pathways` может сказать о регионе, файле учащегося или ответе. С ошибкой (`error`) файл не годится; предупреждение (`warning`) надо посмотреть; замечания (`info`) показывает только `--notes`. Коды не меняются.\n\n| code · код | severity | | |\n|---|---|---|---|\n{rows}"
    )
}
