//! What a command does to packages that are there already, in `node_modules` or `.venv`.
//!
//! Not a walk of scripts. In doubt packages are taken for replaced, for then nothing is said of them: a word that may be
//! an option's value may be the command as well, and only programs that are known leave packages as they are.

use super::{
    copied::texts,
    gone::{Folder, removes},
};
use crate::{
    context::name::{ending, file_name},
    knowledge,
    shell::{
        plain::{Dialect, Plain},
        value::UNKNOWN,
    },
};

/// Programs that build packages anew, or take them away.
const BUILDERS: [&str; 14] = [
    "node-gyp",
    "node-pre-gyp",
    "prebuild-install",
    "cmake-js",
    "electron-rebuild",
    "@electron/rebuild",
    "install-app-deps",
    "@antfu/ni",
    "ni",
    "nci",
    "npkill",
    "del",
    "rush",
    "lerna",
];

/// What installs packages for Node.
const MANAGERS: [&str; 8] = ["npm", "cnpm", "tnpm", "yarn", "yarnpkg", "pnpm", "bun", "deno"];

/// Commands that bring every package for this machine, or take one away.
const ANEW: [&str; 29] = [
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
    "recursive",
    "m",
    "fetch",
    "dedupe",
    "prune",
    "remove",
    "uninstall",
    "unlink",
    "rm",
    "un",
    "r",
];

/// Those that leave packages as they are where their version fits, if `npm` is told.
const ADDS: [&str; 8] = ["install", "i", "add", "it", "install-test", "up", "update", "upgrade"];

/// Words in the names of a project's own commands that may install.
const SETUPS: [&str; 5] = ["install", "bootstrap", "setup", "deps", "rebuild"];

/// Programs that start another one.
const STARTERS: [&str; 22] = [
    "sudo", "doas", "env", "exec", "time", "nice", "command", "xargs", "timeout", "gosu",
    "su-exec", "su", "runuser", "nohup", "chroot", "stdbuf", "setpriv", "busybox", "tini", "retry",
    "npx", "corepack",
];

/// Programs, beside the commands of systems, that leave packages as they are.
const HARMLESS: [&str; 53] = [
    ":",
    ".",
    "[",
    "alias",
    "break",
    "cd",
    "continue",
    "echo",
    "eval",
    "exit",
    "export",
    "false",
    "hash",
    "let",
    "local",
    "popd",
    "printf",
    "pushd",
    "pwd",
    "read",
    "readonly",
    "return",
    "set",
    "shift",
    "shopt",
    "source",
    "test",
    "trap",
    "true",
    "type",
    "ulimit",
    "umask",
    "unset",
    "wait",
    "node",
    "bunx",
    "pnpx",
    "next",
    "tsc",
    "vite",
    "webpack",
    "nest",
    "ng",
    "nuxt",
    "astro",
    "rollup",
    "esbuild",
    "prisma",
    "jest",
    "eslint",
    "react-scripts",
    "nx",
    "turbo",
];

/// Programs that do what a project's own file says, although systems have them.
const RUNNERS: [&str; 14] = [
    "make", "gmake", "cmake", "ninja", "mvn", "gradle", "ant", "sbt", "dotnet", "bazel", "rake",
    "eval", "source", ".",
];

/// Programs that run a text or a file of another language.
const INTERPRETERS: [&str; 7] = ["node", "ruby", "perl", "php", "expect", "tsx", "ts-node"];

/// What commands do to packages that are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// Nothing.
    #[default]
    Kept,
    /// What is missing is added to them, and what is there stays.
    Added,
    /// They are removed, or installed anew, or nobody knows.
    Replaced,
}

/// What the commands of a `RUN` do to a folder with packages; its text tells what the commands do not.
pub(super) fn fate(text: &str, commands: &[Plain], folder: &Folder<'_>) -> Fate {
    let all: Vec<Vec<&str>> = commands.iter().map(texts).collect();
    if hides(text, &all, folder.name) {
        return Fate::Replaced;
    }
    let is_fetched = fetches(&all);
    let of = |words: &Vec<&str>| of_command(words, is_fetched, folder);
    all.iter().map(of).max().unwrap_or_default()
}

