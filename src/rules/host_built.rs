//! `cross-stage-binary-copy`: what a compiler or a package manager made for the build machine is copied into the image.
//!
//! Not what a stage builds in general: what is copied must be known to hold machine code, by the path that the tool
//! writes. `make` may write anything, and `npm ci` mostly brings text, so neither is followed.

use super::{
    builder::{leaving, on_builder, speaks_of_target},
    dotnet::{brings_runtime, names_platform},
    host_brought, host_go,
    host_go_cross::{self, Fault},
    host_packages,
    host_removed::{self, is_deleted, is_uninstalled},
    made::{self, Made, Place},
    script::{Hit, Walk, are, hits, option},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    shell::run::Call,
    span::Span,
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

/// More products of one script are not followed: each is held against all that is copied.
const PRODUCTS: usize = 128;

fn copy(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let removers = OnceCell::new();
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Found)| {
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
            let calls = || walk.trace.calls.iter();
            all.extend(calls().filter_map(|call| made(facts, &walk, call)));
            all.extend(calls().flat_map(|call| host_packages::made(facts, &walk, call)));
        }
        all.truncate(PRODUCTS);
        if all.is_empty() {
            return;
        }
        let movers = made::movers(facts, &walk);
        let removers = removers.get_or_init(|| host_removed::removers(facts));
        let removers = removers.get(stage).map(Vec::as_slice).unwrap_or_default();
        for made in all.iter().filter(|it| !is_uninstalled(removers, it)) {
            let Made { by, what, place, at } = made;
            // What was put elsewhere before is still there.
            let gone = usize::from(is_deleted(removers, made));
            let places = made::put(&movers, place).into_iter().skip(gone);
            let places: Vec<Place> = places.collect();
            let takers: Vec<_> = places.iter().map(|it| it.taken(facts, stage)).collect();
            let is_taken = |path: &str| takers.iter().any(|it| it(path));
            let taken = copied.iter().filter(|(_, path)| is_taken(path));
            taken.for_each(|(span, _)| note(*span, (by, what.clone(), *at)));
        }
    };
    let built = hits(facts, look);
    for Hit { span, what, targets } in host_brought::brought(facts) {
        if built.iter().all(|it| it.span != span) {
            brought(&what, (span, targets), findings);
        }
    }
    for hit in host_go_cross::faults(facts) {
        crossed(hit, findings);
    }
    for hit in built {
        told(hit, findings);
    }
}

/// What a command made.
fn told(hit: Hit<Found>, findings: &mut Findings<'_>) {
    let Hit { span, what: (what, name, at), targets } = hit;
    let installs = MANAGERS.contains(&what) || name.is_some();
    let verb = if installs { "installed" } else { "built" };
    let name = name.map_or_else(|| "this".to_owned(), |it| format!("`{it}`"));
    let message =
        format!("`{what}` {verb} {name} for the build machine, and {} required", are(&targets));
    let help = match what {
        "go" => {
            "write `ARG TARGETOS TARGETARCH` and `GOOS=$TARGETOS GOARCH=$TARGETARCH go build` in that stage"
        }
        "go install" => {
            "build it in a stage without `--platform=$BUILDPLATFORM`, or from its sources: `GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o …`"
        }
        _ if installs => {
            "install it in a stage without `--platform=$BUILDPLATFORM`, or where it is needed"
        }
        _ => {
            "build in a stage without `--platform=$BUILDPLATFORM`, or cross-compile for `$TARGETPLATFORM`"
        }
    };
    let finding = findings.add(span, message).platforms(targets).help(help);
    if let Some(at) = at {
        finding.label(at, format!("{verb} here"));
    }
}

/// A program that came with the image or its packages.
fn brought(path: &str, (span, targets): (Span, Vec<Platform>), findings: &mut Findings<'_>) {
    let is = if knowledge::is_system_folder(path) { "holds programs" } else { "is" };
    let message = format!("`{path}` {is} for the build machine, and {} required", are(&targets));
    findings.add(span, message).platforms(targets).help(
        "copy it from a stage without `--platform=$BUILDPLATFORM`, or install it where it is needed",
    );
}

