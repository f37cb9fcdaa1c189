//! Packages that were installed on some machine: `node_modules` and Python's virtual environments.
//!
//! Not all of them: most packages are text and run everywhere. Only what is machine code counts, or what its manifest
//! says is for some processors only. Packages lie flat, so a few places in each are enough; a full walk of a common
//! `node_modules` would open more folders than everything else together.

use super::{
    Content,
    disk::{self, Kind},
    name, native, program,
    walk::Walk,
};
use crate::platform::Platform;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A folder with installed packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependencies {
    /// From the top of the context.
    pub path: String,
    /// A Python virtual environment, not `node_modules`.
    pub python: bool,
    /// A package of `node_modules` that is built where it is installed, when nothing that was built lies there.
    pub unbuilt: Option<String>,
    /// The folder of the Python that a virtual environment was made with, on the machine where it was made.
    pub home: Option<String>,
    /// The versions of Python that the packages of a virtual environment were installed by: `3.12`.
    pub versions: Vec<String>,
    /// What is for some machines only, by family: siblings for several machines stand side by side.
    natives: BTreeMap<String, Vec<Native>>,
}

/// A package, or a file of one, that is for some machines only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Native {
    /// Its name, or its path in the virtual environment.
    pub name: String,
    /// The machines.
    pub platforms: Vec<Platform>,
    /// The package is for these machines and no other, and stands beside others of its kind.
    pub by_manifest: bool,
}

impl Dependencies {
    /// The first package that does not run on a platform and has no sibling that does.
    #[must_use]
    pub fn misfit(&self, platform: &Platform, with_manifests: bool) -> Option<&Native> {
        let fits =
            |native: &Native| native.platforms.iter().any(|own| program::may_run_on(own, platform));
        let counts = |native: &&Native| with_manifests || !native.by_manifest;
        let families = self.natives.values().filter(|all| !all.iter().any(fits));
        families.flatten().find(counts)
    }
}

/// The most entries of one folder with packages, and of all folders in it.
const ENTRIES: usize = 20_000;

/// The most files that are opened.
const HEADS: usize = 400;

/// The largest manifest that is read, in bytes.
const MANIFEST: u64 = 64 * 1024;

/// Folders of a package that hold what was built for the machine.
const PLACES: [&str; 10] = [
    "build",
    "Release",
    "prebuilds",
    "prebuilt",
    "binding",
    "lib",
    "bin",
    "vendor",
    "native",
    "compiled",
];

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    os: Vec<String>,
    #[serde(default)]
    cpu: Vec<String>,
    #[serde(default)]
    gypfile: bool,
    #[serde(default)]
    scripts: Scripts,
}

#[derive(Default, Deserialize)]
struct Scripts {
    #[serde(default)]
    install: String,
}

struct Search<'w, 'a> {
    /// The walk that came here: what its `.dockerignore` leaves out is not there.
    walk: &'w mut Walk<'a>,
    left: usize,
    heads: usize,
    natives: BTreeMap<String, Vec<Native>>,
    /// Packages that are built where they are installed, and nothing of that was found in them.
    unbuilt: Vec<String>,
    /// Machine code of a virtual environment is left out: the image has another, or none.
    is_left_out: bool,
    wheels: Vec<Native>,
    home: Option<String>,
    versions: Vec<String>,
}

/// The packages in a `node_modules`, if any is for some machines only.
pub(super) fn node_modules(walk: &mut Walk<'_>, path: &str) -> Option<Dependencies> {
    let mut search = Search::new(walk);
    search.packages(path, "");
    // pnpm keeps the packages themselves in a folder beside links to them.
    let store = format!("{path}/.pnpm");
    for name in search.folders(&store) {
        search.packages(&format!("{store}/{name}/node_modules"), "");
    }
    search.done(path, false)
}

/// The packages in a virtual environment, if any is machine code.
pub(super) fn virtualenv(walk: &mut Walk<'_>, path: &str) -> Option<Dependencies> {
    let mut search = Search::new(walk);
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    search.home = search.head(path, "pyvenv.cfg").as_deref().and_then(home);
    let mut sites = vec![below("Lib/site-packages")];
    for lib in [below("lib"), below("lib64")] {
        for folder in search.folders(&lib) {
            sites.push(format!("{lib}/{folder}/site-packages"));
            search.versions.extend(folder.strip_prefix("python").map(str::to_owned));
        }
    }
    for site in sites {
        search.site(&site, 0);
    }
    // A wheel without its machine code runs nowhere.
    if !search.is_left_out {
        for wheel in std::mem::take(&mut search.wheels) {
            search.add(String::new(), wheel);
        }
    }
    search.done(path, true)
}

