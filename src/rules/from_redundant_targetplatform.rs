//! `from-redundant-targetplatform`.

use crate::{
    diagnostic::{Applicability, Fix, Severity},
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::without_flag,
    stage::{graph::Stage, target::platform_flag_of},
};

pub(super) static RULE: Rule = Rule {
    slug: "from-redundant-targetplatform",
    summary: "`--platform=$TARGETPLATFORM` is what `FROM` does anyway.",
    page: include_str!("../../rules/from-redundant-targetplatform/rule.md"),
    severity: Severity::Info,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for stage in &facts.graph.stages {
        let Some(flag) = platform_flag_of(facts.file, stage) else { continue };
        let value = flag.value.as_ref().map(|value| value.as_str().trim_matches('"'));
        // `${TARGETPLATFORM:-linux/amd64}` is not redundant: classic builders leave the variable empty.
        let plain = matches!(value, Some("$TARGETPLATFORM" | "${TARGETPLATFORM}"));
        if !plain || !is_default(facts, stage) {
            continue;
        }
        findings
            .add(flag.span, "`--platform=$TARGETPLATFORM` is the default and says nothing")
            .help("remove the flag")
            .fix(Fix {
                title: "remove `--platform`".to_owned(),
                edits: vec![without_flag(facts, flag)],
                applicability: Applicability::Safe,
            });
    }
}

/// An `ARG` before the first `FROM` may give the variable another value, and a stage keeps its own platform.
fn is_default(facts: &Facts<'_>, stage: &Stage) -> bool {
    facts.evaluations.iter().filter_map(|it| Some((it, it.stages.get(stage.index)?))).all(
        |(it, at)| {
            let automatic = at.flag.as_ref().is_some_and(|flag| flag.automatic.target());
            automatic && at.platform.as_ref().is_ok_and(|it_has| *it_has == it.setting.target)
        },
    )
}
