//! `emulated-compile-stage`: a stage whose output is the same for every platform is built for each, under emulation.
//!
//! Not for what a compiler makes for one machine. Only output that is neutral by its name counts: scripts and pages for
//! the web, Java archives, and what `dotnet publish` writes for `dotnet` to run. A stage that takes anything from
//! others is left out, since that would have to be for the build machine then too.

use super::{
    copied::{command, run_text},
    dotnet::names_platform,
    os,
    script::option,
};
use crate::{
    context::name::is_below,
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    shell::{run::Call, value::Value},
    span::Span,
    stage::{
        graph::{Stage, from_of},
        source::Origin,
        target::{Base, Evaluation, Reach, platform_flag_of},
    },
    syntax::ast::{Command, Kind, Transfer},
};
use std::borrow::Cow;

pub(super) static RULE: Rule = Rule {
    slug: "emulated-compile-stage",
    summary: "A stage whose output is the same for all platforms is built for each of them, under emulation.",
    page: include_str!("../../rules/emulated-compile-stage/rule.md"),
    severity: Severity::Info,
    check: Check::File(check),
};

/// What says that the stage knows of platforms, or makes something for one.
const BY_PLATFORM: &[&str] = &[
    "TARGETARCH",
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETVARIANT",
    "BUILDARCH",
    "BUILDPLATFORM",
    "uname -",
    "print-arch",
    "native-image",
    "-Pnative",
    "nativeCompile",
    "jlink",
    "jpackage",
    "electron",
    "--compile",
    "nexe",
    "node-gyp rebuild",
    "napi",
    "PublishAot",
    "PublishSingleFile",
    "PublishReadyToRun",
    "self-contained",
    "os.detected",
    "/pkg ",
    "npx pkg",
];

/// Folders that tools for the web write to.
const WEB: &[&str] = &[
    "dist",
    "build",
    "public",
    "out",
    "www",
    "static",
    "assets",
    "_site",
    "storybook-static",
    "html",
];

/// Folders of Java archives and what they are unpacked to.
const JAVA: &[&str] = &[
    "target",
    "libs",
    "quarkus-app",
    "dependency",
    "dependencies",
    "BOOT-INF",
    "META-INF",
    "spring-boot-loader",
    "snapshot-dependencies",
    "application",
    "layers",
    "extracted",
];

/// Parts of paths that hold programs for one machine.
const NATIVE: &[&str] = &["node_modules", "standalone", "bin", "Release", "native", ".venv"];

/// What a command makes that every platform can use.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Output {
    Web,
    Java,
    /// In this folder.
    DotNet(String),
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.preview {
        return;
    }
    for root in &facts.graph.stages {
        let Some(from) = from_of(facts.file, root.from) else { continue };
        let emulated = emulated(facts, root);
        if emulated.is_empty() || facts.meant(root.index).pinned {
            continue;
        }
        let group = Group::new(facts, root);
        if group.is_bound() || !group.is_self_contained() {
            continue;
        }
        let Some((span, name)) = group.neutral_build() else { continue };
        let message = format!(
            "`{name}` runs under emulation for {}, and what is copied from this stage is the same for all",
            list(&emulated)
        );
        let place = from.image.span();
        let edit = Edit {
            span: Span::new(place.start, place.start),
            content: "--platform=$BUILDPLATFORM ".to_owned(),
        };
        findings
            .add(place, message)
            .platforms(emulated)
            .label(span, format!("`{name}`"))
            .help(
                "write `FROM --platform=$BUILDPLATFORM …`: then it runs once, on the build machine",
            )
            .fix(Fix {
                title: "build on the build machine".to_owned(),
                edits: vec![edit],
                applicability: Applicability::Unsafe,
            });
    }
}

/// The required platforms that build a stage under emulation; none when one architecture is all there is.
fn emulated(facts: &Facts<'_>, root: &Stage) -> Vec<Platform> {
    if platform_flag_of(facts.file, root).is_some() {
        return Vec::new();
    }
    let on = |it: &Evaluation| {
        let at = it.stages.get(root.index).filter(|at| at.is_built())?;
        let is_image = matches!(at.base, Base::Image(_));
        at.platform.clone().ok().filter(|on| is_image && on.os == os::LINUX)
    };
    let mut architectures: Vec<_> =
        facts.evaluations.iter().filter_map(on).map(|it| it.architecture).collect();
    architectures.sort_unstable();
    architectures.dedup();
    if architectures.len() < 2 {
        return Vec::new();
    }
    facts.targets(|it| {
        let builder = &it.setting.builder;
        on(it).is_some_and(|on| builder.os == os::LINUX && builder.architecture != on.architecture)
    })
}

