//! Where a person keeps configuration, for all doors that look there.
//!
//! Not what is in it.

#![expect(clippy::disallowed_methods, reason = "the door: a person's configuration is read here")]

use std::{
    env,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The most that is read of a file, in bytes.
pub(super) const MOST: u64 = 1 << 20;

/// The folder that a variable names.
pub(super) fn folder(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from)
}

/// Where programs keep their configuration.
pub(super) fn configuration() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")))
}

/// A regular file: a pipe without a writer would be waited for without end.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
