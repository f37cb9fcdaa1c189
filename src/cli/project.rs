//! The project that a command is run in: its configuration, and the folder that counts from.
//!
//! Not what the configuration means for a file.

#![expect(clippy::disallowed_methods, reason = "the door: the environment is read here")]

use super::Trouble;
use crate::{config::Config, discover, engine};
use std::{
    env,
    path::{Path, PathBuf},
};

/// A configuration and where it is from.
pub(super) struct Project {
    pub(super) config: Config,
    /// The configuration's folder; without one, the current one.
    pub(super) root: PathBuf,
}

impl Project {
    /// The project of the named configuration, or of the nearest one above the current folder.
    pub(super) fn find(named: Option<&Path>) -> Result<Self, Trouble> {
        let folder = env::current_dir()
            .map_err(|error| Trouble::Usage(format!("no current folder: {error}")))?;
        let path = named.map(Path::to_owned).or_else(|| discover::find_config(&folder));
        let config = path.as_deref().map(read).transpose()?.unwrap_or_default();
        let root = path.as_deref().and_then(Path::parent).unwrap_or(&folder).to_owned();
        Ok(Self { config, root })
    }
}

fn read(path: &Path) -> Result<Config, Trouble> {
    let source = discover::read_any(path)
        .map_err(|error| Trouble::Usage(format!("{}: {}", discover::shown(path), error.message)))?;
    Config::parse(source.text(), source.name(), &engine::known())
        .map_err(|error| Trouble::Usage(error.to_string()))
}