impl<'w, 'a> Search<'w, 'a> {
    fn new(walk: &'w mut Walk<'a>) -> Self {
        Self {
            walk,
            left: ENTRIES,
            heads: HEADS,
            natives: BTreeMap::new(),
            unbuilt: Vec::new(),
            is_left_out: false,
            wheels: Vec::new(),
            home: None,
            versions: Vec::new(),
        }
    }

    fn done(self, path: &str, python: bool) -> Option<Dependencies> {
        let Self { natives, home, versions, .. } = self;
        // `@img/sharp-linux-x64` holds what `sharp` needs.
        let is_apart = |name: &String| {
            let own = name::family_of(name);
            natives.keys().any(|family| family.contains(&own))
        };
        let unbuilt = self.unbuilt.into_iter().find(|name| !is_apart(name));
        let is_any = !natives.is_empty() || unbuilt.is_some() || home.is_some();
        let path = path.to_owned();
        is_any.then_some(Dependencies { path, python, unbuilt, home, versions, natives })
    }

    fn add(&mut self, family: String, native: Native) {
        self.natives.entry(family).or_default().push(native);
    }

    fn entries(&mut self, path: &str) -> Vec<(String, Kind)> {
        let Some((entries, _)) = disk::entries(&self.walk.root.join(path), self.left) else {
            return Vec::new();
        };
        self.left -= entries.len();
        let named =
            entries.into_iter().filter_map(|it| Some((it.name.into_string().ok()?, it.kind)));
        named.collect()
    }

    fn folders(&mut self, path: &str) -> Vec<String> {
        let folders = self.entries(path).into_iter().filter(|(_, kind)| *kind == Kind::Folder);
        folders.map(|(name, _)| name).collect()
    }

    /// The packages in a folder; those of a scope have its name before theirs.
    fn packages(&mut self, path: &str, scope: &str) {
        for name in self.folders(path) {
            let inside = format!("{path}/{name}");
            if name.starts_with('@') && scope.is_empty() {
                self.packages(&inside, &format!("{name}/"));
            } else if !name.starts_with('.') {
                self.package(&inside, &format!("{scope}{name}"));
            }
        }
    }

    fn package(&mut self, path: &str, name: &str) {
        let entries = self.entries(path);
        let family = name::family_of(name);
        let has = |own: &str| entries.iter().any(|(name, kind)| name == own && *kind == Kind::File);
        let (has_manifest, has_gyp) = (has("package.json"), has("binding.gyp"));
        // A package that does not come is none.
        if has_manifest && self.holds(path, "package.json") {
            return;
        }
        let (files, is_left_out) = self.machine_code(path, entries);
        let is_emptied = is_left_out && files.is_empty();
        let mut is_native = has_gyp || native::is_known(name);
        if has_manifest {
            let manifest = self.manifest(path);
            match manifest.as_ref().and_then(machines) {
                // `fsevents` and its like: not needed elsewhere.
                Some((_, true)) => return,
                Some((platforms, false)) if !platforms.is_empty() => {
                    if is_emptied {
                        return;
                    }
                    let by_manifest = true;
                    self.add(family, Native { name: name.to_owned(), platforms, by_manifest });
                    return;
                }
                Some(_) | None => {}
            }
            is_native |=
                manifest.is_some_and(|it| it.gypfile || native::builds(&it.scripts.install));
        }
        for (folder, file) in files {
            self.program(&folder, &file, (name, &family));
        }
        let is_there = is_emptied || self.natives.contains_key(&family);
        if is_native && !native::is_optional(name) && !is_there {
            self.unbuilt.push(name.to_owned());
        }
    }

    fn manifest(&self, path: &str) -> Option<Manifest> {
        let folder = self.walk.root.join(path);
        let text = disk::own_head(&folder, "package.json".as_ref(), MANIFEST)?;
        serde_json::from_slice(&text).ok()
    }

