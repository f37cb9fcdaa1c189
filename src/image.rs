//! Which platforms an image has.
pub mod reference;