/// The commands of a `RUN` may install packages for Node.
pub(super) fn may_install(text: &str, commands: &[Plain]) -> bool {
    let all: Vec<Vec<&str>> = commands.iter().map(texts).collect();
    let is_fetched = fetches(&all);
    let may = |words: &Vec<&str>| installs(words).is_some() || !is_harmless(words, is_fetched);
    hides(text, &all, "node_modules") || all.iter().any(may)
}

/// Commands surely install or remove them.
pub(super) fn replaces(commands: &[Plain], folder: &Folder<'_>) -> bool {
    let mut all = commands.iter().map(texts);
    all.any(|it| removes(&it, folder) || !folder.is_python && installs(&it).is_some())
}

fn of_command(words: &[&str], is_fetched: bool, folder: &Folder<'_>) -> Fate {
    if removes(words, folder) || folder.is_python && mends(words) {
        return Fate::Replaced;
    }
    match installs(words).filter(|_| !folder.is_python) {
        Some(Install::Adds) => Fate::Added,
        None if is_harmless(words, is_fetched) => Fate::Kept,
        Some(Install::Anew) | None => Fate::Replaced,
    }
}

/// `uv sync`, `poetry install`: a virtual environment whose Python is not there is made anew.
fn mends(words: &[&str]) -> bool {
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&tool(word)));
    let anew = ["sync", "run", "install", "venv", "add", "update", "env", "remove", "--rm"];
    has(&["uv", "poetry", "pdm", "pipenv", "hatch"]) && has(&anew) && !has(&["pip", "pip3", "pipx"])
}

/// A program that is fetched and handed to a shell is for the system: `curl … | bash`.
fn fetches(commands: &[Vec<&str>]) -> bool {
    let name = |words: &Vec<&str>| words.first().map_or("", |it| file_name(it)).to_owned();
    let mut names = commands.iter().map(name);
    let is_text = |it: &String| matches!(&**it, "echo" | "printf" | "cat");
    names.clone().any(|it| matches!(&*it, "curl" | "wget")) && !names.any(|it| is_text(&it))
}

