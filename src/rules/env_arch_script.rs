//! What scripts tell npm and conda to install for, for `env-arch-hardcoded`: `npm_config_arch=x64 npm ci`.
//!
//! Not variables of a script's own, which it may do with as it likes: only names that these programs know count.

use super::{
    script::{Hit, Walk, add, hits, told},
    toolchain::settings,
};
use crate::{
    facts::Facts,
    knowledge,
    needle::Needle,
    rule::Findings,
    rules::list,
    shell::{run::Call, value::Value},
    span::Span,
};

/// The platform that conda takes packages for.
pub(super) const SUBDIR: &str = "CONDA_SUBDIR";

/// Variables that npm reads, and what it makes of them for the scripts of packages.
const NPM: &[&str] = &["npm_config_arch", "npm_config_cpu", "npm_config_target_arch"];

/// The same as names of its settings.
const SETTINGS: &[&str] = &["arch", "cpu", "target_arch"];

pub(super) const HELP: &str = "leave it out: packages come for the platform that installs them";

/// What stands in every file with one.
static SIGNS: [Needle; 3] =
    [Needle::new("npm_config_"), Needle::new(SUBDIR), Needle::new("config set")];

/// A variable of npm or conda.
pub(super) fn is_package_name(name: &str) -> bool {
    name == SUBDIR || NPM.contains(&name)
}

/// The architecture of conda's `linux-64`.
pub(super) fn subdir(value: &str) -> Option<&'static str> {
    match value.strip_prefix("linux-")? {
        "64" => Some("amd64"),
        "32" => Some("386"),
        name => knowledge::architecture(name),
    }
}

/// What is set, and to what.
struct Set {
    name: String,
    value: String,
}

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions_any(&SIGNS) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Set)| {
        let all: Vec<Given<'_>> = given(&walk);
        let architectures: Vec<_> = all.iter().filter_map(Given::architecture).collect();
        let Some(first) = architectures.first() else { return };
        // Several are several sets of packages, on purpose.
        if architectures.iter().any(|it| it != first)
            || [walk.on, walk.target].iter().any(|it| it.architecture == *first)
        {
            return;
        }
        for one in all.iter().filter(|it| it.architecture().is_some()) {
            let end = one.value.shown().len();
            if let Some(span) = told(facts, one.value, one.from, end) {
                let value = one.value.shown().get(one.from..).unwrap_or_default().to_owned();
                note(span, Set { name: one.name.clone(), value });
            }
        }
    };
    for Hit { span, what: Set { name, value }, targets } in hits(facts, look) {
        let message = |unless: &str| {
            format!("`{name}` is `{value}` for every platform{unless}, also for {}", list(&targets))
        };
        add(facts, findings, span, message).platforms(targets.clone()).help(HELP);
    }
}

/// A name with its value, and where that begins in the word.
struct Given<'w> {
    name: String,
    value: &'w Value,
    from: usize,
}

impl Given<'_> {
    fn architecture(&self) -> Option<&'static str> {
        let shown = self.value.shown();
        let value = shown.get(self.from..)?;
        if self.name == SUBDIR { subdir(value) } else { knowledge::architecture(value) }
    }
}

fn given<'w>(walk: &Walk<'w>) -> Vec<Given<'w>> {
    let set = settings(walk).filter(|it| is_package_name(&it.name));
    let set = set.map(|it| Given { name: it.name.clone(), value: &it.value, from: 0 });
    let calls = walk.trace.calls.iter().filter(|it| &*it.name == "npm" && !it.handled);
    set.chain(calls.filter_map(of_npm)).collect()
}

/// `npm config set cpu x64`. Options of single commands are for `x86-only-language-package`.
fn of_npm(call: &Call) -> Option<Given<'_>> {
    if call.word(1) != "config" || call.word(2) != "set" {
        return None;
    }
    let word = call.word(3);
    let (name, value, from) = match word.split_once('=') {
        Some((name, _)) => (name, call.words.get(3)?, name.len() + 1),
        None => (&*word, call.words.get(4)?, 0),
    };
    SETTINGS.contains(&name).then(|| Given { name: name.to_owned(), value, from })
}
