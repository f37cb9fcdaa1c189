//! Names that a tool or a distribution knows, for `arch-name-mismatch`: targets of Rust and .NET, Go's architectures,
//! Debian's folders and package sources.
//!
//! Not addresses, whose projects spell as they like. These have one spelling each, so no table is asked: only names that
//! none of them ever has are wrong, and only where the platform tells them.

use super::{
    arch_name_script::is_told,
    script::{Hit, Walk, hits, merged},
};
use crate::{
    facts::Facts,
    needle::Needle,
    rule::Findings,
    rules::{list, quoted},
    shell::{
        run::{Assigned, Call},
        value::Value,
    },
    span::Span,
    stage::target::{Evaluation, word_at},
    syntax::ast::Kind,
};

/// A name that nobody has, and who that is.
struct Wrong {
    name: String,
    tool: Tool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    Rust,
    DotNet,
    Go,
    Folder,
    /// The same, of a copy.
    Copied,
    Source,
}

const TOOLS: [Tool; 6] =
    [Tool::Rust, Tool::DotNet, Tool::Go, Tool::Folder, Tool::Copied, Tool::Source];

/// Names by which Linux goes, and the ones that Docker and Debian use.
const OF_LINUX: [&str; 2] = ["x86_64", "aarch64"];
const OF_DOCKER: [&str; 2] = ["amd64", "arm64"];

/// Commands that make what they name, or to which it is all the same whether it is there.
const MAKERS: &[&str] =
    &["mkdir", "rm", "tar", "unzip", "mv", "install", "test", "echo", "git", "rsync"];

/// What stands in every file with such a name.
static SIGNS: [Needle; 6] = [
    Needle::new("-unknown-linux-"),
    Needle::new("-linux-gnu"),
    Needle::new("jvm/"),
    Needle::new("GOARCH"),
    Needle::new("arch="),
    Needle::new("dotnet"),
];

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !asks(facts) || !facts.mentions_any(&SIGNS) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Wrong)| {
        for call in &walk.trace.calls {
            for ((word, span), before) in call.arguments().zip(&call.words) {
                if word.by_platform()
                    && let Some(wrong) = wrong(facts, (call, before), word)
                {
                    note(span, wrong);
                }
            }
        }
        for set in of_go(&walk) {
            let named = set.value.exact().filter(|it| OF_LINUX.contains(&&**it));
            if let Some(name) = named.filter(|_| set.value.by_platform()) {
                note(set.span, Wrong { name: name.into_owned(), tool: Tool::Go });
            }
        }
    };
    let mut all = hits(facts, look);
    all.extend(library_folders(facts));
    all.sort_by_key(|hit| hit.span);
    for tool in TOOLS {
        let own = all.extract_if(.., |hit| hit.what.tool == tool).collect();
        for Hit { span, what, targets } in merged(facts, own) {
            let names = quoted(what.into_iter().map(|it| it.name).collect());
            let (who, way) = told(tool);
            let message = format!("{who} {names}, which this asks for on {}", list(&targets));
            findings.add(span, message).platforms(targets).help(way);
        }
    }
}

/// Something in the file depends on the platform; in most nothing does.
fn asks(facts: &Facts<'_>) -> bool {
    let mut traces = facts.scripts().iter().flat_map(|it| &it.traces);
    let mut stages = facts.evaluations.iter().flat_map(|it| &it.stages);
    traces.any(|(_, trace)| trace.asks)
        || stages.any(|at| at.body.words.iter().any(|it| it.automatic.target()))
}

/// The message's beginning, and the way out.
const fn told(tool: Tool) -> (&'static str, &'static str) {
    match tool {
        Tool::Rust => (
            "Rust has no target",
            "map the name: `case \"$TARGETARCH\" in amd64) a=x86_64 ;; arm64) a=aarch64 ;; esac`",
        ),
        Tool::DotNet => {
            (".NET has no runtime identifier", "write `-a $TARGETARCH` in place of the identifier")
        }
        Tool::Go => {
            ("Go has no architecture", "write `GOARCH=$TARGETARCH`, with `ARG TARGETARCH` before")
        }
        Tool::Folder => (
            "no distribution has a folder",
            "write `$(uname -m)-linux-gnu` for libraries, and `-$(dpkg --print-architecture)` for Debian's Java",
        ),
        Tool::Copied => (
            "no distribution has a folder",
            "collect the files in a `RUN` with `$(uname -m)-linux-gnu`, and copy them from there",
        ),
        Tool::Source => (
            "apt has no architecture",
            "write `$(dpkg --print-architecture)`, or leave `arch=` out",
        ),
    }
}

/// What Go is told to build for: in front of its command, or by the last `export` before it.
fn of_go<'w>(walk: &Walk<'w>) -> Vec<&'w Assigned> {
    let is_it = |set: &&'w Assigned| set.name == "GOARCH";
    let builds = |call: &&'w Call| {
        call.name == "go" && matches!(&*call.word(1), "build" | "install" | "test")
    };
    let last = walk.trace.assigned.iter().rev().find(is_it).filter(|it| it.exported);
    let calls = || walk.trace.calls.iter().filter(builds);
    let own = calls().flat_map(|call| &call.sets).filter(is_it);
    let is_used = calls().any(|call| !call.sets.iter().any(|set| set.name == "GOARCH"));
    own.chain(last.filter(|_| is_used)).collect()
}

