//! What a rule says about a file.
//!
//! Not how it is shown: renderers live in `render`.
//! The platforms a finding is about are part of it, so that every format can name them.

use crate::{platform::Platform, span::Span};

/// How bad a finding is. Ordered: `Info < Warning < Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never changes the exit code by default.
    Info,
    /// Will likely hurt on some platform.
    Warning,
    /// Fails, or gives a wrong image, on a required platform.
    Error,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's slug.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place it is about.
    pub span: Span,
    /// Lower case, no full stop, the thing in backticks, the consequence and the platforms named.
    pub message: String,
    /// Other places in the file that explain it.
    pub labels: Vec<Label>,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    /// The required platforms it is about; empty when it is about all of them.
    pub platforms: Vec<Platform>,
    /// A change that removes the cause.
    pub fix: Option<Fix>,
}

/// A second place with a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A change to the file that removes a finding's cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command: "remove the default".
    pub title: String,
    /// Edits that do not overlap, in file order.
    pub edits: Vec<Edit>,
    /// Whether it may be applied without a person's look.
    pub applicability: Applicability,
}

/// Replace the text under `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty to insert.
    pub span: Span,
    /// What comes.
    pub content: String,
}

/// Whether a fix may be applied without a person's look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// The image stays the same on the platforms where it worked.
    Safe,
    /// Probably right; read the diff.
    Unsafe,
    /// A hint for a person.
    DisplayOnly,
}
