//! `anyarch lock`: writes down what all images are, and tells what has changed since.
//!
//! Not the form of the file, which `image::lock` knows.

#![expect(clippy::disallowed_methods, reason = "the door: the lock file is read and written here")]

use super::{
    End, Trouble, args::LockArguments, complain, family::Family, network, project::Project,
    run::Run,
};
use crate::{
    discover, engine,
    image::{
        Image, Resolution, Source,
        lock::{Lock, Locked, NAME},
        reference::Reference,
    },
    render::escape::escape,
};
use std::{
    collections::BTreeSet,
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The most that is read of a lock file, in bytes.
const MOST: u64 = 64 << 20;

/// The lock file of a project.
pub(super) fn open(project: &Project) -> Result<Lock, Trouble> {
    let path = path(project);
    let absent = || {
        Trouble::Usage(format!("there is no {}; `anyarch lock` writes it", discover::shown(&path)))
    };
    read(&path)?.ok_or_else(absent)
}

fn path(project: &Project) -> PathBuf {
    let path = project.root.join(NAME);
    // Shown from where the user is.
    let here = env::current_dir().ok();
    let below = here.and_then(|it| path.strip_prefix(it).ok().map(Path::to_owned));
    below.unwrap_or(path)
}

/// `None` where there is none.
fn read(path: &Path) -> Result<Option<Lock>, Trouble> {
    let fail =
        |why: &dyn std::fmt::Display| Trouble::Usage(format!("{}: {why}", discover::shown(path)));
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        metadata => metadata.map_err(|error| fail(&error))?,
    };
    if !metadata.is_file() || metadata.len() > MOST {
        return Err(fail(&"it is no file of that kind"));
    }
    let text = fs::read(path).map_err(|error| fail(&error))?;
    let text = String::from_utf8(text)
        .map_err(|_| fail(&"it is no text; `anyarch lock` writes it anew"))?;
    let lock = Lock::parse(NAME, &text).map_err(|error| Trouble::Usage(error.to_string()))?;
    Ok(Some(lock))
}

pub(super) fn run(arguments: &LockArguments) -> Result<End, Trouble> {
    let run = Run::new(&arguments.selection)?;
    if !network::is_online(&arguments.network, None, true) {
        return Err(Trouble::Usage(
            "`anyarch lock` asks registries, which `--offline` or `ANYARCH_OFFLINE` forbids"
                .to_owned(),
        ));
    }
    let path = path(&run.project);
    // One that cannot be read is written anew.
    let known = read(&path).unwrap_or_else(|trouble| {
        complain(&format!("anyarch: {trouble}"));
        None
    });
    let is_there = known.is_some();
    let before = known.unwrap_or_default();
    let (references, is_fine) = references(&run)?;
    let asks = (true, &references.iter().map(|it| it.host.clone()).collect());
    let registry = network::registry(&arguments.network.anew(), &run.project, asks)?;
    registry.find_all(&references);
    let mut after = Lock::default();
    let mut end = if is_fine { End::Clean } else { End::Failed };
    for reference in &references {
        let name = reference.canonical();
        match registry.find(reference).map(locked) {
            Some(Ok(image)) => {
                after.images.extend(image.map(|it| (name, it)));
            }
            Some(Err(why)) => {
                complain(&format!("anyarch: {}: {why}", escape(&reference.to_string())));
                // What was written down before is better than nothing.
                let known = before.images.get(&name);
                after.images.extend(known.map(|it| (name, it.clone())));
                end = End::Failed;
            }
            None => {}
        }
    }
    // A part of the project says nothing about the rest.
    if !run.is_whole() || run.is_partial() {
        for (name, image) in &before.images {
            after.images.entry(name.clone()).or_insert_with(|| image.clone());
        }
    }
    network::complain_of(&registry);
    if after.images.is_empty() && !references.is_empty() && matches!(end, End::Failed) {
        let why = "none of the images could be had";
        complain(&format!("anyarch: {}: not written, since {why}", discover::shown(&path)));
        return Ok(end);
    }
    let is_same = before.images == after.images && is_there;
    if !is_same && !arguments.check {
        replace(&path, &after.text())?;
    }
    tell((&before, &after), &path, (is_same, arguments.check))?;
    let is_to_tell = !is_same && arguments.check && matches!(end, End::Clean);
    Ok(if is_to_tell { End::Findings } else { end })
}

