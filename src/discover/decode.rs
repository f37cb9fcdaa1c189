//! Bytes to text.
//!
//! Not a conversion: only UTF-8 is a Dockerfile to `BuildKit`, so anything else is named and refused rather than
//! guessed at. A UTF-8 byte order mark stays: the syntax has a token for it.

/// The bytes as text.
///
/// # Errors
/// What the bytes are instead, and the way out.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if let Some(name) = wide(&bytes) {
        return Err(format!("is {name}; save it as UTF-8"));
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        let line = line(&bytes, at);
        return Err(format!("looks like a binary file: a NUL byte at offset {at}, line {line}"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        let line = line(error.as_bytes(), at);
        format!("is not UTF-8: byte 0x{byte:02X} at offset {at}, line {line}; save it as UTF-8")
    })
}

/// The encoding that a byte order mark announces.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        _ => None,
    }
}

fn line(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1
}