/// The text tells to install or to delete oftener than the commands do: `$(npm ci)`, `node -e "… npm ci …"`.
fn hides(text: &str, commands: &[Vec<&str>], folder: &str) -> bool {
    let is_sign = |it: char| it.is_whitespace() || "\"'`()[]{}<>;&|\\,".contains(it);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let words: Vec<&str> =
        lines.flat_map(|line| line.split(is_sign)).filter(|it| !it.is_empty()).collect();
    // `fs.rmSync`, `shutil.rmtree`
    let is_method = |word: &str| matches!(word.rsplit('.').next(), Some("rmtree" | "rmSync"));
    let is_deleter = |word: &&str| matches!(tool(word), "rm" | "rimraf") || is_method(word);
    let own = || commands.iter().flatten();
    let told = |words: &[&str]| words.iter().filter(|it| is_deleter(it)).count();
    if told(&words) > own().filter(|it| is_deleter(it)).count()
        && words.iter().any(|word| word.contains(folder))
    {
        return true;
    }
    let begins = |words: &[&str]| {
        let [first, rest @ ..] = words else { return false };
        let mut rest = rest.iter().filter(|it| !it.starts_with('-'));
        let verb = rest.next().copied().unwrap_or_default();
        let is_open = verb.len() > 1 && verb.starts_with(['$', UNKNOWN]);
        MANAGERS.contains(&tool(first)) && (ANEW.contains(&verb) || is_open)
            || BUILDERS.contains(first)
    };
    let count = |words: &[&str]| {
        (0..words.len())
            .filter(|&at| words.get(at..(at + 6).min(words.len())).is_some_and(begins))
            .count()
    };
    count(&words) > commands.iter().map(|words| count(words)).sum()
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
    let is_builder = |word: &&str| {
        let bare = word.rsplit_once('@').map_or(*word, |(name, _)| name);
        BUILDERS.contains(&bare) || BUILDERS.contains(word) || BUILDERS.contains(&tool(word))
    };
    if words.iter().any(is_builder) {
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
    // `npm exec -- npm ci`
    let last = rest.iter().rposition(|word| MANAGERS.contains(&tool(word)));
    let last = last.and_then(|at| rest.get(at..)?.split_first());
    let (manager, rest) = last.unwrap_or((manager, rest));
    match (tool(manager), told(rest)) {
        (_, Some(command)) if command.contains(UNKNOWN) => Some(Install::Anew),
        ("npm" | "cnpm" | "tnpm", Some(command)) if ADDS.contains(&command) => Some(Install::Adds),
        ("yarn" | "yarnpkg", None) => Some(Install::Anew),
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

/// A program's name without its folder and its version: `npm-cli.js` and `yarn-4.1.0.cjs` are programs too.
fn tool(word: &str) -> &str {
    let name = file_name(word);
    let name = name.split('@').next().unwrap_or_default();
    match name.strip_suffix(".cjs").or_else(|| name.strip_suffix(".js")) {
        Some("npm-cli") => "npm",
        Some(stem) if stem == "yarn" || stem.starts_with("yarn-") => "yarn",
        Some(_) | None => name,
    }
}

/// True for what is known to leave packages as they are. What a script of the project or `make` does, nobody knows, nor
/// what a variable starts.
fn is_harmless(words: &[&str], is_fetched: bool) -> bool {
    let Some((first, rest)) = words.split_first() else { return true };
    let name = file_name(first);
    if STARTERS.contains(&name) {
        // Which of the words it starts depends on its options.
        let mut words = rest.iter().flat_map(|it| it.split(' '));
        let is_runner = |it: &str| it != "." && RUNNERS.contains(&it);
        return !words.any(|it| is_of_project(it) || it.starts_with(UNKNOWN) || is_runner(it));
    }
    if name == "find" {
        let at = rest.iter().position(|it| it.starts_with("-exec"));
        return at.and_then(|at| rest.get(at + 1..)).is_none_or(|it| is_harmless(it, false));
    }
    if Dialect::of(name) == Some(Dialect::Posix) {
        // Behind `-c` stands no file; it is a command of its own. Without a file it reads what it runs.
        let options = rest.iter().take_while(|it| it.starts_with('-'));
        let is_text = options.clone().any(|it| !it.starts_with("--") && it.ends_with('c'));
        let operand = rest.get(options.count()).copied();
        return if is_text {
            operand.is_some_and(|it| !it.starts_with(UNKNOWN))
        } else {
            is_fetched && operand.is_none()
        };
    }
    let is_known = HARMLESS.contains(&name)
        || interprets(name)
        || MANAGERS.contains(&tool(name))
        || first.contains("node_modules/")
        || first.contains("venv/")
        || knowledge::command(name).is_some();
    let runs = interprets(name) || MANAGERS.contains(&tool(name));
    let starts_setup = || runs && rest.iter().any(|it| is_setup_script(it));
    is_known && !RUNNERS.contains(&name) && !is_of_project(first) && !starts_setup()
}

/// `node`, `python3.12`.
fn interprets(name: &str) -> bool {
    let bare = name.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.');
    INTERPRETERS.contains(&name) || bare == "python"
}

/// `scripts/setup.js`
fn is_setup_script(word: &str) -> bool {
    let is_script = ["ts", "mts", "js", "mjs", "cjs", "py", "rb", "php", "pl"];
    ending(file_name(word)).is_some_and(|it| is_script.contains(&it))
        && SETUPS.iter().any(|it| word.contains(it))
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
            ("node .yarn/releases/yarn-4.1.0.cjs install", Some(Install::Anew)),
            ("npx @electron/rebuild@3", Some(Install::Anew)),
            ("pnpm recursive install", Some(Install::Anew)),
            ("npm exec -- npm ci", Some(Install::Anew)),
            ("npm \u{fffc}", Some(Install::Anew)),
            ("npm prune --omit=dev", Some(Install::Anew)),
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
            "\u{fffc}/build-app",
            "find . -name setup.sh -exec sh {} ;",
            "dotnet publish",
            "build-app",
            "/usr/bin/build-app",
            "sudo -E bash -c \u{fffc}",
            "node --no-warnings scripts/setup.mjs",
            "npx tsx scripts/bootstrap.ts",
            "mise run deps",
        ] {
            assert!(!is_harmless(&words(text), false), "{text}");
        }
        for text in [
            "chmod +x run.sh",
            "node_modules/.bin/tsc",
            "bash -ec ls",
            "npx tsc -p .",
            "chown -R node:node /app",
            "pip install -r requirements.txt",
            "sudo -u node npm run build",
            "find /app -name *.sh -exec chmod +x {} +",
            "node server.js",
        ] {
            assert!(is_harmless(&words(text), false), "{text}");
        }
    }
}
