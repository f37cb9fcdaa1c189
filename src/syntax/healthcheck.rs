//! `HEALTHCHECK`: its two types and its durations.
//!
//! Not a duration type: only whether Go would read it and whether it is long enough is asked.

use super::argument::Reader;
use super::ast::{Command, Flag};
use super::flag;

const NANOSECONDS: [(&str, f64); 8] = [
    ("ns", 1.0),
    ("us", 1e3),
    ("µs", 1e3),
    ("μs", 1e3),
    ("ms", 1e6),
    ("s", 1e9),
    ("m", 60e9),
    ("h", 3600e9),
];

/// Reads the arguments; `None` for `NONE`.
pub(super) fn read(reader: &mut Reader<'_, '_>) -> Option<Command> {
    reader.at_least_one(reader.rest.is_empty());
    let rest = reader.str(&reader.rest);
    let word = rest.split(flag::is_separator).next().unwrap_or_default();
    let behind = rest.get(word.len()..).unwrap_or_default();
    let behind = behind.trim_start_matches(flag::is_separator).len();
    let kind = word.to_uppercase();
    let arguments = reader.rest.end - behind..reader.rest.end;
    if kind == "NONE" {
        if !arguments.is_empty() {
            reader.error(reader.whole(), "HEALTHCHECK NONE takes no arguments");
        }
        return None;
    }
    flag::check(reader, flag::HEALTHCHECK);
    check_flags(reader);
    let command = reader.command(arguments);
    if !reader.rest.is_empty() {
        check_type(reader, &kind, &command);
    }
    Some(command)
}

fn check_type(reader: &mut Reader<'_, '_>, kind: &str, command: &Command) {
    let is_empty = match command {
        Command::Exec(words) => words.is_empty(),
        Command::Shell(text) => text.is_empty(),
    };
    if kind != "CMD" {
        reader.error(reader.whole(), format!("Unknown type {kind:?} in HEALTHCHECK (try CMD)"));
    } else if is_empty {
        reader.error(reader.whole(), "Missing command after HEALTHCHECK CMD");
    }
}

fn check_flags(reader: &mut Reader<'_, '_>) {
    for flag in reader.flags {
        if let Some(message) = fault(flag) {
            reader.error(flag.span, message);
        }
    }
}

fn fault(flag: &Flag) -> Option<String> {
    let value = flag.value.as_ref()?.as_str();
    match flag.name.as_str() {
        _ if value.is_empty() => None,
        "retries" => retries(value).err(),
        "interval" | "timeout" | "start-period" | "start-interval" => match duration(value) {
            Ok(time) if time != 0.0 && time < 1e6 => {
                Some(format!("Interval {:?} cannot be less than 1ms", flag.name))
            }
            time => time.err(),
        },
        _ => None,
    }
}

fn retries(value: &str) -> Result<(), String> {
    let error = |what: &str| Err(format!("strconv.ParseInt: parsing {value:?}: {what}"));
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return error("invalid syntax");
    }
    match value.parse::<i32>() {
        Err(_) => error("value out of range"),
        Ok(count) if count < 0 => Err(format!("--retries cannot be negative ({count})")),
        Ok(_) => Ok(()),
    }
}

/// Nanoseconds, cut to a whole number.
fn duration(value: &str) -> Result<f64, String> {
    let invalid = || format!("time: invalid duration {value:?}");
    let mut rest = value.strip_prefix(['-', '+']).unwrap_or(value);
    if rest == "0" {
        return Ok(0.0);
    }
    let mut total = 0.0;
    loop {
        let number = prefix(rest, |c| c.is_ascii_digit() || c == '.');
        let amount = amount(number).ok_or_else(invalid)?;
        rest = rest.get(number.len()..).unwrap_or_default();
        let unit = prefix(rest, |c| !c.is_ascii_digit() && c != '.');
        let size = match NANOSECONDS.iter().find(|(name, _)| *name == unit) {
            Some((_, size)) => *size,
            None if unit.is_empty() => {
                return Err(format!("time: missing unit in duration {value:?}"));
            }
            None => return Err(format!("time: unknown unit {unit:?} in duration {value:?}")),
        };
        total += (amount * size).trunc();
        rest = rest.get(unit.len()..).unwrap_or_default();
        if rest.is_empty() {
            break;
        }
    }
    // 2^63 nanoseconds are 292 years.
    if total >= 9_223_372_036_854_775_808.0 {
        return Err(invalid());
    }
    Ok(if value.starts_with('-') { -total } else { total })
}

/// `1`, `1.5`, `.5` or `1.`.
fn amount(number: &str) -> Option<f64> {
    let has_digit = number.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit || number.matches('.').count() > 1 {
        return None;
    }
    number.parse().ok()
}

fn prefix(text: &str, accept: impl Fn(char) -> bool) -> &str {
    let len = text.find(|character| !accept(character)).unwrap_or(text.len());
    text.get(..len).unwrap_or_default()
}
