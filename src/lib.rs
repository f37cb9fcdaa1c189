//! anyarch
pub mod config;
pub mod declared;
pub mod diagnostic;
pub mod discover;
pub mod platform;
pub mod render;
pub mod report;
pub mod source;
pub mod span;
pub mod suggest;
pub mod suppress;
pub mod syntax;
