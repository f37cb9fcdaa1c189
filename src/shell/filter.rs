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
        "sed" => input.map(|text| sed(arguments, text)),
        "tr" => input.map(|text| tr(arguments, text)),
        "cut" => input.map(|text| cut(arguments, text)),
        "awk" => input.map(|text| awk(arguments, text)),
        _ => Value::unknown(input.by_platform()),
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
        ["-n" | "--lines", count] => count.parse::<u32>().ok(),
        [option] => {
            let option = option.trim_start_matches("--lines=").trim_start_matches('-');
            option.trim_start_matches('n').parse().ok()
        }
        _ => None,
    };
    match count.filter(|it| *it > 0) {
        Some(_) if !has_lines(input) => input.clone(),
        Some(1) => input.map(|text| {
            let mut lines = text.split('\n');
            Some(if is_last { lines.next_back() } else { lines.next() }?.to_owned())
        }),
        Some(_) | None => Value::unknown(input.by_platform()),
    }
}

/// `s/a/b/`, several of them, with any sign between the parts.
fn sed(arguments: &[&str], text: &str) -> Option<String> {
    let scripts = arguments.iter().filter(|it| !it.starts_with('-') || it.starts_with("-es"));
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
    let global = flags.contains('g');
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

fn cut(arguments: &[&str], text: &str) -> Option<String> {
    let joined = arguments.join(" ");
    let option = |name: &str| {
        let (_, rest) = joined.split_once(name)?;
        Some(rest.trim_start())
    };
    let sign = option("-d")?.chars().next()?;
    let digits: String = option("-f")?.chars().take_while(|it| *it != ' ').collect();
    let field: usize = digits.parse().ok()?;
    let found = text.split(sign).nth(field.checked_sub(1)?);
    Some(found.unwrap_or(if text.contains(sign) { "" } else { text }).to_owned())
}

fn awk(arguments: &[&str], text: &str) -> Option<String> {
    let (script, options) = arguments.split_last()?;
    let options = options.concat();
    let sign = options.strip_prefix("-F").unwrap_or(" ").trim_matches(['"', '\'']);
    let print = script.trim().strip_prefix('{')?.strip_suffix('}')?.trim().strip_prefix("print")?;
    let mut fields = text.split(sign);
    match print.trim() {
        "$NF" => text.rsplit(sign).next().map(str::to_owned),
        "$0" => Some(text.to_owned()),
        field => {
            let field: usize = field.strip_prefix('$')?.parse().ok()?;
            Some(fields.nth(field.checked_sub(1)?).unwrap_or_default().to_owned())
        }
    }
}
