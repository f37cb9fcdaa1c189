//! From a source as a Dockerfile writes it to what stands there.
//!
//! Not `--from`, addresses and heredocs, which are no files of the context. Wildcards are those of Go's
//! `filepath.Match`: they do not cross a `/`.

use super::{
    Content, File, Found, Presence, disk,
    disk::Kind,
    ignore::{Ignore, clean},
    name, package,
    pattern::Pattern,
    program,
    walk::Walk,
};
use crate::discover::Folders;
use std::path::Path;

/// What all patterns together may cost for one source.
pub(super) const STEPS: u64 = 20_000_000;

/// The most paths that wildcards are followed to.
const MATCHES: usize = 1_000;

/// True if nothing can be there, whatever `.dockerignore` says.
pub(super) fn is_absent(root: &Path, folders: &Folders, source: &str) -> bool {
    let path = clean(source);
    let first = path.split('/').next().unwrap_or_default();
    let plain = !path.is_empty() && !has_wildcard(&path);
    plain && (folders.lacks(root, first) || disk::presence(root, &path) == Presence::Absent)
}

fn has_wildcard(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// What stands at a source.
pub(super) fn look(root: &Path, ignore: &Ignore, source: &str) -> Found {
    let path = clean(source);
    let mut walk = Walk::new(root, ignore, STEPS);
    if has_wildcard(&path) {
        let (paths, whole) = matching(&mut walk, &path);
        let none = if whole { Presence::Absent } else { Presence::Unknown };
        let presence = if paths.is_empty() { none } else { Presence::File };
        for path in &paths {
            one(&mut walk, path);
        }
        return walk.found(presence);
    }
    let presence = one(&mut walk, &path);
    walk.found(presence)
}

/// Looks at one path, and into it when it is a folder.
fn one(walk: &mut Walk<'_>, path: &str) -> Presence {
    if path.is_empty() {
        walk.folder("");
        return Presence::Root;
    }
    let presence = disk::presence(walk.root, path);
    match presence {
        Presence::File if walk.holds(path) => return Presence::Excluded,
        Presence::File => file(walk, path),
        Presence::Folder if walk.holds(path) && !walk.ignore.may_reopen(path) => {
            return Presence::Excluded;
        }
        Presence::Folder if name::file_name(path) == "node_modules" => {
            let found = package::node_modules(walk, path);
            walk.dependencies.extend(found);
        }
        Presence::Folder => walk.folder(path),
        Presence::Unknown | Presence::Absent | Presence::Excluded | Presence::Root => {}
    }
    presence
}

fn file(walk: &mut Walk<'_>, path: &str) {
    let head = disk::head(&walk.root.join(path));
    let content = head.map_or(Content::Other, |head| program::content(&head, path));
    walk.files.push(File { path: path.to_owned(), content });
}

/// The paths that a source with wildcards names, and whether these are all.
fn matching(walk: &mut Walk<'_>, source: &str) -> (Vec<String>, bool) {
    let mut found = vec![String::new()];
    let mut whole = true;
    for part in source.split('/') {
        let mut next = Vec::new();
        for folder in found {
            let join = |name: &str| {
                if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
            };
            if !part.contains(['*', '?', '[', '\\']) {
                next.push(join(part));
                continue;
            }
            let Some(pattern) = Pattern::new(part, false) else { return (Vec::new(), false) };
            let Some((entries, all)) = disk::entries(&walk.root.join(&folder), walk.left) else {
                continue;
            };
            walk.left -= entries.len();
            whole &= all;
            let names = entries.iter().filter(|it| it.kind != Kind::Other);
            let names = names.filter_map(|it| it.name.to_str());
            next.extend(names.filter(|name| pattern.matches(name, &mut walk.steps)).map(join));
        }
        whole &= next.len() <= MATCHES;
        next.truncate(MATCHES);
        found = next;
    }
    let is_there = |path: &String| disk::presence(walk.root, path) != Presence::Absent;
    found.retain(is_there);
    (found, whole)
}
