//! All integration tests in one binary: one file a boundary.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::needless_raw_string_hashes,
    clippy::too_many_lines,
    reason = "a test that cannot go on fails, and expected output is written by `expect-test`"
)]

mod config;
mod declared;
mod discover;
mod render;
mod suppress;
