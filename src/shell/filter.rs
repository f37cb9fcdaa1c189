//! Programs that turn one line of text into another: `sed`, `tr`, `cut`, `awk`.
//!
//! Not regular expressions in general: what is more than plain text leaves the result unknown.

use super::value::Value;

/// What a program makes of its input.
pub(super) fn filter(name: &str, arguments: &[&str], input: &Value) -> Value {
    match name {
        "tee" => input.clone(),
        "cat" | "xargs" if arguments.iter().all(|it| *it == "-") => input.clone(),
        "sort" | "uniq" if !has_lines(input) && !counts(arguments) => input.clone(),
        "head" | "tail" => part(arguments, input, name == "tail"),
        "sed" | "tr" | "cut" | "awk" if has_lines(input) => input.reworked(),
        "sed" => input.map(|text| sed(arguments, text)),
        "tr" => input.map(|text| tr(arguments, text)),
        "cut" => input.map(|text| cut(arguments, text)),
        "awk" => input.map(|text| awk(arguments, text)),
        _ => input.reworked(),
    }
}

fn has_lines(input: &Value) -> bool {
    input.exact().is_none_or(|text| text.contains('\n'))
}

/// `uniq -c` writes more than it reads, and `uniq -d` less.
fn counts(arguments: &[&str]) -> bool {
    arguments.iter().any(|it| it.contains(['c', 'd', 'D', 'o']) || !it.starts_with('-'))
}

/// The first or the last line.
fn part(arguments: &[&str], input: &Value, is_last: bool) -> Value {
    let count = match arguments {
        [] => Some(10),
        ["-n" | "--lines", count] => count.parse::<u32>().ok().filter(|_| !count.starts_with('+')),
        [option] => {
            let option = option.trim_start_matches("--lines=").trim_start_matches('-');
            let digits = option.trim_start_matches('n');
            digits.parse().ok().filter(|_| !digits.starts_with('+'))
        }
        _ => None,
    };
    match count.filter(|it| *it > 0) {
        Some(_) if !has_lines(input) => input.clone(),
        Some(1) => input.map(|text| {
            let mut lines = text.split('\n');
            Some(if is_last { lines.next_back() } else { lines.next() }?.to_owned())
        }),
        Some(_) | None => input.reworked(),
    }
}

/// `s/a/b/`, several of them, with any sign between the parts; with an option that is not known nobody knows.
fn sed(arguments: &[&str], text: &str) -> Option<String> {
    let is_script = |it: &&&str| !matches!(**it, "-e" | "-E" | "-r" | "--regexp-extended");
    let scripts = arguments.iter().filter(is_script);
    if scripts.clone().any(|it| it.starts_with('-') && !it.starts_with("-es")) {
        return None;
    }
    // Without `-e` what follows a script is a file.
    let is_only = !arguments.iter().any(|it| it.starts_with("-e"));
    if is_only && scripts.clone().count() != 1 {
        return None;
    }
    let mut text = text.to_owned();
    for script in scripts.flat_map(|script| script.split([';', '\n'])) {
        let script = script.trim().strip_prefix("-e").unwrap_or(script.trim());
        if script.is_empty() {
            continue;
        }
        text = substitute(script, &text)?;
    }
    Some(text)
}

