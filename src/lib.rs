//! anyarch
pub mod diagnostic;
pub mod image;
pub mod platform;
pub mod report;
pub mod source;
pub mod span;
pub mod syntax;
