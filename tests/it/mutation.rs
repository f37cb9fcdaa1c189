//! Broken Dockerfiles, the same ones on every run.
//!
//! Not random: a fixed xorshift drives the changes, so that a failure can be had again.

use std::path::{Path, PathBuf};

/// What is put into a file: whatever the parser treats specially.
const PIECES: [&str; 40] = [
    "\\",
    "\\\n",
    "`\n",
    "\n",
    "\r\n",
    "\r",
    "#",
    "# c\n",
    " ",
    "\t",
    "\"",
    "'",
    "$",
    "${",
    "}",
    "${a:-",
    "${b#",
    "$x",
    "<<",
    "<<EOF",
    "<<-'E'",
    "\nEOF\n",
    "E\n",
    "[",
    "]",
    "[\"a\", \"b\"]",
    ",",
    "\\u0041",
    "--",
    " --x=",
    "=",
    "FROM a\n",
    "RUN ",
    "ONBUILD ",
    "COPY ",
    "HEALTHCHECK ",
    "\u{feff}",
    "\u{a0}",
    "é",
    "# escape=`\n",
];

/// A small generator of numbers.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// A text with one to four changes.
pub(crate) fn mutate(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let start = place(&text, random);
        let end = if random.below(2) == 0 { start } else { place(&text, random) };
        let end = if end > start + 20 { start } else { end.max(start) };
        text.replace_range(start..end, PIECES[random.below(PIECES.len())]);
    }
    text
}

fn place(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The Dockerfiles of `testdata/syntax`, sorted.
pub(crate) fn files() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/syntax");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "Dockerfile")).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// `count` mutations of the files in turn.
pub(crate) fn mutations(count: usize, seed: u64) -> Vec<String> {
    let files = files();
    let mut random = Random::new(seed);
    files.iter().cycle().take(count).map(|(_, text)| mutate(text, &mut random)).collect()
}
