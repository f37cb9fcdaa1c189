//! Packages of Python and Node with machine code that a stage on the build machine installs.
//!
//! Not a rule: `cross-stage-binary-copy` says what is found here. Most packages are text, so those count that are named
//! in the command and known; a list of them in a file (`-r requirements.txt`, `npm ci`) may hold anything.

use super::{
    copied::{run_text, runs, runs_after},
    host_go::folder_of,
    made::{Made, Place, absolute},
    script::{Walk, option},
};
use crate::{
    context::name::file_name,
    facts::Facts,
    knowledge::{self, Manager},
    shell::run::Call,
    stage::source::{Origin, Source},
    syntax::ast::Kind,
};

/// What chooses the machine that packages are for, or keeps them out of the image.
const CHOICES: [&str; 9] = [
    "--platform",
    "--python-platform",
    "--cpu",
    "--arch",
    "--os",
    "--target_arch",
    "--save-dev",
    "--dev",
    "-D",
];

/// What installs packages of Node, or builds them.
const INSTALLS: [&str; 6] = ["rebuild", "npm i", "npm ci", "yarn", "pnpm", "bun i"];

/// What a command installed that only runs on machines like its own.
pub(super) fn made(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Vec<Made> {
    // `/venv/bin/python -m pip`, `uv pip`
    let by_python = call.name.starts_with("python") && call.word(1) == "-m";
    let skipped = if by_python { 2 } else { usize::from(call.name == "uv") };
    call.read_words(skipped, |words| {
        let (first, words) = words.split_first()?;
        Some(installed(facts, walk, (call, file_name(first), words)))
    })
    .unwrap_or_default()
}

/// What a command of a package manager installed, by its words.
fn installed(
    facts: &Facts<'_>,
    walk: &Walk<'_>,
    (call, command, words): (&Call, &str, &[&str]),
) -> Vec<Made> {
    let Some(manager) = knowledge::manager(command) else { return Vec::new() };
    let is_told = |word: &&str| CHOICES.contains(&word.split('=').next().unwrap_or_default());
    if words.iter().any(is_told) || call.sets.iter().any(|it| it.name.contains("arch")) {
        return Vec::new();
    }
    let known = ["pip", "pip3", "npm", "yarn", "pnpm", "bun"];
    let Some(by) = known.into_iter().find(|it| *it == command) else { return Vec::new() };
    let Some(what) = native(manager, words) else { return Vec::new() };
    let places = if by.starts_with("pip") {
        python(facts, walk, (call, words))
    } else {
        node(facts, walk, words, &what)
    };
    let at = call.spans.first().copied();
    let what = Some(what);
    places.into_iter().map(|place| Made { by, place, at, what: what.clone() }).collect()
}

/// The first package with machine code that a command names.
fn native(manager: &Manager, words: &[&str]) -> Option<String> {
    let from_source = words.iter().any(|it| it.starts_with("--build-from-source"));
    let rebuilt = words.split_first().filter(|(verb, _)| **verb == "rebuild");
    let names: Vec<&str> = if let Some((_, behind)) = rebuilt {
        behind.iter().copied().filter(|it| !it.starts_with('-')).collect()
    } else {
        let places = manager.packages(words)?.into_iter();
        places.filter_map(|at| words.get(at).copied()).collect()
    };
    let name = names.into_iter().find(|it| knowledge::is_native(manager, it, from_source))?;
    Some(manager.bare(name).to_owned())
}

/// Where pip puts packages.
fn python(facts: &Facts<'_>, walk: &Walk<'_>, (call, words): (&Call, &[&str])) -> Vec<Place> {
    let folder = folder_of(facts, (walk.script.stage, walk.script.instruction), walk.trace);
    let full = |path: &str| absolute(path, folder.as_deref()).unwrap_or_else(|| path.to_owned());
    let tree = |path: &str| vec![Place::Tree(full(path.trim_end_matches('/')))];
    if words.contains(&"wheel") {
        let folder = option(words, &["-w", "--wheel-dir"]).unwrap_or(".");
        // pip would fetch others if it may.
        let is_only = runs(facts).any(|it| it.contains("--no-index") || it.contains(".whl"));
        return if is_only { tree(folder) } else { Vec::new() };
    }
    if let Some(folder) = option(words, &["--prefix", "--target", "-t", "--root"]) {
        return tree(folder);
    }
    if words.contains(&"--user") {
        return tree("/root/.local");
    }
    match environment(facts, walk, call) {
        Some(folder) => tree(&folder),
        None if call.name == "uv" && !words.contains(&"--system") => tree(".venv"),
        None => tree("/usr/local"),
    }
}

/// The virtual environment that a command works in.
fn environment(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<String> {
    let of_bin = |path: &str| {
        let (folder, _) = path.rsplit_once("/bin/")?;
        (!matches!(folder, "" | "/usr" | "/usr/local")).then(|| folder.to_owned())
    };
    let own = call.words.first()?.shown();
    let sourced = walk.trace.calls.iter().filter(|it| matches!(&*it.name, "." | "source"));
    let mut sourced = sourced.filter_map(|it| of_bin(&it.words.get(1)?.shown()));
    of_bin(&own).or_else(|| sourced.next()).or_else(|| {
        let evaluation = facts.evaluations.first()?;
        let bodies = facts.chain(evaluation, walk.script.stage).flat_map(|it| it.body.clone());
        let pairs = bodies.filter_map(|at| {
            let Kind::Env(pairs) = &facts.instruction(at)?.kind else { return None };
            Some(pairs)
        });
        pairs.flatten().find_map(|pair| {
            let value = pair.value.as_ref()?.as_str().trim_matches(['"', '\'']);
            match pair.name.as_str() {
                "VIRTUAL_ENV" => Some(value.to_owned()),
                "PATH" => of_bin(&format!("{}/", value.split(':').next()?)),
                _ => None,
            }
        })
    })
}

/// Where npm and its like put packages.
fn node(facts: &Facts<'_>, walk: &Walk<'_>, words: &[&str], what: &str) -> Vec<Place> {
    let stage = walk.script.stage;
    if is_replaced(facts, stage) {
        return Vec::new();
    }
    if option(words, &["-C", "--prefix", "--dir", "--cwd"]).is_some() {
        return Vec::new();
    }
    let global = words.iter().any(|it| matches!(*it, "-g" | "--global"));
    let own = || folder_of(facts, (stage, walk.script.instruction), walk.trace);
    let folder = if global { Some("/usr/local/lib".to_owned()) } else { own() };
    let Some(folder) = folder else { return Vec::new() };
    let all = format!("{folder}/node_modules");
    let mut places = vec![Place::Folder(format!("{all}/{what}")), Place::Folder(all)];
    if !global {
        places.push(Place::Folder(folder));
    }
    places
}

/// Node's packages of a stage are removed, or built anew behind where they are copied to.
fn is_replaced(facts: &Facts<'_>, stage: usize) -> bool {
    let body = facts.graph.stages.get(stage).into_iter().flat_map(|it| it.body.clone());
    let mut own = body.filter_map(|at| run_text(facts, at));
    let removes = |it: &str| it.contains("rm ") && it.contains("node_modules");
    let installs = |it: &str| INSTALLS.iter().any(|word| it.contains(word));
    let is_taken = |it: &&Source| it.origin == Origin::Stage(stage);
    let mut takers = facts.sources.iter().filter(is_taken);
    own.any(removes) || takers.any(|it| runs_after(facts, it.stage, it.instruction).any(installs))
}