fn substitute(script: &str, text: &str) -> Option<String> {
    let rest = script.strip_prefix('s')?;
    let sign = rest.chars().next().filter(|it| !it.is_alphanumeric())?;
    let mut parts = rest.get(sign.len_utf8()..)?.split(sign);
    let (pattern, replacement, flags) = (parts.next()?, parts.next()?, parts.next()?);
    let global = match flags {
        "" => false,
        "g" => true,
        _ => return None,
    };
    let (from_start, pattern) = match pattern.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let (to_end, pattern) = match pattern.strip_suffix('$') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    // A rest such as `.*` behind plain text takes all that follows.
    let (open_end, pattern) = match pattern.strip_suffix(".*") {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let special = |text: &str| text.contains(['[', ']', '*', '\\', '+', '?', '(', ')', '|', '.']);
    if special(pattern) || replacement.contains(['\\', '&']) || parts.next().is_some() {
        return None;
    }
    let at = if from_start { text.starts_with(pattern).then_some(0) } else { text.find(pattern) };
    let Some(at) = at else { return Some(text.to_owned()) };
    let end = at + pattern.len();
    if open_end {
        return Some(format!("{}{replacement}", text.get(..at)?));
    }
    if to_end {
        let kept = text.strip_suffix(pattern).filter(|kept| !from_start || kept.is_empty());
        return Some(kept.map_or_else(|| text.to_owned(), |kept| format!("{kept}{replacement}")));
    }
    if global && !pattern.is_empty() && !from_start {
        return Some(text.replace(pattern, replacement));
    }
    Some(format!("{}{replacement}{}", text.get(..at)?, text.get(end..)?))
}

fn tr(arguments: &[&str], text: &str) -> Option<String> {
    match arguments {
        ["-d", unwanted] if !unwanted.contains(['[', '-', '\\']) => {
            Some(text.chars().filter(|it| !unwanted.contains(*it)).collect())
        }
        ["-d", "\\n" | "\\r"] => Some(text.to_owned()),
        ["[:upper:]" | "A-Z" | "[A-Z]", "[:lower:]" | "a-z" | "[a-z]"] => Some(text.to_lowercase()),
        ["[:lower:]" | "a-z" | "[a-z]", "[:upper:]" | "A-Z" | "[A-Z]"] => Some(text.to_uppercase()),
        [from, to] if from.chars().count() == 1 && to.chars().count() == 1 => {
            Some(text.replace(*from, to))
        }
        _ => None,
    }
}

/// One field; with an option that is not known nobody knows.
fn cut(arguments: &[&str], text: &str) -> Option<String> {
    let (mut sign, mut field) = (None, None);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let behind = |option: &str, long: &str| {
            word.strip_prefix(long).or_else(|| word.strip_prefix(option))
        };
        let (place, value) = match (behind("-d", "--delimiter="), behind("-f", "--fields=")) {
            (Some(value), _) => (&mut sign, value),
            (_, Some(value)) => (&mut field, value),
            (None, None) => return None,
        };
        *place = Some(if value.is_empty() { *words.next()? } else { value });
    }
    let mut signs = sign?.chars();
    let (sign, None) = (signs.next()?, signs.next()) else { return None };
    let field: usize = field?.parse().ok()?;
    let found = text.split(sign).nth(field.checked_sub(1)?);
    Some(found.unwrap_or(if text.contains(sign) { "" } else { text }).to_owned())
}

/// `{print $2}`, between blanks or one plain sign.
fn awk(arguments: &[&str], text: &str) -> Option<String> {
    let (script, options) = arguments.split_last()?;
    let sign = match options {
        [] => None,
        ["-F", sign] => Some(*sign),
        [option] => Some(option.strip_prefix("-F")?),
        _ => return None,
    };
    let fields: Vec<&str> = match sign {
        None | Some(" ") => text.split_whitespace().collect(),
        Some(sign) => {
            let mut signs = sign.chars();
            let (sign, None) = (signs.next()?, signs.next()) else { return None };
            // Between these fields stands a pattern, or a tab.
            let is_plain = !sign.is_whitespace() && !"\\t.*+?[](){}^$|".contains(sign);
            text.split(Some(sign).filter(|_| is_plain)?).collect()
        }
    };
    let print = script.trim().strip_prefix('{')?.strip_suffix('}')?.trim().strip_prefix("print")?;
    match print.trim().trim_end_matches(';') {
        "$NF" => Some((*fields.last()?).to_owned()),
        "$0" | "" => Some(text.to_owned()),
        field => {
            let field: usize = field.strip_prefix('$')?.parse().ok()?;
            let found = fields.get(field.checked_sub(1)?);
            Some(found.copied().unwrap_or_default().to_owned())
        }
    }
}
