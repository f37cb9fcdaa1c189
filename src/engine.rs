//! The whole pipeline: text to report.
//!
//! Not the walk over files (`cli`) and not the output (`render`). The command line, the language server and the
//! tests all come through here, so that they cannot disagree.

use crate::{
    context::Context,
    declared::{self, Declared},
    diagnostic::{Diagnostic, Severity},
    facts::{Facts, unknown_base},
    fix,
    image::{Resolution, Resolver, reference::Reference},
    matrix,
    platform::Platform,
    report::{FileReport, Unchecked},
    rule::{Check, Findings, SetFindings},
    rules,
    source::Source,
    span::Span,
    stage::{
        Options,
        graph::{Stage, from_of},
        refusal,
    },
    suppress::{self, Scope, Suppression},
    syntax::{self, SyntaxError, ast::Dockerfile},
    template::is_template,
    variant::{self, Profile, Set},
};
use std::collections::{BTreeMap, HashSet};

/// One file to check.
#[derive(Clone, Debug)]
pub struct Job {
    /// The text.
    pub source: Source,
    /// Platforms, target and build arguments.
    pub options: Options,
    /// Severities by slug that replace the rules' own; `None` turns a rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// What the file's path says about its platform.
    pub declared: Option<Declared>,
    /// Platforms that variants beside a file without a platform in its path are for, with one of their paths.
    pub elsewhere: Vec<(Platform, String)>,
    /// Files for single platforms stand beside this one, which is for the rest.
    pub is_general: bool,
    /// The files that `COPY` and `ADD` take from.
    pub context: Option<Context>,
    /// The command line asks for something else than the project does, so a silent rule proves nothing.
    pub partial: bool,
    /// Ask the preview rules too.
    pub preview: bool,
}

/// A file that was checked alone; its variants and its suppressions are still to come.
#[derive(Clone, Debug)]
pub struct Draft {
    report: FileReport,
    severities: BTreeMap<String, Option<Severity>>,
    suppressions: Vec<Suppression>,
    /// Rules whose silence proves nothing.
    unsure: Vec<&'static str>,
    /// `--target` names a stage that this file does not have.
    pub lost_target: bool,
    /// Text such as `{{ version }}` stands where instructions are expected: it becomes a Dockerfile when filled in.
    pub template: bool,
    /// What its path says about its platform.
    pub declared: Option<Declared>,
    /// The image's configuration; only for files whose path names a platform, and those beside them.
    pub profile: Option<Profile>,
}

/// Checks one file that has no variants.
#[must_use]
pub fn check(mut job: Job, resolver: &Resolver) -> FileReport {
    let reason = narrow(&mut job);
    let parsed = syntax::parse(job.source.text());
    let mut all = [Asked::new(&job, job.source.text(), &parsed, resolver)];
    ask(&mut all);
    let [asked] = all;
    finish(asked.draft(reason, resolver), Vec::new())
}

/// Checks each file for itself, in one batch: a rule looks at all files before the next rule does, since the code of
/// all rules together is far larger than the processor's nearest cache.
#[must_use]
pub fn drafts(mut jobs: Vec<Job>, resolver: &Resolver) -> Vec<Draft> {
    let reasons: Vec<_> = jobs.iter_mut().map(narrow).collect();
    let parsed: Vec<_> = jobs.iter().map(|job| syntax::parse(job.source.text())).collect();
    let texts = jobs.iter().map(|job| (job, job.source.text())).zip(&parsed);
    let all = texts.map(|((job, text), parsed)| Asked::new(job, text, parsed, resolver));
    let mut all: Vec<Asked<'_>> = all.collect();
    ask(&mut all);
    all.into_iter().zip(reasons).map(|(asked, reason)| asked.draft(reason, resolver)).collect()
}

/// The images that a file names, for whom to ask before anything is checked.
#[must_use]
pub fn references(job: &Job) -> Vec<Reference> {
    let mut job = job.clone();
    narrow(&mut job);
    let (file, _) = syntax::parse(job.source.text());
    let nobody = Resolver::default();
    let facts = Facts::new(&file, job.source.text(), &job.options, &nobody);
    facts.images.iter().filter_map(|image| image.reference.clone()).collect()
}

