//! What a command does to packages that are there already, in `node_modules` or `.venv`.
//!
//! Not a walk of scripts. In doubt packages are taken for replaced, for then nothing is said of them: a word that may be
//! an option's value may be the command as well, and what cannot be read may install.

use super::{
    copied::texts,
    gone::{Folder, removes},
};
use crate::{
    context::name::{ending, file_name},
    shell::{
        plain::{Dialect, Plain},
        value::UNKNOWN,
    },
};

/// Programs that build packages anew.
const BUILDERS: [&str; 9] = [
    "node-gyp",
    "node-pre-gyp",
    "prebuild-install",
    "cmake-js",
    "electron-rebuild",
    "install-app-deps",
    "@antfu/ni",
    "ni",
    "nci",
];

/// What installs packages for Node.
const MANAGERS: [&str; 7] = ["npm", "cnpm", "tnpm", "yarn", "pnpm", "bun", "deno"];

/// Commands that bring every package for this machine.
const ANEW: [&str; 20] = [
    "ci",
    "ic",
    "cit",
    "clean-install",
    "install-clean",
    "install-ci-test",
    "rebuild",
    "rb",
    "install",
    "i",
    "add",
    "it",
    "install-test",
    "up",
    "update",
    "upgrade",
    "workspace",
    "workspaces",
    "fetch",
    "dedupe",
];

/// Those that leave packages as they are where their version fits, if `npm` is told.
const ADDS: [&str; 8] = ["install", "i", "add", "it", "install-test", "up", "update", "upgrade"];

/// Words in the names of a project's own commands that may install.
const SETUPS: [&str; 5] = ["install", "bootstrap", "setup", "deps", "rebuild"];

/// Programs that do what a project's own file says.
const RUNNERS: [&str; 21] = [
    "make",
    "gmake",
    "just",
    "task",
    "mage",
    "rake",
    "rails",
    "bundle",
    "composer",
    "mix",
    "mvn",
    "gradle",
    "ant",
    "sbt",
    "dotnet",
    "invoke",
    "tox",
    "nox",
    "ansible-playbook",
    "eval",
    "parallel",
];

/// Programs that start another one.
const STARTERS: [&str; 20] = [
    "sudo", "env", "exec", "time", "nice", "command", "xargs", "timeout", "gosu", "su-exec", "su",
    "runuser", "nohup", "chroot", "stdbuf", "setpriv", "busybox", "tini", "retry", "script",
];

/// What commands do to packages that are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// Nothing.
    #[default]
    Kept,
    /// What is missing is added to them, and what is there stays.
    Added,
    /// They are removed, or installed anew.
    Replaced,
}

/// What the commands of a `RUN` do to a folder with packages; its text tells what the commands do not.
pub(super) fn fate(text: &str, commands: &[Plain], folder: &Folder<'_>) -> Fate {
    let all: Vec<Vec<&str>> = commands.iter().map(texts).collect();
    if hides(text, &all) {
        return Fate::Replaced;
    }
    all.iter().map(|words| of_command(words, folder)).max().unwrap_or_default()
}

/// The commands of a `RUN` may install packages for Node.
pub(super) fn may_install(text: &str, commands: &[Plain]) -> bool {
    let all: Vec<Vec<&str>> = commands.iter().map(texts).collect();
    hides(text, &all) || all.iter().any(|it| installs(it).is_some() || is_unknown(it))
}

fn of_command(words: &[&str], folder: &Folder<'_>) -> Fate {
    if removes(words, folder) || folder.is_broken && mends(words) {
        return Fate::Replaced;
    }
    match installs(words).filter(|_| !folder.is_python) {
        Some(Install::Anew) => Fate::Replaced,
        Some(Install::Adds) => Fate::Added,
        None if is_unknown(words) => Fate::Replaced,
        None => Fate::Kept,
    }
}

/// `uv sync`, `poetry install`: a virtual environment whose Python is not there is made anew.
fn mends(words: &[&str]) -> bool {
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&tool(word)));
    has(&["uv", "poetry", "pdm", "pipenv", "hatch"])
        && has(&["sync", "run", "install", "venv", "add", "update", "env"])
        && !has(&["pip", "pip3", "pipx"])
}

/// The text names what installs or deletes oftener than the commands do: `$(npm ci)`, `node -e "… npm ci …"`.
fn hides(text: &str, commands: &[Vec<&str>]) -> bool {
    let is_it = |word: &&str| {
        let name = tool(word);
        MANAGERS.contains(&name) || BUILDERS.contains(&name) || matches!(name, "rm" | "rimraf")
    };
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let is_sign = |it: char| it.is_whitespace() || "\"'`()[]{}<>;&|\\".contains(it);
    let written = lines.flat_map(|line| line.split(is_sign)).filter(is_it).count();
    written > commands.iter().flatten().copied().filter(|word| is_it(word)).count()
}

/// What a command does to `node_modules`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Install {
    /// It brings every package for this machine.
    Anew,
    /// It leaves packages as they are where their version fits.
    Adds,
}

