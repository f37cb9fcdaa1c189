//! Sets of path patterns, with the meaning they have in `.gitignore`.
//!
//! Not a walk over files. Patterns are relative to the folder of `anyarch.toml`; one without a slash matches at any
//! depth, a folder's pattern holds for all below it, `!` takes back. People know these rules already.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;

/// Path patterns.
#[derive(Clone, Debug)]
pub struct Globs(Gitignore);

impl Default for Globs {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Globs {
    /// The set of `patterns`.
    ///
    /// # Errors
    /// The index of the first pattern that is none, and why.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        for (index, pattern) in patterns.into_iter().enumerate() {
            builder.add_line(None, pattern).map_err(|error| (index, why(&error)))?;
        }
        builder.build().map(Self).map_err(|error| (0, why(&error)))
    }

    /// True when `path`, relative and with `/` between names, or a folder above it is in the set.
    #[must_use]
    pub fn matches(&self, path: &str, is_folder: bool) -> bool {
        // An absolute path is outside of every project, and the matcher refuses it.
        let path = Path::new(path.trim_start_matches('/'));
        !path.has_root() && self.0.matched_path_or_any_parents(path, is_folder).is_ignore()
    }

    /// True without patterns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn why(error: &ignore::Error) -> String {
    if let ignore::Error::Glob { err, .. } = error { err.clone() } else { error.to_string() }
}
