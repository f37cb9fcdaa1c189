//! Which files belong together: variants of one image, and the plain file beside them.
//!
//! Not what they say. Files that were not asked for still count as variants, so that checking one changed file gives
//! the same verdict on its set as checking all.

use crate::{
    declared::{self, Declared},
    discover::{Discovered, Exclude},
    engine::{self, Draft},
    platform::Platform,
    variant::{Member, Set},
};
use std::{
    collections::{BTreeMap, HashSet, btree_map::Entry},
    path::{Path, PathBuf},
};

/// The files of a run with their neighbours.
pub(super) struct Family {
    /// By path from the project's root.
    members: BTreeMap<String, Known>,
    /// The path of each checked file.
    checked: Vec<String>,
    /// The files without a platform in their path, in one folder with variants.
    generals: HashSet<String>,
}

struct Known {
    /// As it was found.
    path: PathBuf,
    /// Index among the checked files.
    file: Option<usize>,
    declared: Option<Declared>,
}

/// What all sets of a run share.
pub(super) struct Required<'a> {
    pub(super) platforms: &'a [Platform],
    pub(super) explicit: bool,
}

impl Family {
    /// The files of a run; around those that were named, the folders are looked at too.
    pub(super) fn new(exclude: &Exclude, found: &Discovered) -> Self {
        let root = &exclude.root;
        let files = &found.files;
        let mut family = Self {
            members: BTreeMap::new(),
            checked: Vec::with_capacity(files.len()),
            generals: HashSet::new(),
        };
        for (index, path) in files.iter().enumerate() {
            let is_input = path.as_os_str() == "-";
            let relative = if is_input { "-".to_owned() } else { root.relative(path) };
            let declared = declared::declared(&relative).filter(|_| !is_input);
            family.members.insert(
                relative.clone(),
                Known { path: path.clone(), file: Some(index), declared },
            );
            family.checked.push(relative);
        }
        for path in &found.siblings {
            if let Entry::Vacant(place) = family.members.entry(root.relative(path)) {
                let declared = declared::declared(place.key());
                place.insert(Known { path: path.clone(), file: None, declared });
            }
        }
        family.generals = family.generals();
        family
    }

    fn generals(&self) -> HashSet<String> {
        let variants =
            self.members.iter().filter_map(|(path, it)| Some((path, it.declared.as_ref()?)));
        let beside = variants.filter(|(path, it)| is_exact(it) && folder(path) == folder(&it.stem));
        let is_plain =
            |stem: &&String| self.members.get(*stem).is_some_and(|it| it.declared.is_none());
        beside.map(|(_, it)| &it.stem).filter(is_plain).cloned().collect()
    }

    /// The paths of the checked files from the project's root.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.checked.iter().map(String::as_str)
    }

    /// What a path declares.
    pub(super) fn declared(&self, path: &str) -> Option<&Declared> {
        self.members.get(path)?.declared.as_ref()
    }

    /// True for a file without a platform in its path that stands in one folder with variants: it is for the rest.
    pub(super) fn is_general(&self, path: &str) -> bool {
        self.generals.contains(path)
    }

    /// Variants of checked files that were not asked for, with their paths from the project's root.
    pub(super) fn neighbours(&self) -> impl Iterator<Item = (&Path, &str)> {
        let checked = self.members.iter().filter(|(_, known)| known.file.is_some());
        let stems: HashSet<&str> =
            checked.filter_map(|(path, known)| self.stem(path, known)).collect();
        self.members.iter().filter(|(_, known)| known.file.is_none()).filter_map(
            move |(path, known)| {
                let stem = self.stem(path, known)?;
                stems.contains(stem).then_some((known.path.as_path(), path.as_str()))
            },
        )
    }

    /// What a file has in common with its variants.
    fn stem<'f>(&self, path: &'f str, known: &'f Known) -> Option<&'f str> {
        let declared = known.declared.as_ref().map(|it| it.stem.as_str());
        declared.or_else(|| self.is_general(path).then_some(path))
    }

    /// The platforms that variants beside plain files take from them, by the plain file's path.
    pub(super) fn elsewhere(
        &self,
        platforms: &[Platform],
    ) -> BTreeMap<&str, Vec<(Platform, String)>> {
        let mut taken: BTreeMap<&str, Vec<(Platform, String)>> = BTreeMap::new();
        for (path, known) in &self.members {
            let Some(declared) = known.declared.as_ref().filter(|it| is_exact(it)) else {
                continue;
            };
            for platform in platforms.iter().filter(|platform| declared.applies_to(platform)) {
                let name = path.rsplit('/').next().unwrap_or(path);
                let name = if path.contains('/') && name == "Dockerfile" { path } else { name };
                taken.entry(&declared.stem).or_default().push((platform.clone(), name.to_owned()));
            }
        }
        taken
    }

    /// The findings on variant sets, by checked file.
    pub(super) fn check(
        &self,
        drafts: &[Option<Draft>],
        neighbours: &BTreeMap<String, Draft>,
        required: &Required<'_>,
    ) -> Vec<Vec<crate::diagnostic::Diagnostic>> {
        let mut all = vec![Vec::new(); drafts.len()];
        let members = self.members.iter();
        let declaring = members.filter_map(|(path, it)| Some(((path, it), it.declared.as_ref()?)));
        let open = Declared::default();
        for group in declared::variant_sets(declaring, |stem| self.is_general(stem)) {
            let general = self.members.get_key_value(group.stem);
            let compared = general.filter(|(path, _)| self.is_general(path));
            let compared = compared.map(|general| (general, &open));
            let named = group.members.iter().copied();
            let members = compared.into_iter().chain(named).map(|((path, known), declared)| {
                let draft = match known.file {
                    Some(file) => drafts.get(file).and_then(Option::as_ref),
                    None => neighbours.get(path),
                };
                let profile = draft.and_then(|draft| draft.profile.as_ref());
                let checked = known.file.is_some();
                (known.file, Member { path, declared, checked, profile })
            });
            let (files, members): (Vec<_>, Vec<_>) = members.unzip();
            let set = Set {
                required: required.platforms,
                explicit: required.explicit,
                has_general: general.is_some(),
                members,
            };
            for (file, found) in files.into_iter().zip(engine::check_set(&set)) {
                if let Some(list) = file.and_then(|file| all.get_mut(file)) {
                    list.extend(found);
                }
            }
        }
        all
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `linux/Dockerfile` alone says too little to take platforms from the file above it.
fn is_exact(declared: &Declared) -> bool {
    declared.architecture.is_some() || declared.os.as_deref() == Some("windows")
}
