//! The integration tests, one binary; one module a boundary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    clippy::format_collect,
    reason = "a test that goes wrong should stop"
)]

mod image;
mod manifest;
mod platform;
mod reference;
