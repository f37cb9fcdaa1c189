//! `ENV GOARCH=…` and `ARG GOARCH=…`, which every Go build of a stage sees.
//!
//! Not a rule: `go-goarch-hardcoded` says what is found here. A `RUN` that names the variable has its own mind and does
//! not count, since scripts that set it are read where they stand.

use super::{
    copied::runs_after,
    environment::{Variable, variables},
    script::Hit,
};
use crate::{facts::Facts, knowledge, stage::target::StageAt};

/// `ENV GOARCH=amd64` before `go build`.
pub(super) fn hits(facts: &Facts<'_>) -> Vec<Hit<String>> {
    let mut found = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for Variable { value, stage, index, .. } in variables(facts, |it| it == "GOARCH") {
        let text = value.as_str().trim_matches(['"', '\'']);
        let Some(name) = knowledge::architecture(text) else { continue };
        names.push(name);
        let targets = facts.targets(|it| {
            let built = it.stages.get(stage).is_some_and(StageAt::is_built);
            built && it.setting.target.architecture != name
        });
        let is_used = runs_after(facts, stage, index).any(builds_by_environment);
        if !targets.is_empty() && is_used && !facts.meant(stage).pinned {
            found.push(Hit { span: value.span(), what: text.to_owned(), targets });
        }
    }
    names.dedup();
    if names.len() > 1 { Vec::new() } else { found }
}

/// Go makes a program for what the environment says.
fn builds_by_environment(run: &str) -> bool {
    let builds = ["go build", "go install", "go get", "make", "mage ", "just "]
        .iter()
        .any(|it| run.contains(it));
    builds && !run.contains("GOARCH")
}
