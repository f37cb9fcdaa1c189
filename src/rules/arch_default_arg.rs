//! `arch-default-arg`.

use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    span::Span,
    stage::{
        scope,
        target::{Evaluation, Reach, StageAt, Word},
    },
    syntax::ast::{Assignment, Kind},
};

pub(super) static RULE: Rule = Rule {
    slug: "arch-default-arg",
    summary: "A build argument of one's own defaults to one architecture and is not tied to the platform.",
    page: include_str!("../../rules/arch-default-arg/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

/// The `ARG`s whose default is the name of an architecture or platform, with that architecture.
pub(super) fn origins<'f>(
    facts: &'f Facts<'_>,
) -> impl Iterator<Item = (&'f Assignment, &'static str)> {
    let given = |name: &str| facts.options.build_args.iter().any(|(key, _)| key == name);
    facts
        .file
        .instructions
        .iter()
        .filter_map(|instruction| match &instruction.kind {
            Kind::Arg(arguments) => Some(arguments),
            _ => None,
        })
        .flatten()
        .filter(move |argument| !scope::is_automatic(argument.name.as_str()))
        .filter(move |argument| {
            !is_for_builder(argument.name.as_str()) && !given(argument.name.as_str())
        })
        .filter_map(|argument| Some((argument, architecture(argument.value.as_ref()?.as_str())?)))
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (argument, architecture) in origins(facts) {
        one(facts, argument, architecture, findings);
    }
}

fn one(facts: &Facts<'_>, argument: &Assignment, architecture: &str, findings: &mut Findings<'_>) {
    let wrong = |target: &Platform| target.architecture != architecture;
    let hit =
        facts.targets(|it| wrong(&it.setting.target) && !uses(facts, it, argument.span).is_empty());
    if hit.is_empty() {
        return;
    }
    let name = argument.name.as_str();
    let default =
        argument.value.as_ref().map(|value| value.as_str().trim_matches('"')).unwrap_or_default();
    let message = format!(
        "`{name}` defaults to `{default}`, also for {}, unless every build passes its own",
        list(&hit)
    );
    let mut places: Vec<Span> =
        facts.evaluations.iter().flat_map(|it| uses(facts, it, argument.span)).collect();
    places.sort_unstable();
    places.dedup();
    let mut finding = findings.add(argument.span, message).platforms(hit).help(help(name, default));
    for span in places {
        finding = finding.label(span, "used here");
    }
}

fn help(name: &str, default: &str) -> String {
    if default.contains('/') {
        return format!(
            "use `$TARGETPLATFORM` instead of `${name}`; a `FROM` without `--platform` takes it anyway"
        );
    }
    format!(
        "derive it from `TARGETARCH`, or from `uname -m` in a `RUN` where the names differ, instead of a default for `{name}`"
    )
}

/// `HOST_ARCH` and `BUILD_ARCH` speak of the machine that builds.
fn is_for_builder(name: &str) -> bool {
    name.starts_with("BUILD") || name.starts_with("HOST")
}

fn architecture(default: &str) -> Option<&'static str> {
    let plain = default.trim_matches(['"', '\'']);
    let last =
        plain.strip_prefix("linux/").or_else(|| plain.strip_prefix("windows/")).unwrap_or(plain);
    knowledge::architecture(last.split('/').next().unwrap_or_default())
}

/// Where the argument's value is used in a setting, other than by arguments that nobody uses.
fn uses(facts: &Facts<'_>, evaluation: &Evaluation, argument: Span) -> Vec<Span> {
    let mut uses = words(&evaluation.words, argument);
    for at in evaluation.stages.iter().filter(|at| at.reach != Reach::Unneeded) {
        uses.extend(words(&at.words, argument));
        uses.extend(runs(facts, at, argument));
    }
    uses
}

fn words(words: &[Word], argument: Span) -> Vec<Span> {
    let from = |word: &&Word| word.names.iter().any(|(_, origin)| *origin == argument);
    words.iter().filter(from).map(|word| word.span).collect()
}

fn runs(facts: &Facts<'_>, at: &StageAt, argument: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    for run in &at.runs {
        let names = facts.shell.get(&run.instruction);
        let assigned =
            |name: &str| names.is_some_and(|it| it.assigned.iter().any(|set| set == name));
        let used =
            run.names.iter().any(|(name, bound, _)| *bound == Some(argument) && !assigned(name));
        if let Some(instruction) = facts.instruction(run.instruction).filter(|_| used) {
            spans.push(instruction.keyword);
        }
    }
    spans
}