/// What is written down of an image; nothing of one that no registry knows, and a clause for one that cannot be had.
fn locked(found: Resolution) -> Result<Option<Locked>, String> {
    match found {
        Resolution::Found(Image {
            kind,
            platforms,
            source: Source::Registry { digest, .. },
            ..
        }) => {
            let none = || "none of its platforms can be named".to_owned();
            Lock::entry(digest, kind, platforms).ok_or_else(none).map(Some)
        }
        Resolution::Missing(why) | Resolution::Unknown(why) => Err(why.to_string()),
        Resolution::Found(_) => Ok(None),
    }
}

/// The images of all Dockerfiles that no file or layout of the user knows, and whether all could be read.
fn references(run: &Run<'_>) -> Result<(BTreeSet<Reference>, bool), Trouble> {
    let given = run.given()?;
    let (exclude, found) = run.discover();
    let family = Family::new(&exclude, &found);
    let elsewhere = family.elsewhere(run.required().platforms);
    let mut problems = found.problems.clone();
    let mut all = BTreeSet::new();
    for (path, relative) in found.files.iter().map(PathBuf::as_path).zip(family.paths()) {
        match run.job((path, relative), &family, &elsewhere) {
            Ok(job) => all.extend(engine::references(&job)),
            Err(problem) => problems.push(problem),
        }
    }
    for problem in &problems {
        complain(&format!("anyarch: {}: {}", problem.path, problem.message));
    }
    all.retain(|it| given.iter().all(|backend| backend.find(it).is_none()));
    Ok((all, problems.is_empty()))
}

/// Writes beside the place and moves there, so that nothing is lost half-way.
fn replace(path: &Path, text: &str) -> Result<(), Trouble> {
    let beside = path.with_extension("lock.new");
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        Trouble::Usage(format!("cannot write {}: {error}", discover::shown(path)))
    })
}

/// One line for each image that changed, and the sum.
fn tell(
    (before, after): (&Lock, &Lock),
    path: &Path,
    (is_same, is_check): (bool, bool),
) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    for (name, image) in &after.images {
        match before.images.get(name) {
            Some(known) if known == image => {}
            Some(known) => writeln!(out, "moved    {} {}", escape(name), changes(known, image))?,
            None => writeln!(out, "new      {}", escape(name))?,
        }
    }
    for name in before.images.keys().filter(|name| !after.images.contains_key(*name)) {
        writeln!(out, "removed  {}", escape(name))?;
    }
    let (count, path) = (after.images.len(), discover::shown(path));
    let images = if count == 1 { "image" } else { "images" };
    let verb = match (is_same, is_check) {
        (true, _) => "up to date",
        (false, true) => "to be written; `anyarch lock` does",
        (false, false) => "written",
    };
    writeln!(out, "{}: {count} {images}, {verb}", escape(&path))?;
    Ok(())
}

/// What a moved tag has gained and lost.
fn changes(before: &Locked, after: &Locked) -> String {
    let lacks = |one: &Locked, other: &Locked| -> Vec<String> {
        let all = one.platforms.iter().filter(|it| !other.platforms.contains(it));
        all.map(ToString::to_string).collect()
    };
    let (lost, gained) = (lacks(before, after), lacks(after, before));
    let part = |word: &str, all: &[String]| match all {
        [] => String::new(),
        all => format!(", {word} {}", escape(&all.join(", "))),
    };
    format!("to {}{}{}", escape(&after.digest), part("without", &lost), part("with", &gained))
}
