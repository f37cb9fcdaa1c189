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
}

/// Programs that delete what they are told.
const DELETERS: [&str; 6] = ["rm", "rimraf", "rmdir", "unlink", "del-cli", "trash"];

/// `rm -rf .venv`, `uv venv --clear`, `git clean -fdx`, `cp -r /deps/node_modules .`.
pub(super) fn removes(words: &[&str], folder: &Folder<'_>) -> bool {
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&file_name(word)));
    let anew = ["--clear", "--reinstall", "--force-reinstall", "--ignore-installed", "-I"];
    folder.is_python && has(&anew)
        || deletes(words, folder)
        || is_put_over(words, folder)
        || cleans(words)
}

/// Something is copied, moved or unpacked to where the packages are, or above.
fn is_put_over(words: &[&str], folder: &Folder<'_>) -> bool {
    let Some(at) = words.iter().position(|word| PUTTERS.contains(&file_name(word))) else {
        return false;
    };
    let rest = words.get(at + 1..).unwrap_or_default();
    let names = || rest.iter().any(|word| word.contains(folder.name));
    let of = |options: &[&str]| {
        let at = rest.iter().position(|it| options.contains(it));
        at.and_then(|at| rest.get(at + 1)).copied()
    };
    let last = || rest.iter().rev().find(|it| !it.starts_with('-')).copied();
    match words.get(at).map_or("", |word| file_name(word)) {
        "mv" => names() || last().is_some_and(|it| covers(it, folder)),
        "tar" | "bsdtar" => {
            let place = of(&["-C", "--directory", "--cd"]);
            names() || place.is_none_or(|it| covers(it, folder))
        }
        "unzip" => of(&["-d"]).is_none_or(|it| covers(it, folder)),
        "rsync" => names() || last().is_none_or(|it| covers(it, folder)),
        // A link, or one file, replaces no folder above.
        "ln" => last().is_some_and(|it| it.contains(folder.name) && covers(it, folder)),
        _ => {
            let is_deep = |it: &&str| {
                it.starts_with('-') && !it.starts_with("--") && it.contains(['r', 'R', 'a'])
                    || matches!(*it, "--recursive" | "--archive")
            };
            let place = of(&["-t", "--target-directory"]).or_else(last);
            rest.iter().any(is_deep) && place.is_some_and(|it| covers(it, folder))
        }
    }
}

/// Programs that put files somewhere.
const PUTTERS: [&str; 7] = ["cp", "mv", "ln", "tar", "bsdtar", "unzip", "rsync"];