/// True if all that is copied from a stage, and from those that build on it, is for the web and built there.
pub(super) fn is_for_the_web(facts: &Facts<'_>, stage: usize) -> bool {
    let Some(root) = facts.graph.stages.get(stage) else { return false };
    let group = Group::new(facts, root);
    let builds = |at: usize| {
        let text = run_text(facts, at).unwrap_or_default();
        ["run build", "yarn build", "pnpm build"].iter().any(|it| text.contains(it))
    };
    let folders = group.folders();
    let is_web = |paths: Vec<String>| {
        !paths.is_empty() && paths.iter().all(|it| is_neutral(&Output::Web, it, &folders))
    };
    platform_flag_of(facts.file, root).is_none()
        && group.instructions().any(builds)
        && !group.is_bound()
        && group.is_self_contained()
        && group.taken().is_some_and(is_web)
}

/// A stage on an image with the stages that build on it: one `FROM` decides what all of them run on.
struct Group<'f, 'a> {
    facts: &'f Facts<'a>,
    root: &'f Stage,
    members: Vec<usize>,
}

impl<'f, 'a> Group<'f, 'a> {
    fn new(facts: &'f Facts<'a>, root: &'f Stage) -> Self {
        let is_member = |stage: &usize| {
            facts.reached(*stage).any(|(evaluation, _)| evaluation.root(*stage) == root.index)
        };
        let members = (0..facts.graph.stages.len()).filter(is_member).collect();
        Self { facts, root, members }
    }

    fn instructions(&self) -> impl Iterator<Item = usize> {
        let stages = self.members.iter().filter_map(|it| self.facts.graph.stages.get(*it));
        stages.flat_map(|it| std::iter::once(it.from).chain(it.body.clone()))
    }

    /// It is in the image, or in that of another target, or speaks of platforms.
    fn is_bound(&self) -> bool {
        let other = |it: &Evaluation| {
            let mut stages = it.stages.iter();
            stages.any(|at| !at.is_built() && at.root == self.root.index)
        };
        let mut lines = self.instructions().filter_map(|at| self.facts.instruction(at));
        if self.facts.evaluations.iter().any(other) || lines.any(|it| command(it).is_some()) {
            return true;
        }
        let exported =
            |stage: &usize| self.facts.reached(*stage).any(|(_, at)| at.reach == Reach::Exported);
        let texts = self.instructions().filter_map(|at| self.facts.instruction(at));
        let mut texts = texts.map(|it| it.span.slice(self.facts.text));
        self.members.iter().any(exported)
            || texts.any(|text| BY_PLATFORM.iter().any(|it| text.contains(it)))
    }

    /// It takes nothing from stages on other images.
    fn is_self_contained(&self) -> bool {
        let taken = self.facts.sources.iter().filter(|it| self.members.contains(&it.stage));
        let mut origins = taken.map(|it| &it.origin);
        origins.all(|it| matches!(it, Origin::Stage(stage) if self.members.contains(stage)))
    }

    /// The first command that makes what is copied, when all that is copied is neutral.
    fn neutral_build(&self) -> Option<(Span, String)> {
        let scripts = self.facts.scripts().iter().filter(|it| self.members.contains(&it.stage));
        let traces = scripts.filter_map(|it| it.traces.first());
        let calls = traces.flat_map(|(_, trace)| &trace.calls).filter(|call| call.sure);
        let builds = calls.filter_map(|call| Some((call, output(call)?)));
        let builds: Vec<(&Call, Output)> = builds.collect();
        let (call, _) = builds.first()?;
        let paths = self.taken()?;
        let folders = self.folders();
        let is_neutral =
            |path: &String| builds.iter().any(|(_, output)| is_neutral(output, path, &folders));
        let by_dotnet = builds.iter().any(|(_, it)| matches!(it, Output::DotNet(_)));
        if paths.is_empty() || !paths.iter().all(is_neutral) || by_dotnet && !self.starts_dotnet() {
            return None;
        }
        let name = name(call);
        Some((*call.spans.first()?, name))
    }

    /// What other stages copy; nothing when they take it in a way that is not known.
    fn taken(&self) -> Option<Vec<String>> {
        let mut paths = Vec::new();
        for source in &self.facts.sources {
            let is_ours = matches!(source.origin, Origin::Stage(it) if self.members.contains(&it));
            if !is_ours || self.members.contains(&source.stage) {
                continue;
            }
            let instruction = self.facts.instruction(source.instruction)?;
            let Kind::Copy(Transfer { sources, .. }) = &instruction.kind else { return None };
            paths.extend(sources.iter().map(|it| it.as_str().trim_matches(['"', '\'']).to_owned()));
        }
        Some(paths)
    }

