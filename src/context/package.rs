//! Packages that were installed on some machine: `node_modules` and Python's virtual environments.
//!
//! Not all of them: most packages are text and run everywhere. Only what is machine code counts, or what its manifest
//! says is for some processors only. Packages lie flat, so a few places in each are enough; a full walk of a common
//! `node_modules` would open more folders than everything else together.

use super::{
    Content,
    disk::{self, Kind},
    name, native, program,
};
use crate::platform::Platform;
use serde::Deserialize;
use std::{collections::BTreeMap, path::Path};

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

struct Search<'a> {
    root: &'a Path,
    left: usize,
    heads: usize,
    natives: BTreeMap<String, Vec<Native>>,
    /// Packages that are built where they are installed, and nothing of that was found in them.
    unbuilt: Vec<String>,
    home: Option<String>,
}

/// The packages in a `node_modules`, if any is for some machines only.
pub(super) fn node_modules(root: &Path, path: &str) -> Option<Dependencies> {
    let mut search = Search::new(root);
    search.packages(path, "");
    // pnpm keeps the packages themselves in a folder beside links to them.
    let store = format!("{path}/.pnpm");
    for name in search.folders(&store) {
        search.packages(&format!("{store}/{name}/node_modules"), "");
    }
    search.done(path, false)
}

/// The packages in a virtual environment, if any is machine code.
pub(super) fn virtualenv(root: &Path, path: &str) -> Option<Dependencies> {
    let mut search = Search::new(root);
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    search.home = search.head(path, "pyvenv.cfg").as_deref().and_then(home);
    let mut sites = vec![below("Lib/site-packages")];
    for lib in [below("lib"), below("lib64")] {
        let versions = search.folders(&lib);
        sites.extend(versions.iter().map(|version| format!("{lib}/{version}/site-packages")));
    }
    for site in sites {
        search.site(&site, 0);
    }
    search.done(path, true)
}

impl<'a> Search<'a> {
    fn new(root: &'a Path) -> Self {
        Self {
            root,
            left: ENTRIES,
            heads: HEADS,
            natives: BTreeMap::new(),
            unbuilt: Vec::new(),
            home: None,
        }
    }

    fn done(self, path: &str, python: bool) -> Option<Dependencies> {
        let Self { natives, home, .. } = self;
        // `@img/sharp-linux-x64` holds what `sharp` needs.
        let is_apart = |name: &String| {
            let own = name::family_of(name);
            natives.keys().any(|family| family.contains(&own))
        };
        let unbuilt = self.unbuilt.into_iter().find(|name| !is_apart(name));
        let is_any = !natives.is_empty() || unbuilt.is_some() || home.is_some();
        is_any.then(|| Dependencies { path: path.to_owned(), python, unbuilt, home, natives })
    }

    fn add(&mut self, family: String, native: Native) {
        self.natives.entry(family).or_default().push(native);
    }

    fn entries(&mut self, path: &str) -> Vec<(String, Kind)> {
        let Some((entries, _)) = disk::entries(&self.root.join(path), self.left) else {
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
        let mut is_native = has("binding.gyp") || native::is_known(name);
        if has("package.json") {
            let manifest = self.manifest(path);
            match manifest.as_ref().and_then(machines) {
                // `fsevents` and its like: not needed elsewhere.
                Some((_, true)) => return,
                Some((platforms, false)) if !platforms.is_empty() => {
                    let by_manifest = true;
                    self.add(family, Native { name: name.to_owned(), platforms, by_manifest });
                    return;
                }
                Some(_) | None => {}
            }
            is_native |=
                manifest.is_some_and(|it| it.gypfile || native::builds(&it.scripts.install));
        }
        self.built(path, (name, &family), entries, 0);
        if is_native && !native::is_optional(name) && !self.natives.contains_key(&family) {
            self.unbuilt.push(name.to_owned());
        }
    }

    fn manifest(&self, path: &str) -> Option<Manifest> {
        let text = disk::own_head(&self.root.join(path), "package.json".as_ref(), MANIFEST)?;
        serde_json::from_slice(&text).ok()
    }

    /// What was built for a machine in some folders of a package.
    fn built(
        &mut self,
        path: &str,
        (package, family): (&str, &str),
        entries: Vec<(String, Kind)>,
        depth: usize,
    ) {
        let any = path.contains("/prebuilds") || path.contains("/binding");
        for (name, kind) in entries {
            let inside = format!("{path}/{name}");
            if kind == Kind::Folder && depth < 4 && (any || PLACES.contains(&&*name)) {
                let entries = self.entries(&inside);
                self.built(&inside, (package, family), entries, depth + 1);
            } else if kind == Kind::File && is_machine_code(&name, path.ends_with("/bin")) {
                self.program(path, &name, (package, family));
            }
        }
    }

    fn program(&mut self, folder: &str, file: &str, (name, family): (&str, &str)) {
        if self.heads == 0 {
            return;
        }
        self.heads -= 1;
        let head = disk::own_head(&self.root.join(folder), file.as_ref(), program::HEAD as u64);
        let content = program::content(&head.unwrap_or_default(), file);
        if let Content::Program(program) = content {
            let platforms = program.platforms;
            let native = Native { name: name.to_owned(), platforms, by_manifest: false };
            self.add(family.to_owned(), native);
        }
    }

    /// The beginning of a small text.
    fn head(&self, folder: &str, name: &str) -> Option<String> {
        let head = disk::own_head(&self.root.join(folder), name.as_ref(), MANIFEST)?;
        String::from_utf8(head).ok()
    }

    /// What the name of an installed wheel said.
    fn wheel(&mut self, path: &str) {
        let platforms = self.head(path, "WHEEL").map(|text| native::wheel_platforms(&text));
        if let Some(platforms) = platforms.filter(|all| !all.is_empty()) {
            let name = format!("{path}/WHEEL");
            self.add(String::new(), Native { name, platforms, by_manifest: false });
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
                self.program(path, &name, (&format!("{path}/{name}"), ""));
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
