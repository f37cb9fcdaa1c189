//! `anyarch.toml`: what a project asks for.
//!
//! Not the file's place on disk (`discover::find_config`) nor the command line, which goes before it.
//! A key that is not known is an error with its line: a slip in `platforms` that is quietly ignored would make every
//! check a check for nothing.
//!
//! ```toml
//! platforms = ["linux/amd64", "linux/arm64"]   # what images must run on
//! build-platforms = ["linux/amd64"]            # what they are built on
//! fail-on = "warning"                          # info | warning | error
//! preview = true                               # rules that may still change
//! exclude = ["vendor/**"]                      # as in .gitignore, from this file's folder
//! images = ["images.json", "oci:layouts/base"] # where to look images up besides the built-in list
//! online = false                               # ask registries, or not
//! ca-files = ["certificates/own.pem"]          # who vouches for registries, besides the machine's
//! [rules]
//! arch-default-arg = "off"                     # off | info | warning | error
//! [build-args]
//! NAME = "value"
//! [[registry]]                                 # as in containers' registries.conf
//! prefix = "docker.io"
//! [[registry.mirror]]
//! location = "mirror.example.com/hub"
//! [[overrides]]                                # the last one that matches a file wins
//! paths = ["windows/**"]
//! platforms = ["windows/amd64"]
//! [overrides.rules]
//! from-platform-constant = "off"
//! ```

pub mod glob;
mod read;

use crate::{diagnostic::Severity, image::access::Entry, platform::Platform};
use glob::Globs;
use std::collections::BTreeMap;

/// Severities by rule; `None` turns a rule off.
pub type Levels = BTreeMap<String, Option<Severity>>;

/// A whole configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// For all files that no override matches.
    pub settings: Settings,
    /// Findings from here on fail the run.
    pub fail_on: Option<Severity>,
    /// Ask the preview rules too.
    pub preview: bool,
    /// Paths that are not checked.
    pub exclude: Globs,
    /// Snapshots and image layouts, as written; relative ones count from the configuration's folder.
    pub images: Vec<String>,
    /// Ask registries, or not; `None` when the configuration does not say.
    pub online: Option<bool>,
    /// Certificates that vouch for registries, as written.
    pub ca_files: Vec<String>,
    /// Mirrors, and registries to be asked otherwise.
    pub registries: Vec<Entry>,
    /// In file order.
    pub overrides: Vec<Override>,
}

/// What holds for one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Platforms an image must run on; `None` when the configuration names none.
    pub platforms: Option<Vec<Platform>>,
    /// Why `platforms` are not the project's, such as "`anyarch.toml` says so for `windows/**`".
    pub platforms_reason: Option<String>,
    /// Platforms an image is built on; `None` when the configuration names none.
    pub build_platforms: Option<Vec<Platform>>,
    /// Changed severities.
    pub rules: Levels,
    /// Build arguments by name.
    pub build_args: BTreeMap<String, String>,
}

/// Settings for some paths.
#[derive(Clone, Debug)]
pub struct Override {
    /// Its first path pattern, as a name for it.
    pub name: String,
    /// The paths.
    pub paths: Globs,
    /// What changes for them; the rest stays.
    pub settings: Settings,
}

/// The first thing wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}:{column}: {message}")]
pub struct ConfigError {
    /// The file as shown to the user.
    pub name: String,
    /// From 1.
    pub line: u32,
    /// In Unicode scalar values, from 1.
    pub column: u32,
    /// What is wrong and, where that can be guessed, what was meant.
    pub message: String,
}

impl Config {
    /// The configuration in `text`; `name` is the file as shown to the user.
    ///
    /// # Errors
    /// The first syntax error, unknown key or rule, wrong type, platform or pattern.
    pub fn parse(text: &str, name: &str, known_rules: &[&str]) -> Result<Self, ConfigError> {
        read::read(text, name, known_rules)
    }

    /// What holds for `path`, which is relative to the configuration's folder, with `/` between names.
    #[must_use]
    pub fn for_path(&self, path: &str) -> Settings {
        let matching = self.overrides.iter().filter(|item| item.paths.matches(path, false));
        matching.fold(self.settings.clone(), |settings, item| settings.over(&item.settings))
    }
}

impl Settings {
    /// These settings with all that `other` says put over them.
    #[must_use]
    fn over(mut self, other: &Self) -> Self {
        if other.platforms.is_some() {
            self.platforms.clone_from(&other.platforms);
            self.platforms_reason.clone_from(&other.platforms_reason);
        }
        if other.build_platforms.is_some() {
            self.build_platforms.clone_from(&other.build_platforms);
        }
        self.rules.extend(other.rules.iter().map(|(rule, level)| (rule.clone(), *level)));
        self.build_args.extend(other.build_args.clone());
        self
    }
}