    /// Its working folders: they hold everything, also what was installed.
    fn folders(&self) -> Vec<String> {
        let instructions = self.instructions().filter_map(|at| self.facts.instruction(at));
        let folder = |kind: &Kind| {
            let Kind::Workdir(text) = kind else { return None };
            Some(format!("/{}", text.as_str().trim_matches(['"', '\'', '/', '.'])))
        };
        instructions.filter_map(|it| folder(&it.kind)).collect()
    }

    /// The image starts `dotnet`, which runs on its own machine, and not the small program beside the library.
    fn starts_dotnet(&self) -> bool {
        let mut last = self.facts.file.instructions.iter().rev().filter_map(command);
        let Some(Command::Exec(words)) = last.next() else { return false };
        words.first().is_some_and(|it| it.as_str() == "dotnet")
    }
}

/// A command as people speak of it: `npm run build`, without options.
fn name(call: &Call) -> String {
    const VERBS: [&str; 7] = ["run", "build", "clean", "package", "install", "verify", "publish"];
    let words: Vec<_> = call.words.iter().skip(1).map(Value::shown).collect();
    let is_verb = |word: &Cow<str>| VERBS.iter().any(|it| word.starts_with(it));
    let first = words.iter().position(is_verb);
    let first = first.or_else(|| words.iter().position(|it| !it.starts_with('-')));
    let plain = words.iter().skip(first.unwrap_or(words.len())).map(AsRef::as_ref);
    let plain = plain.take_while(|it| !it.starts_with('-')).take(2);
    std::iter::once(call.name.as_str()).chain(plain).collect::<Vec<_>>().join(" ")
}

/// What a command makes, when every platform can use it.
fn output(call: &Call) -> Option<Output> {
    call.read_words(1, |words| output_of(&call.name, words))
}

fn output_of(program: &str, words: &[&str]) -> Option<Output> {
    let has = |word: &str| words.contains(&word);
    let is_build = |word: &&str| *word == "build" || word.starts_with("build:");
    let builds = words.iter().any(is_build);
    match program {
        "npm" => (builds && (has("run") || has("run-script"))).then_some(Output::Web),
        "yarn" | "pnpm" | "bun" | "ng" | "vite" | "nuxt" => builds.then_some(Output::Web),
        "npx" => (has("vite") || has("ng") || has("webpack")).then_some(Output::Web),
        "webpack" | "hugo" | "sass" | "jekyll" => Some(Output::Web),
        "mvn" | "mvnw" => {
            (has("package") || has("install") || has("verify")).then_some(Output::Java)
        }
        "gradle" | "gradlew" => {
            let tasks = ["build", "assemble", "jar", "bootJar", "shadowJar", "war", "installDist"];
            let is_task = |word: &&str| tasks.contains(&word.rsplit(':').next().unwrap_or(word));
            words.iter().any(is_task).then_some(Output::Java)
        }
        "dotnet" if has("publish") => folder_of_dotnet(words).map(Output::DotNet),
        _ => None,
    }
}

/// Where `dotnet publish` writes, when it is for no machine.
fn folder_of_dotnet(words: &[&str]) -> Option<String> {
    if names_platform(words) || words.contains(&"--sc") {
        return None;
    }
    option(words, &["-o", "--output"]).map(|it| it.trim_matches(['/', '.']).to_owned())
}

/// A path holds nothing that is for one machine, as far as its name says.
fn is_neutral(output: &Output, path: &str, folders: &[String]) -> bool {
    let path = format!("/{}", path.trim_end_matches(['*', '/', '.']).trim_start_matches('/'));
    let within = |folder: &String| is_below(folder, &path);
    if path.contains('$') || path == "/" || folders.iter().any(within) {
        return false;
    }
    let bare = folders.iter().filter_map(|it| path.strip_prefix(it.as_str()));
    let bare = bare.min_by_key(|it| it.len()).unwrap_or(&path);
    let parts: Vec<&str> = bare.split('/').filter(|it| !it.is_empty()).collect();
    if parts.iter().any(|it| NATIVE.contains(it)) {
        return false;
    }
    let is_in = |known: &[&str]| parts.iter().any(|it| known.contains(it));
    let ends = |known: &[&str]| known.iter().any(|it| bare.ends_with(it));
    match output {
        Output::Web => {
            is_in(WEB) || ends(&[".html", ".js", ".mjs", ".css", ".json", ".map", ".svg"])
        }
        Output::Java => {
            let last = parts.last().copied().unwrap_or_default();
            // A native program, or an archive that may hold some.
            let is_plain = !last.contains('.') && !last.ends_with("-runner");
            is_in(JAVA) && is_plain || ends(&[".jar", ".war", ".ear", ".xml", ".class"])
        }
        Output::DotNet(folder) => !folder.is_empty() && path.ends_with(&format!("/{folder}")),
    }
}