/// A file while rules are asked about it.
struct Asked<'a> {
    job: &'a Job,
    facts: Facts<'a>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Asked<'a> {
    /// What is known of the job's text, or of one that stands in for it, before any rule was asked.
    fn new(
        job: &'a Job,
        text: &'a str,
        (file, errors): &'a (Dockerfile, Vec<SyntaxError>),
        resolver: &'a Resolver,
    ) -> Self {
        let mut facts = Facts::new(file, text, &job.options, resolver);
        facts.context = job.context.as_ref();
        facts.preview = job.preview;
        facts.windows_release = job.declared.as_ref().and_then(|it| it.windows_release.as_deref());
        let refusals = refusal::refusals(file, &facts.graph, (&facts.sources, &facts.evaluations));
        let errors = errors.iter().cloned().chain(refusals);
        let diagnostics = errors.map(invalid).collect();
        Self { job, facts, diagnostics }
    }

    /// After all rules were asked.
    fn draft(self, required_reason: Option<String>, resolver: &Resolver) -> Draft {
        let Self { job, facts, mut diagnostics } = self;
        let Job { source, options, severities, declared, .. } = job;
        let (text, file, required) = (source.text(), facts.file, &options.targets);
        fix::keep_sound(&mut diagnostics, text, |changed| findings(changed, job, resolver));
        sort(&mut diagnostics);
        // An `ONBUILD` that two stages run is one line.
        diagnostics.dedup();
        let refused = diagnostics.iter().any(|it| it.rule == rules::INVALID_INSTRUCTION.slug);
        adjust(&mut diagnostics, severities);
        let mut suppressions = suppress::suppressions(file, text);
        suppressions.retain(|it| !covers_unbuilt(&facts, it));
        let mut matrix = matrix::rows(&facts, &suppress::left(&diagnostics, &suppressions));
        if refused {
            matrix::refuse(&mut matrix);
        }
        let mut unchecked = unchecked(&facts, &diagnostics);
        if let Some(reason) = required_reason.as_ref().filter(|_| required.is_empty()) {
            let what = source.name().to_owned();
            let (span, reason) = (Span::default(), reason.clone());
            unchecked.push(Unchecked { what, span, reason, is_named: false });
        }
        let template = is_template(file, text, source.name(), refused);
        let (source, required) = (source.clone(), required.clone());
        let report =
            FileReport { source, diagnostics, required, required_reason, matrix, unchecked };
        let unsure = match (suppressions.as_slice(), job.partial) {
            ([], _) => Vec::new(),
            (_, true) => known(),
            (_, false) => unsure(&report, severities, job.preview),
        };
        Draft {
            unsure,
            suppressions,
            template,
            lost_target: has_lost_target(&facts),
            profile: (declared.is_some() || job.is_general).then(|| variant::profile(&facts)),
            severities: severities.clone(),
            declared: declared.clone(),
            report,
        }
    }
}

/// Asks each rule about all files.
fn ask(all: &mut [Asked<'_>]) {
    for rule in rules::ALL {
        let Check::File(check) = rule.check else { continue };
        let in_preview = rules::PREVIEW.contains(&rule.slug);
        for Asked { facts, diagnostics, .. } in &mut *all {
            if facts.preview || !in_preview {
                check(facts, &mut Findings::new(rule, diagnostics));
            }
        }
    }
}

/// The findings in a changed text, without the check of their fixes: what `fix` compares.
fn findings(text: &str, job: &Job, resolver: &Resolver) -> Vec<Diagnostic> {
    let parsed = syntax::parse(text);
    let mut all = [Asked::new(job, text, &parsed, resolver)];
    ask(&mut all);
    let [asked] = all;
    asked.diagnostics
}

/// Adds what the comparison with its variants found, and applies the file's suppressions.
#[must_use]
pub fn finish(draft: Draft, of_set: Vec<Diagnostic>) -> FileReport {
    let Draft { mut report, severities, mut suppressions, unsure, .. } = draft;
    let mut all = std::mem::take(&mut report.diagnostics);
    let is_compared = !of_set.is_empty();
    all.extend(of_set);
    adjust(&mut all, &severities);
    let mut diagnostics = all;
    if !suppressions.is_empty() {
        diagnostics = suppress::apply(diagnostics, &mut suppressions, &known(), &unsure);
        adjust(&mut diagnostics, &severities);
    }
    sort(&mut diagnostics);
    let FileReport { matrix, required, .. } = &mut report;
    for finding in diagnostics.iter().filter(|it| is_compared && rules::is_on_sets(it.rule)) {
        matrix::add(matrix, required, finding);
    }
    report.diagnostics = diagnostics;
    report
}

/// Rules whose silence proves nothing here: those that are off, those on images where one is not known, and those on
/// files, which are often made only before a build.
fn unsure(
    report: &FileReport,
    severities: &BTreeMap<String, Option<Severity>>,
    preview: bool,
) -> Vec<&'static str> {
    let unasked = |slug: &&str| !preview && rules::PREVIEW.contains(slug);
    let off = |slug: &&str| severities.get(*slug).is_some_and(Option::is_none);
    let blind = |slug: &&str| !report.unchecked.is_empty() && rules::ON_IMAGES.contains(slug);
    let fleeting = |slug: &&str| rules::ON_CONTEXT.contains(slug);
    known()
        .into_iter()
        .filter(|slug| off(slug) || blind(slug) || fleeting(slug) || unasked(slug))
        .collect()
}

