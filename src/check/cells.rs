//! The texts of a region's tree, each with what its field is for.

use crate::value::Value;

/// What a field's text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An id of its own.
    Id,
    /// An id of another record.
    Reference,
    Condition,
    /// A number that came as text, so that it is none.
    Number,
    /// A code of a classifier.
    Code,
    Month,
    Date,
    /// An address that pages link to.
    Url,
    /// An address that names a concept and is linked to by nobody.
    Concept,
    /// A word of the format.
    Word,
    /// A text for people in a language.
    Label,
    /// A text for people in no language of its own.
    Title,
}

/// A text of the tree.
pub struct Cell<'v> {
    pub path: String,
    /// The array that it stands in, or nothing.
    pub array: &'v str,
    pub kind: Kind,
    pub text: &'v str,
}

impl<'v> Cell<'v> {
    /// The language of a label: the last step of its path.
    pub fn locale(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    /// Whether people read it.
    pub fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::Label | Kind::Title)
    }
}

/// All texts of a tree, in its order.
pub fn cells(tree: &Value) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    let Value::Record(fields) = tree else { return cells };
    for (name, value) in fields {
        let array = if matches!(value, Value::List(_)) && name != "locales" { name.as_str() } else { "" };
        gather(value, name.clone(), array, name, &mut cells);
    }
    cells
}

fn gather<'v>(value: &'v Value, path: String, array: &'v str, field: &'v str, cells: &mut Vec<Cell<'v>>) {
    match value {
        Value::Text(text) => {
            if let Some(kind) = kind(array, field) {
                cells.push(Cell { path, array, kind, text });
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                gather(item, format!("{path}[{index}]"), array, field, cells);
            }
        }
        Value::Record(fields) => {
            for (name, value) in fields {
                // A name's fields are languages.
                let field = if field == "name" { field } else { name.as_str() };
                gather(value, format!("{path}.{name}"), array, field, cells);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What the texts of a field are for; `None` where that does not matter.
fn kind(array: &str, field: &str) -> Option<Kind> {
    Some(match field {
        "id" => Kind::Id,
        "replaced_by" | "place" | "provider" | "employer" | "programme" | "competency" | "sponsor" | "broader"
        | "implies" | "awards" | "source" | "programmes" | "jobs" => Kind::Reference,
        "entry" | "when" => Kind::Condition,
        "months" | "free_hours" | "level" | "importance" | "fee" | "fee_per_year" | "hours" | "seats" | "lat"
        | "lon" | "eqf" | "obligation_months" | "stipend_per_month" | "per_month" | "year" | "openings" | "low"
        | "high" | "value" | "graduates" | "employed" | "intake" => Kind::Number,
        "code" => Kind::Code,
        "as_of" => Kind::Month,
        "date" => Kind::Date,
        "url" => Kind::Url,
        "same_as" => Kind::Concept,
        "kind" | "kinds" | "mode" | "funding" | "area" => Kind::Word,
        "name" => Kind::Label,
        "title" | "family" => Kind::Title,
        "licence" | "version" if array.is_empty() => Kind::Title,
        _ => return None,
    })
}
