//! How a step ends, and the test of the platform that decided it.
//!
//! Not the walk. Whose platform a test asks for is kept, since on a build machine the two differ.

use super::Failure;
use crate::{shell::value::Value, span::Span};

/// A test that the platform decides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) span: Span,
    /// It asks what the image is for, not what the script runs on.
    pub(super) of_target: bool,
    /// There is a branch for the platform, and it is tested what that one sets.
    pub(super) has_branch: bool,
}

impl Choice {
    pub(super) fn by(subject: &Value, span: Span) -> Option<Self> {
        let of_target = subject.by_target();
        subject.by_platform().then_some(Self { span, of_target, has_branch: false })
    }
}

impl Choice {
    /// A failure that it leads to.
    pub(super) const fn failure(&self, span: Span) -> Failure {
        Failure { span, choice: self.span, has_branch: self.has_branch }
    }
}

/// Whether a step succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    /// A program, which is taken to succeed.
    Likely,
    /// Nobody knows.
    Open,
}

/// How a step ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) truth: Truth,
    /// The platform decided.
    pub(super) by_platform: bool,
    /// The test that the platform decided.
    pub(super) choice: Option<Choice>,
    /// No step behind it is run.
    pub(super) leaves: Leaves,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    No,
    /// The loop or the function.
    Block,
    Script,
}

impl End {
    pub(super) const fn of(truth: Truth) -> Self {
        Self { truth, by_platform: false, choice: None, leaves: Leaves::No }
    }

    /// Nobody knows, though the platform may decide it.
    pub(super) const fn open(by_platform: bool) -> Self {
        Self { by_platform, ..Self::of(Truth::Open) }
    }

    /// Either of two ways was taken.
    pub(super) fn or(self, other: Self) -> Self {
        let leaves = if other.leaves == Leaves::Script { other.leaves } else { self.leaves };
        Self { by_platform: self.by_platform || other.by_platform, leaves, ..self }
    }

    pub(super) fn decided(holds: bool, choice: Option<Choice>) -> Self {
        let truth = if holds { Truth::Yes } else { Truth::No };
        Self { truth, by_platform: choice.is_some(), choice, leaves: Leaves::No }
    }
}