/// `npm ci`, `yarn`, `pnpm --dir app install`, `npx pnpm@9 install`.
fn installs(words: &[&str]) -> Option<Install> {
    let has = |wanted: &str| words.iter().any(|word| tool(word) == wanted);
    let is_builder = |word: &&str| BUILDERS.contains(word) || BUILDERS.contains(&tool(word));
    if words.iter().any(is_builder) || has("lerna") && has("bootstrap") || has("rush") {
        return Some(Install::Anew);
    }
    let at = words.iter().position(|word| MANAGERS.contains(&tool(word)))?;
    let (manager, rest) = words.get(at..)?.split_first()?;
    let is_other = |word: &&str| {
        matches!(*word, "-g" | "--global" | "--location=global" | "--version" | "-v" | "--help")
    };
    if rest.iter().any(is_other) {
        return None;
    }
    match (tool(manager), told(rest)) {
        ("npm" | "cnpm" | "tnpm", Some(command)) if ADDS.contains(&command) => Some(Install::Adds),
        ("yarn", None) => Some(Install::Anew),
        (_, Some("run" | "run-script")) => {
            let is_setup = |word: &&str| SETUPS.iter().any(|it| word.contains(it));
            rest.iter().any(is_setup).then_some(Install::Anew)
        }
        (_, Some(command)) => {
            let is_setup = SETUPS.iter().any(|it| command.contains(it));
            (is_setup || ANEW.contains(&command)).then_some(Install::Anew)
        }
        (_, None) => None,
    }
}

/// The command among options, some of which have a value behind them.
fn told<'a>(rest: &[&'a str]) -> Option<&'a str> {
    let mut may_be_value = false;
    for &word in rest {
        if word.starts_with('-') {
            may_be_value = !word.contains('=');
        } else if !may_be_value || ANEW.contains(&word) || word == "run" {
            return Some(word);
        } else {
            may_be_value = false;
        }
    }
    None
}

/// A program's name without its folder and its version.
fn tool(word: &str) -> &str {
    let name = file_name(word);
    name.split('@').next().unwrap_or_default()
}

/// What a script of the project or `make` does, nobody knows, nor what a variable starts.
fn is_unknown(words: &[&str]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let name = file_name(first);
    if name.contains(UNKNOWN) || RUNNERS.contains(&name) || matches!(name, "source" | ".") {
        return true;
    }
    if STARTERS.contains(&name) {
        // Which of the words it starts depends on its options.
        let mut words = rest.iter().flat_map(|it| it.split(' '));
        return words.any(|it| is_of_project(it) || RUNNERS.contains(&it));
    }
    if name == "find" {
        let at = rest.iter().position(|it| it.starts_with("-exec"));
        return at.and_then(|at| rest.get(at + 1..)).is_some_and(is_unknown);
    }
    if Dialect::of(name) == Some(Dialect::Posix) {
        // Behind `-c` stands no file; it is a command of its own. Without a file it reads what it runs.
        let mut options = rest.iter().take_while(|it| it.starts_with('-'));
        return !options.any(|it| !it.starts_with("--") && it.ends_with('c'));
    }
    // `node scripts/setup.js`
    let is_setup = |word: &&&str| SETUPS.iter().any(|it| word.contains(it));
    matches!(tool(name), "node" | "python" | "python3" | "ruby" | "perl" | "php")
        && rest.iter().take(1).any(|it| is_setup(&it))
        || is_of_project(first)
}

/// A script, or a program that is not the system's.
fn is_of_project(word: &str) -> bool {
    let systems = ["/bin/", "/sbin/", "/usr/", "/opt/"];
    let known = || {
        word.contains("node_modules/")
            || word.contains("venv/")
            || systems.iter().any(|it| word.starts_with(it))
    };
    ending(file_name(word)) == Some("sh") || word.contains('/') && !known()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[test]
    fn installs_are_told_from_the_rest() {
        for (text, expected) in [
            ("npm --omit dev ci", Some(Install::Anew)),
            ("npm --prefix /app ci", Some(Install::Anew)),
            ("npm i", Some(Install::Adds)),
            ("npm install -g pnpm", None),
            ("npm run build", None),
            ("npm run install:all", Some(Install::Anew)),
            ("npm --silent run build", None),
            ("yarn", Some(Install::Anew)),
            ("yarn --network-concurrency 1", Some(Install::Anew)),
            ("yarn --version", None),
            ("yarn build", None),
            ("yarn global add serve", None),
            ("npx pnpm@9 install", Some(Install::Anew)),
            ("pnpm --filter web build", None),
            ("npx lerna bootstrap", Some(Install::Anew)),
            ("node index.js", None),
        ] {
            assert_eq!(installs(&words(text)), expected, "{text}");
        }
    }

    #[test]
    fn scripts_of_the_project_are_unknown() {
        for text in [
            "make deps",
            "env CI=1 make",
            "./setup.sh",
            "bash setup",
            "sh",
            "sudo -u app ./setup",
            "scripts/bootstrap",
            "node scripts/setup.js",
            "\u{fffc} ci",
            "\u{fffc}/npx tsc",
            "find . -name setup.sh -exec sh {} ;",
            "dotnet publish",
        ] {
            assert!(is_unknown(&words(text)), "{text}");
        }
        for text in [
            "chmod +x run.sh",
            "node_modules/.bin/tsc",
            "bash -ec ls",
            "/usr/bin/tool",
            "find /app -name *.sh -exec chmod +x {} +",
            "node server.js",
        ] {
            assert!(!is_unknown(&words(text)), "{text}");
        }
    }
}