/// A cross build of Go that goes wrong.
fn crossed(hit: Hit<Fault>, findings: &mut Findings<'_>) {
    let Hit { span, what, targets } = hit;
    let (message, help) = match &what {
        Fault::Elsewhere(folder, _) => (
            format!(
                "`go install` for another platform writes to a folder such as `{folder}`, and this is not there for {}",
                list(&targets)
            ),
            "write `go build -o` in its place, or put the program elsewhere: `find /go/bin -type f -exec mv {} /out/ ';'`",
        ),
        Fault::Refused => (
            format!(
                "with `GOBIN` set `go install` refuses to build for another platform, and {} required",
                are(&targets)
            ),
            "write `go build -o` in its place",
        ),
        Fault::Compiler => (
            format!(
                "where a package uses cgo, as `net` does, `CGO_ENABLED=1` has Go call the C compiler of the build machine, which cannot build for {}",
                list(&targets)
            ),
            "write `CGO_ENABLED=0`, or install a cross compiler and name it in `CC`",
        ),
    };
    let finding = findings.add(span, message).platforms(targets).help(help);
    if let Fault::Elsewhere(_, Some(at)) = what {
        finding.label(at, "built here");
    }
}

/// Who made what is copied, its name, and where.
type Found = (&'static str, Option<String>, Option<Span>);

/// Package managers that bring programs for the machine they run on.
const MANAGERS: [&str; 4] = ["apk", "apt-get", "apt", "dnf"];

/// What a command other than Go's made.
fn made(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<Made> {
    let is_cross = |name: &str| matches!(name, "CC" | "CXX" | "CARGO_BUILD_TARGET" | "HOST_CC");
    if call.sets.iter().any(|it| is_cross(&it.name)) {
        return None;
    }
    let (by, place) = call.read_words(1, |words| made_by(facts, walk, &call.name, words))?;
    Some(Made { by, what: None, place, at: call.spans.first().copied() })
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
        "cargo"
            if option(words, &["--target"]).is_none() && !facts.mentions(&CARGO_BUILD_TARGET) =>
        {
            ("cargo", cargo(words)?)
        }
        "swift" if words.first() == Some(&"build") => {
            if says(&["--triple", "--swift-sdk", "--sdk", "--destination", "--arch", "--toolset"]) {
                return None;
            }
            ("swift", Place::Within("/.build/release/".to_owned()))
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

fn cargo(words: &[&str]) -> Option<Place> {
    let mut plain = words.iter().filter(|it| !it.starts_with('+'));
    match plain.next().copied()? {
        "build" | "b" => {
            let is_release = words.iter().any(|it| matches!(*it, "--release" | "-r"));
            let profile = match option(words, &["--profile"]) {
                None if is_release => "release",
                None | Some("dev" | "test") => "debug",
                Some("bench") => "release",
                Some(name) => name,
            };
            if option(words, &["--artifact-dir", "--out-dir"]).is_some() {
                return None;
            }
            let folder = option(words, &["--target-dir"]).unwrap_or("target");
            let folder = folder.trim_start_matches("./").trim_matches('/');
            Some(Place::Within(format!("/{folder}/{profile}/")))
        }
        "install" => {
            // Only Cargo writes there, under whatever names the packages have.
            let Some(root) = option(words, &["--root"]) else {
                return Some(Place::Within("cargo/bin/".to_owned()));
            };
            let root = root.trim_end_matches('/');
            if !matches!(root, "" | "/usr" | "/usr/local") {
                return Some(Place::Owned(format!("{root}/bin")));
            }
            let name = plain.next().copied().filter(|it| !it.starts_with('-'))?;
            let name = name.split('@').next().unwrap_or_default();
            Some(Place::File(format!("{root}/bin/{name}")))
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
