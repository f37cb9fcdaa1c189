//! What a path says about its Dockerfile's platform: `Dockerfile.linux-arm64`, `windows/amd64/Dockerfile`.
//!
//! Not what the Dockerfile says. A per-platform file is built for its own platform only, so asking it for the others
//! would give findings that nobody can act on.
//!
//! In a file's name one platform word is enough. A folder counts only when all of its words are platforms, versions
//! or distributions, because `amd64-notes` and `linux-headers` are about a platform without being for it. The one that
//! holds the file may also end with an architecture: `aircast-arm64/Dockerfile`.

mod camel;
pub(crate) mod spelling;
mod word;

use crate::platform::Platform;
use spelling::Word;
use std::collections::BTreeMap;
use word::Part;

/// The platform that a path declares, or half of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// `linux` or `windows`.
    pub os: Option<String>,
    /// As in a platform: `amd64`, `arm64`, `arm`, …
    pub architecture: Option<String>,
    /// `v5`, `v6` or `v7`; always there for `arm`.
    pub variant: Option<String>,
    /// A Windows release such as `ltsc2022` or `1809`.
    pub windows_release: Option<String>,
    /// The words that said so, as `windowsservercore-ltsc2022/amd64`.
    pub token: String,
    /// The path without those words; equal stems form a variant set.
    pub stem: String,
}

/// Files that differ in their platform only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantSet<'a, K> {
    /// The path that is left without the platforms.
    pub stem: &'a str,
    /// The caller's name of each, and what its path declares.
    pub members: Vec<(K, &'a Declared)>,
}

/// What `path` declares; it is relative to the project, with `/` between names.
#[must_use]
pub fn declared(path: &str) -> Option<Declared> {
    let mut names: Vec<&str> =
        path.split('/').filter(|name| !name.is_empty() && *name != ".").collect();
    let file = Part::file(names.pop()?);
    let parent = names.pop().map(Part::parent);
    let folders: Vec<Part<'_>> = names.into_iter().map(Part::folder).chain(parent).collect();
    if !folders.iter().chain([&file]).any(Part::declares) {
        return None;
    }
    if file.is_contradictory() || folders.iter().chain([&file]).any(Part::is_cross) {
        return None;
    }
    let parts: Vec<&Part<'_>> = folders.iter().chain([&file]).collect();
    let mut declared = Declared::default();
    let nearest_first = parts.iter().rev().filter(|part| part.declares());
    let mut told: Vec<_> = nearest_first.filter(|part| declared.learn(&part.platform())).collect();
    told.reverse();
    declared.learn_release(&parts);
    let windows = declared.os.as_deref() == Some("windows");
    declared.token = told.iter().map(|part| part.said(windows)).collect::<Vec<_>>().join("/");
    let left = parts.iter().map(|part| part.without_platform(windows));
    declared.stem = left.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/");
    Some(declared)
}

/// True if the name of a folder declares a platform for the files in it.
#[must_use]
pub fn declares(folder: &str) -> bool {
    let part = Part::parent(folder);
    part.declares() && !part.is_cross()
}

/// Paths that are the same but for their platform, where at least two platforms differ, or one with a file for the rest
/// beside it; in order of their stems.
#[must_use]
pub fn variant_sets<'a, K>(
    paths: impl Iterator<Item = (K, &'a Declared)>,
    has_general: impl Fn(&str) -> bool,
) -> Vec<VariantSet<'a, K>> {
    let mut sets: BTreeMap<&str, Vec<(K, &Declared)>> = BTreeMap::new();
    for (key, declared) in paths {
        sets.entry(&declared.stem).or_default().push((key, declared));
    }
    let sets = sets.into_iter().map(|(stem, members)| VariantSet { stem, members });
    // Two for one platform beside a plain file may be flavours, such as `nanoserver` and `windowsservercore`.
    let is_one = |set: &VariantSet<'_, K>| set.members.len() == 1 && has_general(set.stem);
    sets.filter(|set| set.differs() || is_one(set)).collect()
}

impl<K> VariantSet<'_, K> {
    fn differs(&self) -> bool {
        let mut platforms = self.members.iter().map(|(_, declared)| declared.full());
        platforms.next().is_some_and(|first| platforms.any(|other| other != first))
    }
}

