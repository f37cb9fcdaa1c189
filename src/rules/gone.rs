//! What commands remove: a folder with packages, or what is above it.
//!
//! Not a walk of scripts. Where a command begins is not followed, so a name that counts from there may be anywhere, and a
//! variable may be anything.

use crate::{context::name::file_name, shell::value::UNKNOWN};

/// A folder with packages.
pub(super) struct Folder<'f> {
    /// Its name: `node_modules`, `.venv`.
    pub(super) name: &'f str,
    /// Where it lies in the image, its names from the top; empty where that is not known.
    pub(super) place: Vec<String>,
    /// It is a virtual environment of Python.
    pub(super) is_python: bool,
    /// The Python that it is tied to is not in the image.
    pub(super) is_broken: bool,
}

/// Programs that delete what they are told.
const DELETERS: [&str; 6] = ["rm", "rimraf", "rmdir", "unlink", "del-cli", "trash"];

/// `rm -rf .venv`, `uv venv --clear`, `git clean -fdx`, `cp -r /deps/node_modules .`.
pub(super) fn removes(words: &[&str], folder: &Folder<'_>) -> bool {
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&file_name(word)));
    let names = || words.iter().any(|word| word.contains(folder.name));
    let anew = ["--clear", "--reinstall", "--force-reinstall", "--delete"];
    folder.is_python && has(&anew)
        || has(&["mv", "cp", "ln", "tar", "rsync"]) && (names() || has(&["--delete"]))
        || deletes(words, folder)
        || cleans(words)
}

fn deletes(words: &[&str], folder: &Folder<'_>) -> bool {
    let first = words.first().map_or("", |word| file_name(word));
    if first == "find" {
        return finds(words.get(1..).unwrap_or_default(), folder);
    }
    let Some(at) = words.iter().position(|word| DELETERS.contains(&file_name(word))) else {
        return false;
    };
    // What a list names is not known.
    let is_listed = words.iter().take(at).any(|it| matches!(file_name(it), "xargs" | "parallel"));
    let paths = words.iter().skip(at + 1).filter(|it| !it.starts_with('-'));
    is_listed || paths.into_iter().any(|path| covers(path, folder))
}

/// `find /app -mindepth 1 -delete`, `find . -name node_modules -exec rm -rf {} +`.
fn finds(words: &[&str], folder: &Folder<'_>) -> bool {
    let is_deleter = |word: &&str| *word == "-delete" || DELETERS.contains(&file_name(word));
    if !words.iter().any(is_deleter) {
        return false;
    }
    let paths = words.iter().take_while(|it| !it.starts_with(['-', '(', '!', '\\']));
    let paths: Vec<&str> = paths.copied().collect();
    let is_above = paths.is_empty() || paths.iter().any(|path| covers(path, folder));
    let mut patterns = Vec::new();
    for pair in words.windows(2) {
        if let [option, pattern] = pair
            && matches!(*option, "-name" | "-iname" | "-path" | "-ipath" | "-wholename" | "-regex")
        {
            patterns.push(*pattern);
        }
    }
    let names = |pattern: &&str| {
        pattern.contains(folder.name) || pattern.split('/').any(|it| fits(it, folder.name))
    };
    // A path with the name in it may be of the files below.
    patterns.iter().any(names) || is_above && patterns.is_empty()
}

/// A pattern names the packages, or what is above them: `{dist,node_modules}`, `node_modu*`, `node_modules/*`, `/app/*`,
/// and not `node_modules/.cache`.
fn covers(word: &str, folder: &Folder<'_>) -> bool {
    word.split(['{', '}', ',']).filter(|it| !it.is_empty()).any(|path| {
        let names: Vec<&str> =
            path.split(['/', '\\']).filter(|it| !matches!(*it, "" | ".")).collect();
        // A sign alone names what its folder holds.
        let is_it = |it: &&str| !it.starts_with(SIGNS) && fits(it, folder.name);
        let own = names.iter().position(is_it);
        if own.is_some_and(|at| names.get(at + 1).is_none_or(|it| !it.starts_with('.'))) {
            return true;
        }
        if names.contains(&"..") || names.is_empty() {
            return true;
        }
        let all = |place: &[String]| {
            names.len() <= place.len() && names.iter().zip(place).all(|(it, own)| fits(it, own))
        };
        if path.starts_with('/') {
            return all(&folder.place);
        }
        let is_open = folder.place.is_empty() && names.iter().any(|it| it.starts_with(SIGNS));
        is_open || (0..folder.place.len()).any(|at| folder.place.get(at..).is_some_and(all))
    })
}

/// Signs of a pattern, and a variable's place.
const SIGNS: [char; 5] = ['*', '?', '[', ']', UNKNOWN];

/// A pattern may name a file: what stands before its first sign and behind its last one fits.
fn fits(pattern: &str, name: &str) -> bool {
    let (Some((start, _)), Some((_, end))) =
        (pattern.split_once(SIGNS), pattern.rsplit_once(SIGNS))
    else {
        return pattern == name;
    };
    name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
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

    fn is_removed(text: &str) -> bool {
        let place = ["srv", "app", "node_modules"].map(str::to_owned).to_vec();
        let folder = Folder { name: "node_modules", place, is_python: false, is_broken: false };
        removes(&text.split(' ').collect::<Vec<_>>(), &folder)
    }

    #[test]
    fn removals_are_told_from_the_rest() {
        for text in [
            "rm -rf ./{dist,node_modules}",
            "rm -r node_modu*",
            "rm -rf node_modules/*",
            "rm -rf node_modules/bcrypt",
            "rm -rf *",
            "rm -rf .",
            "rm -rf ../*",
            "rm -rf /srv/app",
            "rm -rf /srv/app/*",
            "rm -rf app",
            "rm -rf \u{fffc}",
            "rm -rf /srv/\u{fffc}",
            "xargs -0 rm -rf",
            "xargs rm",
            "npx rimraf node_modules",
            "find /srv -mindepth 1 -delete",
            "find . -name node_modules -exec rm -rf {} +",
            "find -delete",
            "cp -a /deps/node_modules .",
            "rsync -a --delete /src/ .",
            "git -C app clean -fdx",
        ] {
            assert!(is_removed(text), "{text}");
        }
        for text in [
            "rm -rf node_modules/.cache",
            "rm -f *.tgz",
            "rm -rf dist",
            "rm -rf /srv/app/dist",
            "rm -rf /tmp/* /root/.npm",
            "rm -rf /usr/\u{fffc}",
            "find /srv -name *.map -delete",
            "find /var -type f -delete",
            "git log clean",
            "rm -rf /var/lib/apt/lists/*",
        ] {
            assert!(!is_removed(text), "{text}");
        }
    }
}
