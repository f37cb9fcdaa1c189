//! All integration tests in one binary: one file a boundary.

mod render;
