//! Being written.
pub mod glob;
