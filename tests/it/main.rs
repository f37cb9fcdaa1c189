//! The integration tests: one binary, one module for each boundary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_raw_string_hashes,
    clippy::too_many_lines,
    clippy::wildcard_enum_match_arm,
    clippy::format_collect,
    reason = "a test that goes wrong should stop, and expected output is written by `expect-test`"
)]

mod arguments;
mod config;
mod declared;
mod discover;
mod image;
mod manifest;
mod mutation;
mod oracle;
mod platform;
mod reference;
mod render;
mod rules;
mod stage;
mod suppress;
mod syntax;
