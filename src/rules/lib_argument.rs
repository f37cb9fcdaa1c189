//! Folders of libraries of one architecture in the options of `configure`, which `multiarch-lib-path` reports too.
//!
//! Not every path of a script: scripts look for files in many places, and often in several on purpose. What a build is
//! configured with must be there.

use super::script::{Hit, Walk, hits, merged, written};
use crate::{
    facts::Facts,
    knowledge,
    rule::Findings,
    rules::{copied::runs_before, list, quoted},
    shell::{run::Call, value::Value},
    span::Span,
};

/// Programs that look where they are told to.
const CONFIGURE: [&str; 3] = ["docker-php-ext-configure", "configure", "cmake"];

/// Words of builds for another machine.
const CROSS: [&str; 4] = ["--host", "TOOLCHAIN", "SYSROOT", "sysroot"];

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, &'static str)| {
        let adds = |call: &Call| call.words.iter().any(|it| it.shown() == "--add-architecture");
        let mut before = runs_before(facts, walk.script.stage, walk.script.instruction);
        if walk.trace.calls.iter().any(adds) || before.any(|run| run.contains("--add-architecture"))
        {
            return;
        }
        let calls = walk.trace.calls.iter().filter(|it| CONFIGURE.contains(&it.name.as_str()));
        for call in calls.filter(|call| !is_cross(call)) {
            for (word, _) in call.arguments() {
                if let Some((span, tuple)) = foreign(word, &walk) {
                    note(span, tuple);
                }
            }
        }
    };
    for Hit { span, mut what, targets } in merged(facts, hits(facts, look)) {
        what.dedup();
        let names: Vec<String> = what.into_iter().map(str::to_owned).collect();
        let verb = if names.len() == 1 { "does" } else { "do" };
        let message = format!("{} {verb} not exist on {}", quoted(names), list(&targets));
        findings.add(span, message).platforms(targets).help(
            "write `$(dpkg-architecture --query DEB_HOST_MULTIARCH)` in its place, which `dpkg-dev` has, or `$(gcc -print-multiarch)`",
        );
    }
}

fn is_cross(call: &Call) -> bool {
    let words = || call.words.iter().map(Value::shown);
    words().any(|word| CROSS.iter().any(|mark| word.contains(mark)))
}

/// `lib/x86_64-linux-gnu` on another architecture.
fn foreign(word: &Value, walk: &Walk<'_>) -> Option<(Span, &'static str)> {
    let shown = word.shown();
    let at = shown.find("lib/")? + "lib/".len();
    let rest = shown.get(at..)?;
    let tuple = rest.split(['/', ':', ' ', ';']).next()?;
    let architecture = knowledge::tuple_architecture(tuple)?;
    let span = written(word, at, at + tuple.len())?;
    let tuple = knowledge::tuple(architecture)?;
    (architecture != walk.on.architecture).then_some((span, tuple))
}
