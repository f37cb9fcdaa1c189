//! What one run found, ready for a renderer.
//!
//! Not text: a renderer reads this and writes its format.
//! What could not be checked is part of the report, because silence about it would read as "fine".

use crate::{diagnostic::Diagnostic, platform::Platform, source::Source, span::Span};

/// The result for one file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The text, with its name as shown to the user.
    pub source: Source,
    /// Findings in order of place, severity and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// The platforms this file was checked for.
    pub required: Vec<Platform>,
    /// Why `required` differs from the run's platforms, such as "the file name says windows/amd64".
    pub required_reason: Option<String>,
    /// Stages × required platforms.
    pub matrix: Vec<MatrixRow>,
    /// What was not checked, and why.
    pub unchecked: Vec<Unchecked>,
}

/// A stage, or an image that a stage copies from, over all required platforms.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The stage's name or number, such as `build` or `stage 1`.
    pub stage: String,
    /// Where the stage begins.
    pub span: Span,
    /// One for each required platform, in the order of `FileReport::required`.
    pub cells: Vec<Cell>,
}

/// One stage on one platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The verdict.
    pub mark: Mark,
    /// The reason in a few words, such as "alpine:3.22 has linux/arm64".
    pub why: String,
}

/// A verdict in the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The stage can be built.
    Yes,
    /// It can, but a warning stands against it.
    Warned,
    /// It cannot.
    No,
    /// Nobody knows.
    Unknown,
    /// It is not needed for this platform.
    Unneeded,
}

/// Something that was not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The thing, such as an image reference.
    pub what: String,
    /// Where it stands.
    pub span: Span,
    /// Why, as a clause: "not in the snapshot".
    pub reason: String,
    /// True for an image whose whole name is known: then its platforms can be told.
    pub is_named: bool,
}

/// A file that could not be read; the other files' results stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The path as shown to the user.
    pub path: String,
    /// Why, as a sentence without a full stop, saying what to do where that helps.
    pub message: String,
}

/// The whole run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In path order.
    pub files: Vec<FileReport>,
    /// In path order.
    pub unreadable: Vec<Unreadable>,
}
