//! A text that is looked for in many others.
//!
//! Not for patterns. Preparing a search costs as much as searching two kilobytes, and rules look for the same few words
//! in every file, so that each is prepared once for the whole run.

use memchr::memmem::Finder;
use std::sync::OnceLock;

/// A text to look for.
#[derive(Debug)]
pub struct Needle {
    text: &'static str,
    finder: OnceLock<Finder<'static>>,
}

impl Needle {
    /// Nothing is prepared yet.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, finder: OnceLock::new() }
    }

    /// True if `text` holds it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let finder = self.finder.get_or_init(|| Finder::new(self.text.as_bytes()));
        finder.find(text.as_bytes()).is_some()
    }
}
