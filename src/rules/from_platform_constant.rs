//! `from-platform-constant`.

use super::image;
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::{Facts, ImageUse, Need},
    image::Resolution,
    knowledge,
    platform::{self, Platform},
    rule::{Check, Findings, Rule},
    rules::{list, without_flag},
    span::Span,
    stage::{
        graph::Stage,
        scope,
        target::{Base, Reach, platform_flag_of, word_at},
    },
    syntax::ast::Flag,
};

pub(super) static RULE: Rule = Rule {
    slug: "from-platform-constant",
    summary: "A stage is pinned to one platform by a constant `--platform`.",
    page: include_str!("../../rules/from-platform-constant/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for stage in &facts.graph.stages {
        if let Some(flag) = platform_flag_of(facts.file, stage) {
            one(facts, stage, flag, findings);
        }
    }
}

fn one(facts: &Facts<'_>, stage: &Stage, flag: &Flag, findings: &mut Findings<'_>) {
    let Some(pinned) = pinned(facts, stage) else { return };
    let hit = facts.targets(|it| {
        let reach = it.stages.get(stage.index).map_or(Reach::Unneeded, |at| at.reach);
        let target = &it.setting.target;
        match reach {
            Reach::Unneeded => false,
            // Nobody runs Linux programs on Windows: what is copied across is data, and meant.
            Reach::Copied => target.os == pinned.os && !target.same_family(&pinned),
            Reach::Exported => !target.same_family(&pinned),
        }
    });
    let exported = facts.reached(stage.index).any(|(_, at)| at.reach == Reach::Exported);
    if hit.is_empty() || !exported && names_platform(stage, &pinned) {
        return;
    }
    let consequence = if exported {
        format!("the image for {} would hold {pinned} files", list(&hit))
    } else {
        format!("what {} needs from it is built for and on {pinned}", list(&hit))
    };
    // An argument may be given, one build for each platform.
    let argument = flag.value.as_ref().and_then(|text| argument(facts, text.span()));
    let unless = if argument.is_some() { ", unless every build passes its own" } else { "" };
    let message = format!("stage is pinned to `{pinned}`: {consequence}{unless}");
    let mut finding = findings.add(flag.span, message);
    if let Some(argument) = argument {
        finding = finding.label(argument, "by this default");
    }
    let severity = if exported && argument.is_none() { Severity::Error } else { Severity::Warning };
    let mut finding = finding.platforms(hit).severity(severity);
    if let Some(unknown) = pinned.unknown_part() {
        finding = finding.help(unknown.to_string());
    }
    if let Some(image) = lacking(facts, stage) {
        finding
            .help("remove the flag once the base image has all required platforms")
            .help(image::way_out(facts, image, &facts.options.targets));
    } else if exported {
        finding.help("remove the flag").fix(remove(facts, flag));
    } else {
        let finding = finding.help("use `--platform=$BUILDPLATFORM` if the files copied from it fit every platform, else remove the flag");
        // An unknown image may exist for the pinned platform alone.
        if facts.images_of(stage.from).all(|it| it.found().is_some()) {
            finding.fix(replace(flag));
        }
    }
}

/// The `ARG` whose default the value of a flag is.
fn argument(facts: &Facts<'_>, flag: Span) -> Option<Span> {
    let mut words = facts.evaluations.iter().filter_map(|it| word_at(&it.words, flag));
    words.find_map(|word| word.names.iter().find_map(|(_, it)| facts.arch_defaults.origin(*it)))
}

/// The platform of a flag that has an effect and depends on no automatic argument.
fn pinned(facts: &Facts<'_>, stage: &Stage) -> Option<Platform> {
    let (evaluation, at) = facts.reached(stage.index).next()?;
    let flag = at.flag.as_ref().filter(|flag| flag.automatic.is_empty())?;
    let has_effect = matches!(at.base, Base::Image(_) | Base::Unknown(_));
    let text = platform_flag_of(facts.file, stage)?.value.as_ref()?;
    let word = word_at(&evaluation.words, text.span())?;
    // Other rules speak for an argument that names an architecture at several places, or hides an automatic one.
    let spoken = word.names.iter().any(|(name, origin)| {
        let default = facts.arch_defaults.origin(*origin);
        scope::is_automatic(name) || default.is_some_and(|it| !is_of_flag(facts, it))
    });
    Platform::parse(flag.value.as_ref().ok()?).ok().filter(|_| has_effect && !spoken)
}

/// The default of an `ARG` is a platform, and nothing but the flag of one stage uses it.
pub(super) fn is_of_flag(facts: &Facts<'_>, argument: Span) -> bool {
    let Some(place) = facts.arch_defaults.only_use(argument) else { return false };
    let mut stages = facts.graph.stages.iter();
    stages.any(|it| {
        let flag = platform_flag_of(facts.file, it).and_then(|flag| flag.value.as_ref());
        flag.is_some_and(|text| text.span() == place)
    })
}

/// A stage that is named for its architecture, such as `build-amd64`, is pinned on purpose.
fn names_platform(stage: &Stage, pinned: &Platform) -> bool {
    let name = stage.name.as_deref().unwrap_or_default();
    let mut words = name.split(['-', '.']).chain(name.split(['-', '.', '_']));
    words.any(|word| knowledge::architecture(word) == Some(&pinned.architecture))
}

/// The base, when it is known to lack a required platform.
fn lacking<'f>(facts: &'f Facts<'_>, stage: &Stage) -> Option<&'f ImageUse> {
    let mut bases = facts.images_of(stage.from);
    bases.find(|image| match &*image.resolution {
        Resolution::Found(found) => image.needs.iter().any(|Need { setting, .. }| {
            let target = facts.evaluations.get(*setting).map(|it| &it.setting.target);
            target.is_none_or(|target| platform::select(target, &found.platforms).is_none())
        }),
        Resolution::Missing(_) | Resolution::Unknown(_) => false,
    })
}

fn remove(facts: &Facts<'_>, flag: &Flag) -> Fix {
    Fix {
        title: "remove `--platform`".to_owned(),
        edits: vec![without_flag(facts, flag)],
        applicability: Applicability::Unsafe,
    }
}

fn replace(flag: &Flag) -> Fix {
    Fix {
        title: "use `--platform=$BUILDPLATFORM`".to_owned(),
        edits: vec![Edit { span: flag.span, content: "--platform=$BUILDPLATFORM".to_owned() }],
        applicability: Applicability::Unsafe,
    }
}