pub(super) fn deletes(words: &[&str], folder: &Folder<'_>) -> bool {
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

/// Files that no program runs.
const TEXTS: [&str; 12] =
    ["md", "ts", "map", "txt", "html", "pyc", "pyo", "gz", "tgz", "log", "zip", "rst"];

/// `find /app -mindepth 1 -delete`, `find . -name node_modules -exec rm -rf {} +`. Which files it deletes is known only
/// where it asks for an ending and for nothing else.
fn finds(words: &[&str], folder: &Folder<'_>) -> bool {
    let is_deleter = |word: &&str| *word == "-delete" || DELETERS.contains(&file_name(word));
    if !words.iter().any(is_deleter) {
        return false;
    }
    let mut paths = words.iter().take_while(|it| !it.starts_with(['-', '(', '!', '\\'])).peekable();
    let is_near = paths.peek().is_none()
        || paths.any(|path| path.contains(folder.name) || covers(path, folder));
    let is_odd = |word: &&str| {
        matches!(*word, "!" | "-not" | "-prune" | "-path" | "-ipath" | "-regex" | "-wholename")
    };
    let asked = words.windows(2).filter_map(|pair| match pair {
        ["-name" | "-iname", pattern] => Some(*pattern),
        _ => None,
    });
    let asked: Vec<&str> = asked.collect();
    let is_text = |it: &&str| it.strip_prefix("*.").is_some_and(|it| TEXTS.contains(&it));
    let harmless = !asked.is_empty() && asked.iter().all(is_text) && !words.iter().any(is_odd);
    let is_named = asked.iter().any(|it| fits(it, folder.name));
    is_named || is_near && !harmless
}

/// A pattern names the packages, or what is above them: `{dist,node_modules}`, `node_modu*`, `node_modules/*`, `/app/*`,
/// and not `node_modules/.cache`.
pub(super) fn covers(word: &str, folder: &Folder<'_>) -> bool {
    alternatives(word).any(|path| covers_one(&path, folder))
}

/// The paths that `a{b,c}d` stands for; braces in braces are taken for any path.
fn alternatives(word: &str) -> impl Iterator<Item = String> {
    let braces = word.split_once('{').and_then(|(before, rest)| {
        let (inner, behind) = rest.split_once('}')?;
        Some((before, inner, behind))
    });
    let all: Vec<String> = match braces {
        Some((before, inner, behind)) if !inner.contains('{') && !behind.contains('{') => {
            inner.split(',').map(|it| [before, it, behind].concat()).collect()
        }
        Some(_) => vec!["*".to_owned()],
        None => vec![word.to_owned()],
    };
    all.into_iter()
}

fn covers_one(path: &str, folder: &Folder<'_>) -> bool {
    // `!(dist)` is all the rest; a variable may hold several names, or none.
    if path.starts_with(['!', UNKNOWN]) || path.contains("!(") {
        return true;
    }
    if let Some((before, _)) = path.split_once(UNKNOWN) {
        let whole = format!("/{}", folder.place.join("/"));
        return !path.starts_with('/') || folder.place.is_empty() || whole.starts_with(before);
    }
    let names: Vec<&str> = path.split(['/', '\\']).filter(|it| !matches!(*it, "" | ".")).collect();
    // Another place of the same name is another folder.
    let place = &folder.place;
    let is_elsewhere = || {
        let both = names.iter().zip(place);
        !names.contains(&"..") && both.clone().any(|(it, own)| !fits(it, own))
    };
    if path.starts_with('/') && !place.is_empty() && is_elsewhere() {
        return false;
    }
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
        let is_below = place.len().checked_sub(1).and_then(|at| names.get(at));
        let may_go_deeper = is_below.is_some_and(|it| it.starts_with(SIGNS));
        !place.is_empty()
            && (names.len() <= place.len() || may_go_deeper)
            && names.iter().zip(place).all(|(it, own)| fits(it, own))
    };
    if path.starts_with('/') {
        return all(&folder.place);
    }
    let is_open = folder.place.is_empty() && names.iter().any(|it| it.starts_with(SIGNS));
    is_open || (0..folder.place.len()).any(|at| folder.place.get(at..).is_some_and(all))
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
        let folder = Folder { name: "node_modules", place, is_python: false };
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
            "find . -mindepth 1 ! -name dist -exec rm -rf {} +",
            "find node_modules -name *.node -delete",
            "find /srv -not -path /srv/dist* -delete",
            "cp -a /deps/node_modules .",
            "cp -a /deps/. .",
            "rsync -a /deps/ /srv/app/",
            "tar xzf /deps.tgz -C /srv/app",
            "unzip -o deps.zip",
            "rm -rf !(dist)",
            "rm -rf \u{fffc}/app",
            "rm -rf /srv/*/*",
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
            "find node_modules -name *.md -delete",
            "cp -r node_modules/bootstrap/dist public/",
            "cp package.json .",
            "ln -s /srv/app/node_modules/.bin/pm2 /usr/local/bin/pm2",
            "tar -xz -C /usr/local",
            "rm -rf /{tmp,var/tmp}/*",
            "find /var -type f -delete",
            "git log clean",
            "rm -rf /var/lib/apt/lists/*",
        ] {
            assert!(!is_removed(text), "{text}");
        }
    }
}