/// The findings on a set of variants, by member.
#[must_use]
pub fn check_set(set: &Set<'_>) -> Vec<Vec<Diagnostic>> {
    let mut all = vec![Vec::new(); set.members.len()];
    for rule in rules::ALL {
        let Check::Set(check) = rule.check else { continue };
        let mut findings = SetFindings::new(rule, set.members.len());
        check(set, &mut findings);
        for (of_member, found) in all.iter_mut().zip(findings.into_members()) {
            of_member.extend(found);
        }
    }
    all
}

/// All slugs that a configuration or a suppression may name.
#[must_use]
pub fn known() -> Vec<&'static str> {
    rules::ALL.iter().map(|rule| rule.slug).collect()
}

/// The platforms that this very file is for, and why they are not those of the run.
fn narrow(job: &mut Job) -> Option<String> {
    let run = std::mem::take(&mut job.options.targets);
    let (narrowed, reason) = match &job.declared {
        Some(declared) => {
            (declared.required(&run), format!("the path names the platform: `{}`", declared.token))
        }
        None => declared::rest(&run, &job.elsewhere),
    };
    let differs = narrowed != run;
    job.options.targets = narrowed;
    differs.then_some(reason)
}

/// A stage that is not built has no findings, so its suppressions cannot be judged.
fn covers_unbuilt(facts: &Facts<'_>, suppression: &Suppression) -> bool {
    let Scope::Covers(span) = suppression.scope else { return false };
    let stages = &facts.graph.stages;
    let start = |stage: &Stage| facts.instruction(stage.from).map_or(0, |from| from.span.start);
    let behind = stages.partition_point(|stage| start(stage) <= span.start);
    let stage = behind.checked_sub(1).and_then(|at| stages.get(at));
    let whole_file =
        span.end > stage.and_then(|it| stages.get(it.index + 1)).map_or(u32::MAX, start);
    stage.is_some_and(|stage| !whole_file && facts.reached(stage.index).next().is_none())
}

fn invalid(error: SyntaxError) -> Diagnostic {
    Diagnostic {
        rule: rules::INVALID_INSTRUCTION.slug,
        severity: Severity::Error,
        span: error.span,
        message: error.message,
        labels: Vec::new(),
        help: Vec::new(),
        platforms: Vec::new(),
        fix: None,
    }
}

/// `--target` names a stage that this file does not have.
fn has_lost_target(facts: &Facts<'_>) -> bool {
    let lost = |name: &String| facts.graph.find_name(name).is_none();
    !facts.graph.stages.is_empty() && facts.options.target_stage.as_ref().is_some_and(lost)
}

fn adjust(all: &mut Vec<Diagnostic>, severities: &BTreeMap<String, Option<Severity>>) {
    all.retain_mut(|diagnostic| match severities.get(diagnostic.rule) {
        Some(Some(severity)) => {
            diagnostic.severity = *severity;
            true
        }
        Some(None) => false,
        None => true,
    });
}

fn sort(all: &mut [Diagnostic]) {
    all.sort_by(|a, b| {
        let place = a.span.start.cmp(&b.span.start);
        place
            .then(b.severity.cmp(&a.severity))
            .then(a.rule.cmp(b.rule))
            .then(a.message.cmp(&b.message))
    });
}

fn unchecked(facts: &Facts<'_>, diagnostics: &[Diagnostic]) -> Vec<Unchecked> {
    let rules = [
        "arch-branch-missing-required",
        "arch-specific-base-image",
        "copy-from-image-missing-platform",
        "malformed-image",
        "windows-only-base",
    ];
    let about = |it: &&Diagnostic| rules.contains(&it.rule);
    let spoken: HashSet<Span> = diagnostics.iter().filter(about).map(|it| it.span).collect();
    let refused: HashSet<usize> = diagnostics
        .iter()
        .filter(|it| it.rule == rules::INVALID_INSTRUCTION.slug)
        .map(|it| facts.file.instructions.partition_point(|one| one.span.end < it.span.start))
        .collect();
    let images = facts.images.iter().filter_map(|image| {
        let Resolution::Unknown(reason) = &*image.resolution else { return None };
        let what = image.reference.as_ref().map_or_else(|| image.name.clone(), ToString::to_string);
        let gap = Unchecked { what, span: image.span, reason: reason.to_string(), is_named: true };
        (!spoken.contains(&image.span) && !refused.contains(&image.instruction)).then_some(gap)
    });
    let bases = facts.graph.stages.iter().filter_map(|stage| {
        let from = from_of(facts.file, stage.from).filter(|_| !refused.contains(&stage.from))?;
        let reason = unknown_base(facts, stage.index)?.to_string();
        let (what, span) = (from.image.as_str().to_owned(), from.image.span());
        Some(Unchecked { what, span, reason, is_named: false })
    });
    let mut all: Vec<Unchecked> = images.chain(bases).collect();
    all.sort_by_key(|it| it.span.start);
    all
}

/// The platforms of a run, for messages.
#[must_use]
pub fn default_platforms() -> Vec<Platform> {
    vec![Platform::new("linux", "amd64"), Platform::new("linux", "arm64")]
}
