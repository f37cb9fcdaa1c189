//! What a run is about: a project, its Dockerfiles, and what each is asked for.
//!
//! Not what is made of them: `check` reports findings, `lock` writes images down.

#![expect(clippy::disallowed_methods, reason = "the door: the environment is read here")]

use super::{
    Trouble,
    args::SelectionArguments,
    family::{Family, Required},
    platforms::platforms,
    project::Project,
};
use crate::{
    config::Settings,
    discover::{self, Discovered, Exclude, Root},
    engine::{self, Job},
    image::Backend,
    platform::Platform,
    report::Unreadable,
    stage::Options,
};
use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
};

/// Everything about a run that is the same for all files.
pub(super) struct Run<'a> {
    pub(super) selection: &'a SelectionArguments,
    pub(super) project: Project,
    /// Where paths count from.
    pub(super) root: Root,
    platforms: Vec<Platform>,
    builders: Vec<Platform>,
    build_args: Vec<(String, String)>,
    /// The platforms that are required when nobody says which.
    usual: Vec<Platform>,
}

impl<'a> Run<'a> {
    pub(super) fn new(selection: &'a SelectionArguments) -> Result<Self, Trouble> {
        let project = Project::find(selection.config.as_deref())?;
        Ok(Self {
            selection,
            platforms: platforms(&selection.platform)?,
            builders: platforms(&selection.build_platform)?,
            build_args: build_args(&selection.build_arg),
            root: Root::new(&project.root),
            usual: engine::default_platforms(),
            project,
        })
    }

    /// The files and layouts that images are looked up in first.
    pub(super) fn given(&self) -> Result<Vec<Backend>, Trouble> {
        let named = self.selection.images.iter().map(|name| (name, Path::new("")));
        let configured = self.project.config.images.iter().map(|name| (name, &*self.project.root));
        let open = |(name, folder): (&String, &Path)| {
            Backend::open(name, folder).map_err(|error| Trouble::Usage(error.to_string()))
        };
        named.chain(configured).map(open).collect()
    }

    /// The files and folders that were asked for.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        match self.selection.paths.as_slice() {
            [] => vec![PathBuf::from(".")],
            paths => paths.to_vec(),
        }
    }

    /// True where no Dockerfile of the project can have been left out.
    pub(super) fn is_whole(&self) -> bool {
        self.paths().iter().any(|path| self.root.relative(path).is_empty())
    }

    /// The command line asks for something else than the project does.
    pub(super) const fn is_partial(&self) -> bool {
        let asked = self.selection;
        !(asked.platform.is_empty() && asked.build_arg.is_empty()) || asked.target.is_some()
    }

    pub(super) fn discover(&self) -> (Exclude, Discovered) {
        let exclude = Exclude {
            globs: self.project.config.exclude.clone(),
            root: self.root.clone(),
            named: self.selection.force_exclude,
        };
        let found = discover::discover(&self.paths(), &exclude);
        (exclude, found)
    }

    /// Reads a file, and says what it is asked for.
    pub(super) fn job(
        &self,
        (path, relative): (&Path, &str),
        family: &Family,
        elsewhere: &BTreeMap<&str, Vec<(Platform, String)>>,
    ) -> Result<Job, Unreadable> {
        let source = discover::read(path)?;
        let elsewhere = elsewhere.get(relative).cloned().unwrap_or_default();
        let config = &self.project.config;
        let settings = config.for_path(relative);
        // A platform in the configuration for this very path is meant more than the path's name.
        let by_path = settings.platforms_reason.is_none() || !self.platforms.is_empty();
        Ok(Job {
            source,
            options: self.options(&settings),
            severities: settings.rules,
            declared: family.declared(relative).filter(|_| by_path).cloned(),
            elsewhere: if by_path { elsewhere } else { Vec::new() },
            is_general: by_path && family.is_general(relative),
            context: None,
            partial: self.is_partial(),
            preview: config.preview,
        })
    }

    /// The platforms of the run, for sets of files.
    pub(super) fn required(&self) -> Required<'_> {
        let configured = self.project.config.settings.platforms.as_deref();
        let asked = if self.platforms.is_empty() { configured } else { Some(&*self.platforms) };
        Required { platforms: asked.unwrap_or(&self.usual), explicit: asked.is_some() }
    }

    fn options(&self, settings: &Settings) -> Options {
        let first = |given: &[Platform],
                     configured: &Option<Vec<Platform>>,
                     default: &dyn Fn() -> Vec<Platform>| {
            if given.is_empty() {
                configured.clone().unwrap_or_else(default)
            } else {
                given.to_vec()
            }
        };
        let configured = settings.build_args.iter();
        let mut build_args: Vec<_> =
            configured.map(|(name, value)| (name.clone(), value.clone())).collect();
        build_args.extend(self.build_args.iter().cloned());
        Options {
            targets: first(&self.platforms, &settings.platforms, &engine::default_platforms),
            builders: first(&self.builders, &settings.build_platforms, &|| {
                vec![Platform::new("linux", "amd64")]
            }),
            target_stage: self.selection.target.clone(),
            build_args,
        }
    }
}

/// As docker does: `NAME` alone takes the value from the environment, or is left out.
fn build_args(arguments: &[String]) -> Vec<(String, String)> {
    let pair = |argument: &String| match argument.split_once('=') {
        Some((name, value)) => Some((name.to_owned(), value.to_owned())),
        None => Some((argument.clone(), env::var(argument).ok()?)),
    };
    arguments.iter().filter_map(pair).collect()
}
