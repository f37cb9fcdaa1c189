//! Which file of a release is taken, by the name of one architecture: `… | grep browser_download_url | grep linux-amd64`.
//!
//! Not a rule: `hardcoded-arch-url` asks here. Nobody knows the address that comes out, but what chooses it is written.

use crate::{
    context::name::ending,
    shell::{
        run::{Call, Trace},
        value::Value,
    },
};

/// Programs that take a part of what they read.
const FILTERS: [&str; 13] = [
    "jq", "grep", "egrep", "fgrep", "rg", "awk", "gawk", "sed", "cut", "head", "tail", "tr", "sort",
];

/// The patterns that choose among the files of a release, in order.
pub(super) fn chosen(trace: &Trace) -> Vec<&Value> {
    let lists = |call: &Call| call.addresses().any(|it| is_listing(&it.shown()));
    let mut found = Vec::new();
    let mut calls = trace.calls.iter();
    while calls.by_ref().any(lists) {
        let behind = calls.clone().take_while(|it| FILTERS.contains(&&*it.name));
        found.extend(behind.filter(|it| !it.handled).flat_map(patterns));
    }
    found
}

/// The page or the answer that names the files of a release.
fn is_listing(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let is_api = path.contains("://api.") || path.contains("/api/");
    path.contains("://")
        && (is_api && path.contains("/releases")
            || ending(path) == Some("json")
            || path.ends_with("/releases")
            || path.ends_with("/releases/latest"))
}

/// What a filter keeps; what it leaves out is no choice.
fn patterns(call: &Call) -> Vec<&Value> {
    let shown = || call.words.iter().skip(1).map(Value::shown);
    let leaves_out = match &*call.name {
        "jq" => shown().any(|it| ["not", "!="].iter().any(|word| it.contains(word))),
        "awk" | "gawk" => shown().any(|it| it.contains('!')),
        "grep" | "egrep" | "fgrep" | "rg" => shown().any(|it| inverts(&it)),
        _ => true,
    };
    if leaves_out { Vec::new() } else { call.words.iter().skip(1).collect() }
}

/// `-v`, also as `-Ev`.
fn inverts(word: &str) -> bool {
    word == "--invert-match"
        || word.strip_prefix('-').is_some_and(|it| !it.starts_with('-') && it.contains('v'))
}
