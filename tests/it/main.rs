//! The integration tests: one binary, one module for each boundary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::needless_raw_string_hashes,
    clippy::too_many_lines,
    reason = "a test that goes wrong should stop, reads and writes what it needs, and matters more than its speed"
)]

mod arguments;
#[cfg(unix)]
mod cli;
mod config;
mod context;
mod declared;
mod discover;
mod image;
mod manifest;
mod matrix;
mod mutation;
mod oracle;
mod platform;
mod reference;
#[cfg(unix)]
mod registry;
mod render;
mod rules;
mod script;
mod stage;
mod suppress;
mod syntax;
mod tidy;
mod variant;
