//! `cross-stage-binary-copy`: what a compiler or a package manager made for the build machine is copied into the image.
//!
//! Not what a stage builds in general: what is copied must be known to hold machine code, by the path that the tool
//! writes. `make` may write anything, and `npm ci` mostly brings text, so neither is followed.

use super::{
    builder::{leaving, on_builder, speaks_of_target},
    dotnet::{brings_runtime, names_platform},
    host_go,
    script::{Hit, Walk, are, hits},
};
use crate::{
    context::name::file_name,
    diagnostic::Severity,
    facts::Facts,
    needle::Needle,
    rule::{Check, Findings, Rule},
    shell::run::Call,
    span::Span,
    syntax::ast::Kind,
};
use std::cell::OnceCell;

static CARGO_BUILD_TARGET: Needle = Needle::new("CARGO_BUILD_TARGET");

pub(super) static COPY: Rule = Rule {
    slug: "cross-stage-binary-copy",
    summary: "A program is built for the build machine and copied into the image.",
    page: include_str!("../../rules/cross-stage-binary-copy/rule.md"),
    severity: Severity::Error,
    check: Check::File(copy),
};

/// Programs that packages of the same name bring as machine code, on every distribution.
const PROGRAMS: &[&str] = &[
    "bash",
    "busybox",
    "bwrap",
    "curl",
    "dumb-init",
    "ffmpeg",
    "git",
    "gosu",
    "haproxy",
    "jq",
    "nginx",
    "openssl",
    "restic",
    "rclone",
    "rsync",
    "socat",
    "sqlite3",
    "su-exec",
    "tini",
    "wget",
];

/// What a command made for the build machine, and where it is.
pub(super) struct Made {
    /// Who made it.
    pub(super) by: &'static str,
    /// Where it is.
    pub(super) place: Place,
}

/// Where something is.
pub(super) enum Place {
    /// A file: its path as written, or from `/` on where the folder is known.
    File(String),
    /// One of several programs, in a folder of which the path has this part.
    Within(&'static str),
    /// A folder with nothing but the program and its parts.
    Folder(String),
}

fn copy(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, &'static str)| {
        let stage = walk.script.stage;
        if !on_builder(facts, stage) || walk.on.same_family(walk.target) {
            return;
        }
        let copied = leaving(facts, stage);
        if copied.is_empty() {
            return;
        }
        let mut all = host_go::made(facts, &walk);
        if !speaks_of_target(facts, stage) {
            all.extend(walk.trace.calls.iter().filter_map(|call| made(facts, &walk, call)));
        }
        for made in &all {
            let is_taken = made.place.taken(facts, stage);
            let taken = copied.iter().filter(|(_, path)| is_taken(path));
            taken.for_each(|(span, _)| note(*span, made.by));
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let installs = MANAGERS.contains(&what);
        let verb = if installs { "installed" } else { "built" };
        let message =
            format!("`{what}` {verb} this for the build machine, and {} required", are(&targets));
        let help = match what {
            "go" => {
                "write `ARG TARGETOS TARGETARCH` and `GOOS=$TARGETOS GOARCH=$TARGETARCH go build` in that stage"
            }
            _ if installs => {
                "install it in a stage without `--platform=$BUILDPLATFORM`, or where it is needed"
            }
            _ => {
                "build in a stage without `--platform=$BUILDPLATFORM`, or cross-compile for `$TARGETPLATFORM`"
            }
        };
        findings.add(span, message).platforms(targets).help(help);
    }
}

/// Package managers that bring programs for the machine they run on.
const MANAGERS: [&str; 4] = ["apk", "apt-get", "apt", "dnf"];

impl Place {
    /// Says of each path that is copied whether it brings it. What the scripts of the stage tell is asked once.
    pub(super) fn taken(&self, facts: &Facts<'_>, stage: usize) -> impl Fn(&str) -> bool {
        let (moved, run) = (OnceCell::new(), OnceCell::new());
        move |path| match self {
            Self::File(file) => {
                let is_same = !file.ends_with('/') && file_name(file) == file_name(path);
                let is_moved = || *moved.get_or_init(|| moves(facts, stage, file));
                let is_loose = || !file.starts_with('/') || is_moved();
                let is_run = || *run.get_or_init(|| is_run(facts, stage, file_name(file)));
                // A program that the stage itself runs is a tool of the build.
                path == file || is_same && is_loose() || is_folder_of(path, file) && !is_run()
            }
            Self::Within(part) => {
                let behind = path.split_once(part).map(|(_, behind)| behind);
                behind.is_some_and(|it| !it.contains(['/', '*']) && is_program(it))
            }
            Self::Folder(folder) => path == folder,
        }
    }
}

/// Scripts of a stage put a file elsewhere, or its folder.
fn moves(facts: &Facts<'_>, stage: usize, file: &str) -> bool {
    let movers = ["mv ", "cp ", "install -"];
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let place = if folder.is_empty() { file } else { folder };
    let mut texts = texts(facts, stage);
    texts.any(|text| text.contains(place) && movers.iter().any(|it| text.contains(it)))
}

/// The text of each `RUN` of a stage.
fn texts<'f>(facts: &'f Facts<'_>, stage: usize) -> impl Iterator<Item = &'f str> {
    let bodies = facts.graph.stages.get(stage).into_iter().flat_map(|it| it.body.clone());
    let runs = bodies.filter_map(|at| facts.instruction(at));
    runs.filter(|it| matches!(it.kind, Kind::Run(_))).map(|it| it.rest().as_str())
}

/// A name without an ending, or a library.
fn is_program(name: &str) -> bool {
    let ending = name.split_once('.').map(|(_, ending)| ending);
    !name.is_empty() && ending.is_none_or(|it| it == "so")
}

/// The folder that holds a file, or the one around its `bin`. A file without a name is any file there.
fn is_folder_of(path: &str, file: &str) -> bool {
    let folder = path.strip_suffix("/*").unwrap_or(path);
    let parent = file.rsplit_once('/').map(|(parent, _)| parent).filter(|it| !it.is_empty());
    let is_it = |parent: &str| parent == folder || parent.strip_suffix("/bin") == Some(folder);
    folder.len() > 1 && parent.is_some_and(is_it)
}

/// True if a script of a stage starts a program by this name.
fn is_run(facts: &Facts<'_>, stage: usize, name: &str) -> bool {
    let is_it = |command: &str| command.split_whitespace().next().map(file_name) == Some(name);
    let mut commands = texts(facts, stage).flat_map(|it| it.split(['\n', ';', '&', '|', '(']));
    commands.any(is_it)
}

/// What a command other than Go's made.
fn made(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<Made> {
    let is_cross = |name: &str| matches!(name, "CC" | "CXX" | "CARGO_BUILD_TARGET" | "HOST_CC");
    if call.sets.iter().any(|it| is_cross(&it.name)) {
        return None;
    }
    let (by, place) = call.read_words(1, |words| made_by(facts, walk, &call.name, words))?;
    Some(Made { by, place })
}

fn made_by(
    facts: &Facts<'_>,
    walk: &Walk<'_>,
    program: &str,
    words: &[&str],
) -> Option<(&'static str, Place)> {
    let file = |names: &[&str]| option(words, names).map(|it| Place::File(it.to_owned()));
    let says =
        |starts: &[&str]| words.iter().any(|it| starts.iter().any(|start| it.starts_with(start)));
    let made = match program {
        "gcc" | "cc" | "clang" if !says(&["--target", "-target"]) => ("gcc", file(&["-o"])?),
        "g++" | "c++" | "clang++" if !says(&["--target", "-target"]) => ("g++", file(&["-o"])?),
        "cargo" if !says(&["--target", "-Zbuild-std"]) && !facts.mentions(&CARGO_BUILD_TARGET) => {
            ("cargo", cargo(words)?)
        }
        "swift" if words.first() == Some(&"build") => {
            if says(&["--triple", "--swift-sdk", "--sdk", "--destination", "--arch", "--toolset"]) {
                return None;
            }
            ("swift", Place::Within("/.build/release/"))
        }
        "bun"
            if words.contains(&"build") && words.contains(&"--compile") && !says(&["--target"]) =>
        {
            ("bun", file(&["--outfile"])?)
        }
        "deno" if words.first() == Some(&"compile") && !says(&["--target"]) => {
            ("deno", file(&["-o", "--output"])?)
        }
        "dotnet" if words.first() == Some(&"publish") => ("dotnet", dotnet(words)?),
        name => {
            let by = MANAGERS.into_iter().find(|it| *it == name)?;
            (by, installed(facts, walk, words)?)
        }
    };
    Some(made)
}

/// The value of an option: `-o x`, `-o=x`, `--output=x`.
pub(super) fn option<'w>(words: &[&'w str], names: &[&str]) -> Option<&'w str> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        for name in names {
            match word.strip_prefix(name) {
                Some("") => return words.next().copied(),
                Some(rest) if rest.starts_with('=') => return rest.strip_prefix('='),
                Some(_) | None => {}
            }
        }
    }
    None
}

