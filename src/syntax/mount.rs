//! The `--mount`, `--device`, `--network` and `--security` flags of `RUN`.
//!
//! Not the mounts themselves: values may hold variables, so only what is wrong whatever they hold is told.

use super::argument::Reader;
use super::suggest;

const MOUNT_KEYS: [&str; 19] = [
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "readwrite",
    "env",
];
const TYPES: [&str; 5] = ["bind", "cache", "tmpfs", "secret", "ssh"];
const SHARING: [&str; 3] = ["shared", "private", "locked"];

/// Holds the values of `RUN`'s flags against what `BuildKit` takes.
pub(super) fn check(reader: &mut Reader<'_, '_>) {
    for flag in reader.flags {
        let Some(value) = &flag.value else { continue };
        let fault = match flag.name.as_str() {
            "mount" => mount(value.as_str()),
            "device" => device(value.as_str()),
            "network" => network(value.as_str()),
            "security" => security(value.as_str()),
            _ => None,
        };
        if let Some(message) = fault {
            reader.error(value.span(), message);
        }
    }
}

fn network(value: &str) -> Option<String> {
    let known = matches!(value, "default" | "none" | "host");
    (!known).then(|| format!("invalid network mode {value:?}"))
}

fn security(value: &str) -> Option<String> {
    let known = matches!(value, "insecure" | "sandbox");
    (!known).then(|| format!("security {value:?} is not valid"))
}

fn mount(value: &str) -> Option<String> {
    match fields(value) {
        Ok(fields) => fields.iter().find_map(|field| mount_field(field)),
        Err(what) => Some(format!("failed to parse csv mounts: {what}")),
    }
}

fn mount_field(field: &str) -> Option<String> {
    let Some((key, value)) = field.split_once('=') else {
        let key = field.to_lowercase();
        let alone = ["readonly", "ro", "readwrite", "rw", "required"].contains(&key.as_str());
        return (!alone).then(|| format!("invalid field '{field}' must be a key=value pair"));
    };
    let key = key.to_lowercase();
    let literal = !value.contains('$');
    let lower = value.to_lowercase();
    match key.as_str() {
        "from" => value.find('$').filter(|at| at + 1 != value.len()).map(|_| {
            "'from' doesn't support variable expansion, define alias stage instead".to_owned()
        }),
        "type" if literal && !TYPES.contains(&lower.as_str()) => {
            let hint = suggest::hint(value, &TYPES, true);
            Some(format!("unsupported mount type {value:?}{hint}"))
        }
        "sharing" if literal && !SHARING.contains(&lower.as_str()) => {
            let hint = suggest::hint(value, &SHARING, true);
            Some(format!("unsupported sharing value {value:?}{hint}"))
        }
        key if !MOUNT_KEYS.contains(&key) => {
            let hint = suggest::hint(key, &MOUNT_KEYS, true);
            Some(format!("unexpected key '{key}' in '{field}'{hint}"))
        }
        _ => None,
    }
}

fn device(value: &str) -> Option<String> {
    let fields = match fields(value) {
        Ok(fields) => fields,
        Err(what) => return Some(format!("failed to parse csv devices: {what}")),
    };
    let mut name: Option<&str> = None;
    for field in &fields {
        let (key, value) =
            field.split_once('=').map_or((field.as_str(), None), |(k, v)| (k, Some(v)));
        match (key.to_lowercase().as_str(), value, name) {
            ("required", None, _) => {}
            ("required", Some(value), _) if is_bool(value) => {}
            ("required", Some(value), _) => {
                return Some(format!("invalid value for required: {value}"));
            }
            ("name", Some(_), Some(name)) => {
                return Some(format!("device name already set to {name}"));
            }
            ("name", Some(value), None) => name = Some(value),
            (_, _, None) => name = Some(field),
            (_, None, Some(_)) => {
                return Some(format!("invalid field '{field}' must be a key=value pair"));
            }
            (key, Some(_), Some(_)) => {
                let hint = suggest::hint(key, &["name", "required"], true);
                return Some(format!("unexpected key '{key}' in '{field}'{hint}"));
            }
        }
    }
    None
}

/// What Go's `strconv.ParseBool` takes.
fn is_bool(value: &str) -> bool {
    const WORDS: [&str; 12] =
        ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"];
    WORDS.contains(&value)
}

/// The fields of one line of CSV. A quote may only stand around a whole field; two of them are one.
fn fields(line: &str) -> Result<Vec<String>, &'static str> {
    let mut fields = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (field, behind) = match text.strip_prefix('"') {
            Some(quoted) => quoted_field(quoted)?,
            None => match text.split_once(',') {
                Some((field, behind)) => (field.to_owned(), Some(behind)),
                None => (text.to_owned(), None),
            },
        };
        if !text.starts_with('"') && field.contains('"') {
            return Err("bare \" in non-quoted-field");
        }
        fields.push(field);
        rest = behind;
    }
    Ok(fields)
}

fn quoted_field(text: &str) -> Result<(String, Option<&str>), &'static str> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (part, behind) =
            rest.split_once('"').ok_or("extraneous or missing \" in quoted-field")?;
        field.push_str(part);
        if let Some(again) = behind.strip_prefix('"') {
            field.push('"');
            rest = again;
        } else if behind.is_empty() {
            return Ok((field, None));
        } else {
            let behind =
                behind.strip_prefix(',').ok_or("extraneous or missing \" in quoted-field")?;
            return Ok((field, Some(behind)));
        }
    }
}
