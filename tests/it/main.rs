//! The integration tests, one binary; one module a boundary.

mod platform;
mod reference;