fn cargo(words: &[&str]) -> Option<Place> {
    let mut plain = words.iter().filter(|it| !it.starts_with('+'));
    match plain.next().copied()? {
        "build" | "b" => {
            let is_release = words.iter().any(|it| matches!(*it, "--release" | "-r"));
            let folder = if is_release { "/target/release/" } else { "/target/debug/" };
            let own = option(words, &["--target-dir", "--profile", "--artifact-dir", "--out-dir"]);
            own.is_none().then_some(Place::Within(folder))
        }
        "install" => {
            let root = option(words, &["--root"]).unwrap_or("/usr/local/cargo");
            let name = plain.next().copied().filter(|it| !it.starts_with('-'))?;
            let name = name.split('@').next().unwrap_or_default();
            Some(Place::File(format!("{}/bin/{name}", root.trim_end_matches('/'))))
        }
        _ => None,
    }
}

/// With the runtime in it the output is for one platform: that of the build machine, if none is named.
fn dotnet(words: &[&str]) -> Option<Place> {
    if !brings_runtime(words) || names_platform(words) {
        return None;
    }
    let folder = option(words, &["-o", "--output"])?.trim_end_matches('/');
    folder.starts_with('/').then(|| Place::Folder(folder.to_owned()))
}

/// `apk add jq`, and `/usr/bin/jq` is copied.
fn installed(facts: &Facts<'_>, walk: &Walk<'_>, words: &[&str]) -> Option<Place> {
    let says = |start: &str| words.iter().any(|it| it.starts_with(start));
    let installs = words.contains(&"add") || words.contains(&"install");
    if !installs || ["--arch", "--root", "--installroot", "-p", "--forcearch"].into_iter().any(says)
    {
        return None;
    }
    let copied = leaving(facts, walk.script.stage);
    let mut paths = copied.iter().map(|(_, path)| path);
    let path = paths.find(|path| {
        let (folder, name) = path.rsplit_once('/').unwrap_or_default();
        let is_folder = matches!(folder, "/usr/bin" | "/bin" | "/usr/sbin" | "/sbin");
        is_folder && PROGRAMS.contains(&name) && words.contains(&name)
    })?;
    Some(Place::Folder(path.clone()))
}
