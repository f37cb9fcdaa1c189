//! Paths as URI references (RFC 3986).
//!
//! Not paths on this machine: a relative path stays relative, so that a service can match it with its repository.
//! `:` is encoded everywhere, since in a first segment it would read as a scheme.

use std::fmt::Write;

/// The reference for `path`, which has `/` between names.
pub(super) fn uri(path: &str) -> String {
    let relative = path.trim_start_matches("./");
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in if relative.is_empty() { path } else { relative }.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