fn wrong(facts: &Facts<'_>, (call, before): (&Call, &Value), word: &Value) -> Option<Wrong> {
    let shown = word.shown();
    let of = |tool: Tool, name: &str| Some(Wrong { name: name.to_owned(), tool });
    let told = |part: &str| shown.find(part).is_some_and(|at| is_told(word, at));
    match call.name.as_str() {
        "cargo" | "rustc" | "cross" | "rustup" | "maturin" => {
            let (start, _) = shown.split_once("-unknown-linux-")?;
            let name = start.rsplit(['-', '=']).next()?;
            let target = shown.get(start.len() - name.len()..)?;
            (OF_DOCKER.contains(&name) && told(name)).then_some(())?;
            of(Tool::Rust, target)
        }
        "dotnet" => {
            let is_option = |it: &str| matches!(it, "-r" | "--runtime");
            let before = before.shown();
            let (option, name) = shown.rsplit_once(['=', ':']).unwrap_or((&before, &shown));
            let (_, last) = name.rsplit_once('-').filter(|_| name.starts_with("linux-"))?;
            let is_property = option.ends_with("RuntimeIdentifier");
            let is_linux = OF_LINUX.contains(&last) && (is_property || is_option(option));
            // Of `-r linux-amd64` the program makes `linux-x64`, of a property it does not.
            let is_docker = last == "amd64" && is_property;
            ((is_linux || is_docker) && told(last)).then_some(())?;
            of(Tool::DotNet, name)
        }
        "echo" | "printf" if shown.contains("deb ") => {
            let (_, behind) = shown.split_once("arch=")?;
            let name = behind.split([']', ' ', ',']).next()?;
            (OF_LINUX.contains(&name) && told(name)).then_some(())?;
            of(Tool::Source, name)
        }
        name if !MAKERS.contains(&name) && shown.contains('/') => {
            let folder = folder(&shown).filter(|(_, name)| told(name))?.0;
            (!is_made(facts, &folder)).then_some(())?;
            of(Tool::Folder, &folder)
        }
        _ => None,
    }
}

/// A folder of a path that no distribution has, with the name of the architecture in it.
fn folder(text: &str) -> Option<(String, &'static str)> {
    let of_path = |path: &str| {
        let first = |start: &str| path.strip_prefix(start)?.split('/').next();
        let mut folders = ["/usr/lib/", "/lib/", "/usr/include/"].into_iter().filter_map(first);
        let library = folders.find_map(|part| {
            let name = part.strip_suffix("-linux-gnu")?;
            Some((part.to_owned(), OF_DOCKER.into_iter().find(|it| *it == name)?))
        });
        let java = || {
            let part = first("/usr/lib/jvm/").filter(|it| it.starts_with("java-"))?;
            let (start, name) = part.rsplit_once('-')?;
            let name = OF_LINUX.into_iter().find(|it| *it == name)?;
            start.ends_with("-openjdk").then(|| (part.to_owned(), name))
        };
        library.or_else(java)
    };
    text.split([' ', ':', '=']).find_map(of_path)
}

/// `COPY --from=… /usr/lib/${TARGETARCH}-linux-gnu/…`
fn library_folders(facts: &Facts<'_>) -> Vec<Hit<Wrong>> {
    let mut found = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Copy(transfer), Some(stage)) = (&instruction.kind, facts.stage_of(index)) else {
            continue;
        };
        let is_from = instruction.flags.iter().any(|flag| flag.name == "from");
        let sources = transfer.sources.iter().filter(|it| is_from && it.as_str().contains('$'));
        for source in sources {
            let at = |it: &Evaluation| {
                let at = it.stages.get(stage.index).filter(|at| at.is_built())?;
                let word = word_at(&at.body.words, source.span())?;
                let value = word.value.as_ref().ok().filter(|_| word.automatic.target())?;
                folder(value).map(|(folder, _)| folder)
            };
            let targets = facts.targets(|it| at(it).is_some());
            let name = facts.evaluations.iter().find_map(at);
            if let Some(name) = name.filter(|it| !is_made(facts, it)) {
                found.push(Hit {
                    span: source.span(),
                    what: Wrong { name, tool: Tool::Copied },
                    targets,
                });
            }
        }
    }
    found
}

/// A script makes a folder whose name ends so.
fn is_made(facts: &Facts<'_>, folder: &str) -> bool {
    let traces = facts.scripts().iter().flat_map(|script| &script.traces);
    let makes = |call: &&Call| {
        let links =
            call.name == "ln" && call.words.last().is_some_and(|it| it.shown().ends_with(folder));
        links || MAKERS.contains(&call.name.as_str())
    };
    let mut calls = traces.flat_map(|(_, trace)| &trace.calls).filter(makes);
    calls.any(|call| call.words.iter().any(|it| it.shown().contains(folder)))
}
