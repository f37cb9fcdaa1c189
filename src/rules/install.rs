//! What a command does to packages that are there already, in `node_modules` or `.venv`.
//!
//! Not a walk of scripts. A word that may be an option's value may be the command as well: in doubt packages are taken
//! for replaced, for then nothing is said of them.

use crate::context::name::{ending, file_name};

/// Programs that build packages anew.
const BUILDERS: [&str; 7] = [
    "node-gyp",
    "node-pre-gyp",
    "prebuild-install",
    "cmake-js",
    "electron-rebuild",
    "install-app-deps",
    "@antfu/ni",
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
const RUNNERS: [&str; 7] = ["make", "gmake", "just", "task", "mage", "rake", "ansible-playbook"];

/// Programs that start another one.
const STARTERS: [&str; 7] = ["sudo", "env", "exec", "time", "nice", "command", "xargs"];

/// What a command does to `node_modules`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Install {
    /// It brings every package for this machine.
    Anew,
    /// It leaves packages as they are where their version fits.
    Adds,
}

/// `npm ci`, `yarn`, `pnpm --dir app install`, `npx pnpm@9 install`.
pub(super) fn installs(words: &[&str]) -> Option<Install> {
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

/// What a script of the project or `make` does, nobody knows.
pub(super) fn is_unknown(words: &[&str]) -> bool {
    let is_before = |word: &&&str| {
        STARTERS.contains(&file_name(word)) || word.starts_with('-') || word.contains('=')
    };
    let mut words = words.iter().skip_while(is_before);
    let Some(first) = words.next() else { return false };
    let name = file_name(first);
    if matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh" | "source" | ".") {
        // Behind `-c` stands no file; it is a command of its own.
        let mut options = words.clone().take_while(|it| it.starts_with('-'));
        let is_text = options.any(|it| !it.starts_with("--") && it.ends_with('c'));
        return !is_text && words.any(|it| !it.starts_with('-'));
    }
    let systems = ["/bin/", "/sbin/", "/usr/", "/opt/"];
    let known = || {
        first.contains("node_modules/")
            || first.contains("venv/")
            || systems.iter().any(|it| first.starts_with(it))
    };
    RUNNERS.contains(&name) || ending(name) == Some("sh") || first.contains('/') && !known()
}

/// `rm -rf .venv`, `uv venv --clear`, `git clean -fdx`, `cp -r /deps/node_modules .`.
pub(super) fn removes(words: &[&str], name: &str) -> bool {
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&file_name(word)));
    let anew = ["--clear", "--reinstall", "--force-reinstall"];
    name.contains("venv") && has(&anew)
        || has(&["rm", "rimraf"]) && words.iter().any(|word| covers(word, name))
        || has(&["mv", "cp", "ln", "tar", "rsync"]) && words.iter().any(|word| word.contains(name))
        || has(&["find"]) && has(&["-delete"]) && words.iter().any(|word| word.contains(name))
        || cleans(words)
}

/// A pattern names the packages: `{dist,node_modules}`, `node_modu*`, `node_modules/*`, and not `node_modules/.cache`.
fn covers(word: &str, name: &str) -> bool {
    word.split(['{', '}', ',']).any(|path| {
        let mut parts = path.split(['/', '\\']);
        let is_it = |part: &str| {
            let start = part.split_once('*').map(|(start, _)| start).filter(|it| !it.is_empty());
            part == name || start.is_some_and(|start| name.starts_with(start))
        };
        parts.any(is_it) && !parts.next().is_some_and(|it| it.starts_with('.'))
    })
}

/// `git clean -fdx`, `git -C app clean -fdx`.
fn cleans(words: &[&str]) -> bool {
    let mut words = words.iter().skip_while(|word| file_name(word) != "git").skip(1);
    while let Some(word) = words.next() {
        if matches!(*word, "-C" | "-c") {
            words.next();
        } else if !word.starts_with('-') {
            return *word == "clean";
        }
    }
    false
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
        for text in ["make deps", "CI=1 make", "./setup.sh", "bash setup", "scripts/bootstrap"] {
            assert!(is_unknown(&words(text)), "{text}");
        }
        for text in ["chmod +x run.sh", "node_modules/.bin/tsc", "bash -ec ls", "/usr/bin/tool"] {
            assert!(!is_unknown(&words(text)), "{text}");
        }
    }

    #[test]
    fn removals_are_told_from_the_rest() {
        for text in [
            "rm -rf ./{dist,node_modules}",
            "rm -r node_modu*",
            "rm -rf node_modules/*",
            "rm -rf node_modules/bcrypt",
            "cp -a /deps/node_modules .",
            "git -C app clean -fdx",
        ] {
            assert!(removes(&words(text), "node_modules"), "{text}");
        }
        for text in ["rm -rf node_modules/.cache", "git log clean", "rm -rf /var/lib/apt/lists/*"] {
            assert!(!removes(&words(text), "node_modules"), "{text}");
        }
    }
}
