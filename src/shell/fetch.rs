//! The addresses that commands fetch.
//!
//! Not what an address says: rules read that. Only programs that are known to fetch have any, since an address in
//! another program's arguments may be anything.

use super::{run::Call, value::Value};
use smallvec::SmallVec;

/// Places in a command's words.
pub(super) type Places = SmallVec<[usize; 2]>;

/// Programs whose arguments are addresses, with the options that take a value.
const DOWNLOADERS: &[(&str, &[&str])] = &[
    ("curl", &["-o", "--output", "-H", "--header", "-A", "-u", "-d", "--data", "-w", "-e", "-x"]),
    (
        "wget",
        &["-O", "--output-document", "-P", "--directory-prefix", "-o", "-a", "--header", "-U"],
    ),
    ("aria2c", &["-o", "-d", "-x", "-s"]),
    ("axel", &["-o"]),
    ("Invoke-WebRequest", POWERSHELL),
    ("Invoke-RestMethod", POWERSHELL),
    ("iwr", POWERSHELL),
    ("irm", POWERSHELL),
];

const POWERSHELL: &[&str] = &["-OutFile", "-Headers", "-Method", "-UserAgent", "-Body"];

/// Programs that install, from addresses too.
pub const INSTALLERS: &[&str] = &[
    "pip", "pip3", "uv", "pipx", "rpm", "yum", "dnf", "microdnf", "tdnf", "zypper", "apk", "dpkg",
    "apt", "apt-get", "gdebi", "conda", "alien",
];

/// Which words of a command are addresses that it fetches.
pub(super) fn addresses(call: &Call) -> Places {
    let name = call.name.as_str();
    let words = call.words.iter().enumerate().skip(1);
    if let Some((_, options)) = DOWNLOADERS.iter().find(|(known, _)| *known == name) {
        return downloaded(words, options);
    }
    if let Some(found) = stored(call) {
        return found;
    }
    if !INSTALLERS.contains(&name) {
        return Places::new();
    }
    words.filter(|(_, it)| is_address(&it.shown())).map(|(at, _)| at).collect()
}

fn downloaded<'w>(mut words: impl Iterator<Item = (usize, &'w Value)>, options: &[&str]) -> Places {
    let mut found = Places::new();
    while let Some((at, word)) = words.next() {
        let shown = word.shown();
        if takes_value(&shown, options) {
            words.next();
        } else if !shown.starts_with('-') || is_address(&shown) {
            found.push(at);
        }
    }
    found
}

/// `https://…`, also behind an option's name.
fn is_address(text: &str) -> bool {
    let mut colons = memchr::memchr_iter(b':', text.as_bytes());
    colons.any(|at| text.get(at..).is_some_and(|it| it.starts_with("://")))
}

/// What is fetched from a store of files by its own program; what is brought there is not.
fn stored(call: &Call) -> Option<Places> {
    let word = |at: usize| call.words.get(at).map(Value::shown).unwrap_or_default();
    let (from, scheme) = match (call.name.as_str(), &*word(1), &*word(2)) {
        ("aws", "s3", "cp") => (3, "s3://"),
        ("gsutil", "cp", _) => (2, "gs://"),
        ("gcloud", "storage", "cp") => (3, "gs://"),
        ("gh", "release", "download") => return Some(patterns(call)),
        _ => return None,
    };
    let words = call.words.iter().enumerate().skip(from);
    let mut files = words.filter(|(_, it)| !it.shown().starts_with('-'));
    let first = files.next().filter(|(_, it)| it.shown().starts_with(scheme));
    Some(first.map(|(at, _)| at).into_iter().collect())
}

/// The patterns of files that `gh release download` takes.
fn patterns(call: &Call) -> Places {
    let mut found = Places::new();
    let mut words = call.words.iter().enumerate().skip(3);
    while let Some((at, word)) = words.next() {
        let shown = word.shown();
        if matches!(&*shown, "-p" | "--pattern") {
            found.extend(words.next().map(|(next, _)| next));
        } else if shown.starts_with("--pattern=") {
            found.push(at);
        }
    }
    found
}

/// `-o`, and `-fsSLo` with the value behind it.
fn takes_value(word: &str, options: &[&str]) -> bool {
    let bundled = word.starts_with('-') && !word.starts_with("--") && !word.contains("://");
    let last = word.chars().next_back();
    let ends = |option: &&&str| option.len() == 2 && option.chars().next_back() == last;
    options.contains(&word) || bundled && options.iter().any(|it| ends(&it))
}
