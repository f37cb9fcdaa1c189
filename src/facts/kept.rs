//! What rules work out about a file and ask for again and again.
//!
//! Not facts: for each cell one function of the rules fills it and answers for it. They are here since they live as
//! long as the file.

use crate::{shell::plain::Plain, span::Span};
use std::cell::OnceCell;

/// The cells, each named for the question that fills it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// By evaluation: indices of the instructions that say what a container starts.
    pub(crate) starts: OnceCell<Vec<Vec<usize>>>,
    /// By stage: what other stages copy from it for the target.
    pub(crate) leaving: OnceCell<Vec<Vec<(Span, String)>>>,
    /// By stage: it speaks of the target.
    pub(crate) of_target: OnceCell<Vec<bool>>,
    /// By stage: the architectures that it brings files for by their names.
    pub(crate) brought: OnceCell<Vec<OnceCell<Vec<String>>>>,
    /// By index of each `WORKDIR`: the folder behind it, where that is written in full.
    pub(crate) folders: OnceCell<Vec<(usize, Option<String>)>>,
    /// Indices of the instructions whose `ENV` or `ARG` names an architecture among other text, with that of the pair.
    pub(crate) arch_pairs: OnceCell<Vec<(usize, usize)>>,
    /// The paths that are copied from stages and name architectures: the stage, the place, the names.
    pub(crate) arch_copies: OnceCell<Vec<(usize, Span, Vec<&'static str>)>>,
    /// Indices of the `RUN`s that bring packages of another machine.
    pub(crate) foreign_packages: OnceCell<Vec<usize>>,
    /// Indices of the `RUN`s that may tell later ones what Go builds for.
    pub(crate) go_told: OnceCell<Vec<usize>>,
    /// By instruction: the commands of a `RUN`; `None` where it cannot be read.
    pub(crate) commands: OnceCell<Vec<OnceCell<Option<Vec<Plain>>>>>,
}
