//! The one integration binary: one module a boundary.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod mutation;
mod oracle;
mod syntax;