impl Declared {
    /// True if the file is for `platform`. What the path does not say does not matter.
    #[must_use]
    pub fn applies_to(&self, platform: &Platform) -> bool {
        let os = self.os.as_deref().is_none_or(|os| os == platform.os);
        os && self.fits_architecture(platform) && self.fits_release(platform)
    }

    /// The platforms of `run` that the file is for, or the one it names when it is for none of them.
    #[must_use]
    pub fn required(&self, run: &[Platform]) -> Vec<Platform> {
        let mut fitting: Vec<Platform> =
            run.iter().filter(|item| self.applies_to(item)).cloned().collect();
        // `arm64/Dockerfile` beside Windows files is the Linux one; `x86` is the 32-bit one where that is asked for.
        prefer(&mut fitting, |item| self.os.is_some() || item.os == "linux");
        prefer(&mut fitting, |item| {
            self.architecture.as_ref().is_none_or(|name| *name == item.architecture)
        });
        if fitting.is_empty() { self.own().into_iter().collect() } else { fitting }
    }

    /// Takes over what is not known yet; true if there was something.
    fn learn(&mut self, word: &Word) -> bool {
        let mut learnt = false;
        let mut set = |slot: &mut Option<String>, value: &str| {
            if slot.is_none() && !value.is_empty() {
                *slot = Some(value.to_owned());
                learnt = true;
            }
        };
        if self.architecture.is_none() {
            set(&mut self.variant, word.variant);
        }
        set(&mut self.architecture, word.architecture);
        set(&mut self.os, word.os);
        if self.os.as_deref() == Some("windows") {
            set(&mut self.windows_release, word.release);
        }
        learnt
    }

    /// A bare number such as `1809` is a release once the path is known to be for Windows.
    fn learn_release(&mut self, parts: &[&Part<'_>]) {
        if self.os.as_deref() == Some("windows") && self.windows_release.is_none() {
            let found = parts.iter().rev().find_map(|part| part.bare_release());
            self.windows_release = found.map(str::to_owned);
        }
    }

    fn fits_architecture(&self, platform: &Platform) -> bool {
        let Some(architecture) = self.architecture.as_deref() else { return true };
        let same = architecture == platform.architecture
            && self.variant.as_ref().is_none_or(|variant| *variant == platform.variant);
        same || self.is_plain_x86() && platform.architecture == "amd64"
    }

    fn fits_release(&self, platform: &Platform) -> bool {
        let build = self.windows_release.as_deref().and_then(spelling::windows_build);
        platform.os_version.is_empty()
            || build.is_none_or(|build| platform.os_version.split('.').nth(2) == Some(build))
    }

    /// `x86` may mean 32 bits or "not ARM".
    fn is_plain_x86(&self) -> bool {
        self.token.split(['/', '-']).any(|token| token.eq_ignore_ascii_case("x86"))
    }

    /// The declared platform with the usual other half.
    fn own(&self) -> Option<Platform> {
        let (os, architecture, variant) = self.full();
        let slash = if variant.is_empty() { "" } else { "/" };
        Platform::parse(&format!("{os}/{architecture}{slash}{variant}")).ok()
    }

    fn full(&self) -> (&str, &str, &str) {
        let os = self.os.as_deref().unwrap_or("linux");
        let architecture = self.architecture.as_deref().unwrap_or("amd64");
        (os, architecture, self.variant.as_deref().unwrap_or_default())
    }
}

/// Keeps what `better` holds for, if it holds for anything.
fn prefer(platforms: &mut Vec<Platform>, better: impl Fn(&Platform) -> bool) {
    if platforms.iter().any(&better) {
        platforms.retain(better);
    }
}

/// What the variants beside a file leave to it. Where they leave nothing, they may be older than a file that is for
/// all; a Windows variant says for sure that the plain file is not for Windows.
#[must_use]
pub(crate) fn rest(run: &[Platform], elsewhere: &[(Platform, String)]) -> (Vec<Platform>, String) {
    let left = |sure: bool| -> Vec<Platform> {
        let taken = |platform: &Platform| {
            elsewhere.iter().any(|(it, _)| it == platform && (!sure || it.os == "windows"))
        };
        run.iter().filter(|it| !taken(it)).cloned().collect()
    };
    let first = elsewhere.first().map(|(_, path)| path.as_str()).unwrap_or_default();
    let reason = format!("`{first}` is for the others");
    let rest = left(false);
    (if rest.is_empty() { left(true) } else { rest }, reason)
}
