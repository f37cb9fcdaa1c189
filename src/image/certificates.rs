//! Certificates that vouch for registries besides those of the machine, and those that a registry wants to see.
//!
//! Not a check of any. They lie where docker and podman look for them: a folder for each registry, `certs.d/HOST:PORT`.

#![expect(clippy::disallowed_methods, reason = "the door: certificates are read here")]

use super::home;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The certificates of a person and a project.
#[derive(Clone, Debug, Default)]
pub struct Certificates {
    /// For all registries, in PEM.
    common: Vec<Vec<u8>>,
    /// Folders with one folder for each registry.
    folders: Vec<PathBuf>,
}

/// What a registry is asked with; all in PEM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfHost {
    /// Who may vouch for it.
    pub roots: Vec<Vec<u8>>,
    /// A certificate and its key, for a registry that asks who is there.
    pub identity: Option<Vec<u8>>,
}

impl Certificates {
    /// Those of docker and podman, and these files for all registries.
    ///
    /// # Errors
    /// A sentence about a file that cannot be read.
    pub fn of_user(files: &[PathBuf]) -> Result<Self, String> {
        let common = files.iter().map(|path| {
            let why = |error: io::Error| {
                format!("the certificates in `{}` cannot be read: {error}", path.display())
            };
            home::read(path).map_err(why)
        });
        let own = home::configuration();
        let below = |name: &str| own.as_ref().map(|it| it.join(name).join("certs.d"));
        let machine = ["/etc/containers/certs.d", "/etc/docker/certs.d"].map(PathBuf::from);
        let folders = [below("containers"), below("docker")].into_iter().flatten().chain(machine);
        Ok(Self { common: common.collect::<Result<_, _>>()?, folders: folders.collect() })
    }

    /// What is there for all registries.
    #[must_use]
    pub fn of_all(&self) -> OfHost {
        OfHost { roots: self.common.clone(), identity: None }
    }

    /// A registry has nothing of its own.
    #[must_use]
    pub fn is_common(&self, of_host: &OfHost) -> bool {
        of_host.identity.is_none() && of_host.roots == self.common
    }

    /// What is there for a registry, such as `example.com:5000`.
    ///
    /// # Errors
    /// A clause about a file that cannot be read.
    pub fn of_host(&self, host: &str) -> Result<OfHost, String> {
        let mut all = self.of_all();
        // A host is no path: it has no `/`, and a folder above is none of its own.
        let is_name = !host.is_empty() && !host.starts_with('.');
        for folder in self.folders.iter().filter(|_| is_name).map(|it| it.join(host)) {
            let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
            let mut paths: Vec<PathBuf> = entries.map(|it| it.path()).collect();
            paths.sort();
            for path in paths {
                let text = |path: &Path| {
                    home::read(path)
                        .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
                };
                match path.extension().and_then(|it| it.to_str()) {
                    Some("crt") => all.roots.push(text(&path)?),
                    Some("cert") if all.identity.is_none() => {
                        let pair = [text(&path)?, text(&path.with_extension("key"))?];
                        all.identity = Some(pair.join(&b'\n'));
                    }
                    Some(_) | None => {}
                }
            }
        }
        Ok(all)
    }
}
