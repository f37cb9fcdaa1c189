//! anyarch
pub mod diagnostic;
pub mod platform;
pub mod report;
pub mod source;
pub mod span;
pub mod syntax;