    /// The files of a package, by folder and name, that may be built for a machine and come along, and whether others
    /// are left out.
    fn machine_code(
        &mut self,
        path: &str,
        entries: Vec<(String, Kind)>,
    ) -> (Vec<(String, String)>, bool) {
        let (mut files, mut is_left_out) = (Vec::new(), false);
        let mut folders = vec![(path.to_owned(), entries, 0)];
        while let Some((path, entries, depth)) = folders.pop() {
            let any = path.contains("/prebuilds") || path.contains("/binding");
            for (name, kind) in entries {
                if kind == Kind::Folder && depth < 4 && (any || PLACES.contains(&&*name)) {
                    let inside = format!("{path}/{name}");
                    let entries = self.entries(&inside);
                    folders.push((inside, entries, depth + 1));
                } else if kind == Kind::File && is_machine_code(&name, path.ends_with("/bin")) {
                    if self.holds(&path, &name) {
                        is_left_out = true;
                    } else {
                        files.push((path.clone(), name));
                    }
                }
            }
        }
        (files, is_left_out)
    }

    fn program(&mut self, folder: &str, file: &str, (name, family): (&str, &str)) {
        if self.heads == 0 {
            return;
        }
        self.heads -= 1;
        let folder = self.walk.root.join(folder);
        let head = disk::own_head(&folder, file.as_ref(), program::HEAD as u64);
        let content = program::content(&head.unwrap_or_default(), file);
        if let Content::Program(program) = content {
            let platforms = program.platforms;
            let native = Native { name: name.to_owned(), platforms, by_manifest: false };
            self.add(family.to_owned(), native);
        }
    }

    /// The beginning of a small text.
    fn head(&self, folder: &str, name: &str) -> Option<String> {
        let head = disk::own_head(&self.walk.root.join(folder), name.as_ref(), MANIFEST)?;
        String::from_utf8(head).ok()
    }

    fn holds(&mut self, folder: &str, name: &str) -> bool {
        self.walk.holds(&format!("{folder}/{name}"))
    }

    /// What the name of an installed wheel said.
    fn wheel(&mut self, path: &str) {
        let platforms = self.head(path, "WHEEL").map(|text| native::wheel_platforms(&text));
        if let Some(platforms) = platforms.filter(|all| !all.is_empty()) {
            let name = format!("{path}/WHEEL");
            self.wheels.push(Native { name, platforms, by_manifest: false });
        }
    }

    /// The extension modules in `site-packages`. A virtual environment is for one machine, so all are one family.
    fn site(&mut self, path: &str, depth: usize) {
        for (name, kind) in self.entries(path) {
            if kind == Kind::Folder && depth == 0 && name.ends_with(".dist-info") {
                self.wheel(&format!("{path}/{name}"));
            } else if kind == Kind::Folder && depth < 4 {
                self.site(&format!("{path}/{name}"), depth + 1);
            } else if kind == Kind::File && name::ending(&name).is_some_and(is_extension) {
                if self.holds(path, &name) {
                    self.is_left_out = true;
                } else {
                    self.program(path, &name, (&format!("{path}/{name}"), ""));
                }
            }
        }
    }
}

/// The machines that a manifest allows, none when it allows all; and whether it asks for a system only.
fn machines(manifest: &Manifest) -> Option<(Vec<Platform>, bool)> {
    let no = |all: &[String]| all.iter().any(|name| name.starts_with('!') || name == "any");
    if no(&manifest.os) || no(&manifest.cpu) {
        return None;
    }
    if manifest.cpu.is_empty() {
        return Some((Vec::new(), !manifest.os.is_empty()));
    }
    let every = ["linux", "win32"].map(str::to_owned);
    let systems = if manifest.os.is_empty() { every.as_slice() } else { &manifest.os };
    let mut platforms = Vec::new();
    for system in systems {
        let system = if system == "win32" { "windows" } else { system };
        platforms.extend(manifest.cpu.iter().map(|cpu| Platform::new(system, architecture(cpu))));
    }
    Some((platforms, false))
}

/// What `pyvenv.cfg` says of the folder with Python.
fn home(text: &str) -> Option<String> {
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    let mut homes = pairs.filter(|(name, _)| name.trim() == "home");
    homes.next().map(|(_, value)| value.trim().to_owned()).filter(|it| !it.is_empty())
}

fn is_extension(ending: &str) -> bool {
    matches!(ending, "so" | "pyd" | "dylib")
}

/// Node's add-ons and libraries; in `bin` also what has no ending.
fn is_machine_code(name: &str, in_bin: bool) -> bool {
    match name::ending(name) {
        Some(ending) => {
            matches!(ending, "node" | "so" | "dylib" | "dll") || in_bin && ending == "exe"
        }
        None => in_bin,
    }
}

/// Docker's name of what npm calls a processor.
fn architecture(cpu: &str) -> &str {
    match cpu {
        "x64" => "amd64",
        "ia32" => "386",
        "ppc64" => "ppc64le",
        other => other,
    }
}
