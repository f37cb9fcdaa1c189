//! The integration tests: one binary, one module for each boundary.

mod config;
mod declared;
mod discover;
mod image;
mod mutation;
mod oracle;
mod platform;
mod reference;
mod render;
mod rules;
mod suppress;
mod syntax;
