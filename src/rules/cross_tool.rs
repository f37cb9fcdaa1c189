//! The names of tools that compile for one machine, and what to write in their place.
//!
//! Not a rule: `cross-compiler-hardcoded` asks here. What helps depends on where the name stands: `ENV` runs nothing,
//! and on the build machine `gcc` is for that machine.

use crate::knowledge;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Tool,
    /// A tool that is started.
    Called,
    /// The machine that the program is for.
    Host,
    /// The machine that compiles.
    Builder,
    Processor,
    /// What a tool makes programs for that cross-compiles by itself.
    Target,
    /// The system that is made, and run at once.
    System,
}

/// Where a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Script,
    /// A stage that runs on the build machine.
    Builder,
    /// `ENV` or `ARG`.
    Variable,
}

/// Programs that start a compiler.
const STARTERS: [&str; 5] = ["ccache", "sccache", "distcc", "icecc", "env"];

/// Compilers that are told their target.
const TOLD: [&str; 3] = ["zig", "clang", "clang++"];

/// Tools that have the name of a machine before their own.
const TOOLS: [&str; 16] = [
    "gcc", "g++", "cc", "c++", "cpp", "gfortran", "clang", "clang++", "ld", "as", "ar", "nm",
    "ranlib", "strip", "objcopy", "objdump",
];

/// The word of a command that names its machine: `ccache x86_64-linux-gnu-gcc`, `zig cc -target x86_64-linux-musl`.
pub(super) fn word(text: &str) -> Option<&str> {
    let text = text.trim_matches(['"', '\'']);
    let mut words = text.split_ascii_whitespace().skip_while(|it| STARTERS.contains(it));
    let first = words.next()?;
    if !TOLD.contains(&first) {
        return Some(first);
    }
    while let Some(word) = words.next() {
        if matches!(word, "-target" | "--target") {
            return words.next();
        } else if let Some(target) = word.strip_prefix("--target=") {
            return Some(target);
        }
    }
    None
}

/// The architecture that the name of a machine begins with: `x86_64-linux-gnu-gcc`.
pub(super) fn machine(name: &str) -> Option<&'static str> {
    let (first, rest) = name.rsplit('/').next()?.split_once('-')?;
    let is_linux = rest.split('-').take(2).any(|it| it == "linux") && !rest.contains("android");
    knowledge::architecture(first).filter(|_| is_linux)
}

/// What stands behind the machine: `gcc-14`, or nothing.
fn tool(name: &str) -> Option<&str> {
    let (_, rest) = name.split_once("linux-")?;
    let (first, behind) = rest.split_once('-').unwrap_or((rest, ""));
    let is_library = ["gnu", "musl", "uclibc"].iter().any(|it| first.starts_with(it));
    let tool = if is_library { behind } else { rest };
    Some(tool).filter(|it| !it.is_empty())
}

/// True for the name of a tool behind that of a machine.
pub(super) fn is_tool(name: &str) -> bool {
    let is_version = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    tool(name).is_some_and(|it| {
        let (name, version) = it.split_once('-').unwrap_or((it, ""));
        TOOLS.contains(&name) && (version.is_empty() || is_version(version))
    })
}

/// What to write in place of a name.
pub(super) fn help(text: &str, kind: Use, place: Place) -> String {
    match (kind, place) {
        (Use::Tool | Use::Called, Place::Script | Place::Variable) => of_tool(text, place),
        (Use::Tool | Use::Called | Use::Host | Use::Processor, Place::Builder) => {
            "choose it by platform in the `RUN`, `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`, and install a compiler for each, or build in a stage without `--platform=$BUILDPLATFORM`".to_owned()
        }
        (Use::Target, Place::Script) => {
            "leave it out, or choose it by platform: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`".to_owned()
        }
        (Use::Target, Place::Builder) => {
            "choose it by platform in the `RUN`: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`".to_owned()
        }
        (Use::Target | Use::Host | Use::Builder | Use::Processor | Use::System, Place::Variable) => {
            "leave it out, or choose it in the `RUN`: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`".to_owned()
        }
        (Use::Host, Place::Script) | (Use::Builder, Place::Script | Place::Builder) => {
            "leave it out, or ask for the name: `$(gcc -dumpmachine)`".to_owned()
        }
        (Use::Processor, Place::Script) => {
            "leave it out, or ask for the name: `$(uname -m)`".to_owned()
        }
        (Use::System, Place::Script | Place::Builder) => {
            "leave it out, or ask for the name: `$(dpkg --print-architecture)`".to_owned()
        }
    }
}

fn of_tool(text: &str, place: Place) -> String {
    let text = text.trim_matches(['"', '\'']);
    if TOLD.iter().any(|it| text.split(' ').next() == Some(it)) {
        return "leave the target out: what is made is then for the image's own platform"
            .to_owned();
    }
    let tool = word(text).and_then(|it| tool(it.rsplit('/').next().unwrap_or_default()));
    match (tool, place) {
        // Alpine has no `dpkg`.
        (Some(tool), _) if place == Place::Variable || text.contains("musl") => {
            format!("name the tool of the image's own platform, `{tool}`")
        }
        (Some(tool), _) => format!(
            "name the tool of the image's own platform, `{tool}`, or ask for the name: `$(dpkg-architecture -qDEB_HOST_GNU_TYPE)-{tool}`"
        ),
        (None, Place::Variable) => {
            "leave it out: without it the tools of the image's own platform are used".to_owned()
        }
        (None, _) if text.ends_with('-') => {
            "leave it out, or ask for the name: `$(dpkg-architecture -qDEB_HOST_GNU_TYPE)-`"
                .to_owned()
        }
        (None, _) => "leave it out, or ask for the name: `$(gcc -dumpmachine)`".to_owned(),
    }
}
