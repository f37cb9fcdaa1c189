//! The integration tests, one binary; one module a boundary.

mod image;
mod platform;
mod reference;
