//! The text of a file.
//!
//! Not whether a path is a file, which whoever found it has asked. A file's size is not asked for either: most files
//! fit into a small buffer, and two reads cost less than the question.

#![expect(clippy::disallowed_methods, reason = "the door: files are read here")]

use super::{LIMIT, decode, size, too_large, why};
use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
};

pub(super) fn text(path: &Path) -> Result<String, String> {
    if path.as_os_str() == "-" {
        return bounded(io::stdin().lock(), || "larger".to_owned());
    }
    let file = File::open(path).map_err(|error| why(&error))?;
    bounded(&file, || file.metadata().map_or("larger".to_owned(), |it| size(it.len())))
}

/// Most files fit here.
const USUAL: usize = 8 << 10;

/// Reads everything, unless it is too much: then `size` is told.
fn bounded(mut reader: impl Read, size: impl Fn() -> String) -> Result<String, String> {
    let (mut buffer, mut length) = ([0; USUAL], 0);
    while let Some(room) = buffer.get_mut(length..).filter(|it| !it.is_empty()) {
        match reader.read(room) {
            Ok(0) => return decode::decode(buffer.get(..length).unwrap_or_default().to_vec()),
            Ok(more) => length += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(why(&error)),
        }
    }
    let mut bytes = buffer.to_vec();
    reader.take(LIMIT + 1 - length as u64).read_to_end(&mut bytes).map_err(|error| why(&error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(too_large(&size()));
    }
    decode::decode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a text in pieces, as a pipe does.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(self.1);
            self.0.read(&mut buffer[..most])
        }
    }

    #[test]
    fn all_of_a_text_is_read() {
        for length in [0, 1, USUAL - 1, USUAL, USUAL + 1, 5 * USUAL] {
            let text = "a".repeat(length);
            for piece in [1000, USUAL, usize::MAX] {
                let pieces = Pieces(text.as_bytes(), piece);
                assert_eq!(bounded(pieces, String::new).as_ref(), Ok(&text), "{length}");
            }
        }
        let endless = bounded(io::repeat(b'a'), || "endless".to_owned());
        assert!(endless.is_err_and(|message| message.contains("is endless")));
    }
}
