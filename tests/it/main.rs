//! The one integration binary: one module a boundary.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at what it did not expect"
)]
#![expect(clippy::wildcard_enum_match_arm, reason = "a test picks out what it is about")]

mod mutation;
mod oracle;
mod syntax;
