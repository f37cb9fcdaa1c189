//! All integration tests in one binary: one file a boundary.

mod config;
mod discover;
mod render;
