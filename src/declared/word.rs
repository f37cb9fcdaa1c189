//! Names of files and folders, cut into words, and what the words say together.
//!
//! Not what a word means (`spelling`). A word counts only where people put a platform: what stands beside it decides.

use super::{
    camel,
    spelling::{Word, is_distribution, is_version, joined, release, word},
};
use std::borrow::Cow;

/// Words of images that run where they are built and make programs for elsewhere.
const CROSS: [&str; 8] = [
    "cross",
    "crossbuild",
    "crosscompile",
    "crosscompiler",
    "crosstool",
    "crosstools",
    "qemu",
    "android",
];

/// Words of a compiler's target triple, which in a file's name means the same; also other systems' names.
const TRIPLE: [&str; 19] = [
    "unknown",
    "pc",
    "apple",
    "gnueabi",
    "gnueabihf",
    "musleabi",
    "musleabihf",
    "eabi",
    "eabihf",
    "androideabi",
    "mingw",
    "mingw32",
    "mingw64",
    "darwin",
    "macos",
    "osx",
    "freebsd",
    "wasm32",
    "emscripten",
];

/// A name in a path.
pub(super) struct Part<'a> {
    words: Vec<Piece<'a>>,
    is_file: bool,
    /// It holds the file.
    is_parent: bool,
}

/// A word with the separator before it.
struct Piece<'a> {
    text: &'a str,
    lower: Cow<'a, str>,
    separator: &'a str,
    word: Option<Word>,
    /// It follows the word before it without a separator; `separator` is the one before both.
    glued: bool,
}

impl<'a> Part<'a> {
    /// The last name of a path.
    pub(super) fn file(name: &'a str) -> Self {
        let mut words = pieces(name, true);
        // `fetch-win-fonts.Dockerfile` and `clean-arm-toolchain.Dockerfile` speak of something else.
        let is_neutral = |piece: &Piece<'_>| {
            piece.is_neutral_or_platform()
                || matches!(&*piece.lower, "dockerfile" | "containerfile")
        };
        let first = words.iter().position(|it| !is_neutral(it));
        let last = words.iter().rposition(|it| !is_neutral(it));
        if let Some((first, last)) = first.zip(last) {
            let between = words.get_mut(first..last).unwrap_or_default();
            between.iter_mut().filter(|it| it.is_vague()).for_each(|it| it.word = None);
        }
        Self { words, is_file: true, is_parent: false }
    }

    /// Another name of a path.
    pub(super) fn folder(name: &'a str) -> Self {
        Self { words: pieces(name, false), is_file: false, is_parent: false }
    }

    /// The folder that holds the file.
    pub(super) fn parent(name: &'a str) -> Self {
        Self { is_parent: true, ..Self::folder(name) }
    }

    /// True if the name says something about a platform and may be believed.
    pub(super) fn declares(&self) -> bool {
        let sure = self.is_file
            || self
                .words
                .iter()
                .all(|piece| piece.is_neutral_or_platform() || self.is_edition(piece))
            || self.is_parent
                && self.words.last().is_some_and(Piece::is_sure_architecture)
                && !self.words.iter().any(|piece| camel::is_foreign(&piece.lower))
            || self.is_parent && self.words.iter().any(Piece::is_windows_base);
        sure && self.words.iter().any(|piece| piece.word.is_some()) && !self.is_contradictory()
    }

    /// `windows-server-2022`, `windows-server-core`.
    fn is_edition(&self, piece: &Piece<'_>) -> bool {
        matches!(&*piece.lower, "server" | "core") && self.platform().os == "windows"
    }

    /// True if two words contradict each other, as in `amd64-arm64`.
    pub(super) fn is_contradictory(&self) -> bool {
        let words = || self.words.iter().filter_map(|piece| piece.word);
        let all = self.platform();
        words().any(|word| !word.os.is_empty() && word.os != all.os)
            || words()
                .any(|word| !word.architecture.is_empty() && word.architecture != all.architecture)
    }

    /// True if the name tells of programs made for another machine.
    pub(super) fn is_cross(&self) -> bool {
        let cross = |piece: &Piece<'_>| {
            let word = &*piece.lower;
            CROSS.contains(&word) || self.is_file && TRIPLE.contains(&word)
        };
        self.words.iter().any(cross)
    }

    /// All that the words say; of two that say the same thing the first counts.
    pub(super) fn platform(&self) -> Word {
        let pick = |a: &'static str, b: &'static str| if a.is_empty() { b } else { a };
        self.words.iter().filter_map(|piece| piece.word).fold(Word::default(), |all, word| Word {
            os: pick(all.os, word.os),
            architecture: pick(all.architecture, word.architecture),
            variant: pick(all.variant, word.variant),
            release: pick(all.release, word.release),
        })
    }

    /// The words that say something; `windows` adds releases.
    pub(super) fn said(&self, windows: bool) -> String {
        let words = self.words.iter().filter(|piece| piece.says(windows));
        words.map(|piece| piece.text).collect::<Vec<_>>().join("-")
    }

    /// A number that is a Windows release where the path is for Windows.
    pub(super) fn bare_release(&self) -> Option<&'static str> {
        self.words.iter().find_map(Piece::release)
    }

    /// The name without platforms; `windows` takes releases out too.
    pub(super) fn without_platform(&self, windows: bool) -> String {
        let believed = self.declares();
        let taken = |piece: &Piece<'_>| (believed || piece.word.is_none()) && piece.says(windows);
        let mut left = String::new();
        let mut after_kept = false;
        for piece in &self.words {
            let keep = !taken(piece);
            if keep {
                let is_joined = left.is_empty() || piece.glued && after_kept;
                left.push_str(if is_joined { "" } else { piece.separator });
                left.push_str(piece.text);
            }
            after_kept = keep;
        }
        left
    }
}

impl Piece<'_> {
    /// What only an image for Windows is called: `temurin-17-windowsservercore`.
    fn is_windows_base(&self) -> bool {
        let names = ["windowsservercore", "nanoserver"];
        self.word.is_some() && names.into_iter().any(|it| self.lower.starts_with(it))
    }

    fn is_neutral_or_platform(&self) -> bool {
        self.word.is_some() || is_version(&self.lower) || is_distribution(&self.lower)
    }

    /// A word with other meanings: `win`, `arm`.
    fn is_vague(&self) -> bool {
        ["win", "arm", "x86", "x64", "386", "ia32", "mips"].contains(&&*self.lower)
    }

    /// `aircast-arm64` is for arm64; `robot-arm` and `game-x64` may be anything.
    fn is_sure_architecture(&self) -> bool {
        !self.is_vague() && self.word.is_some_and(|word| !word.architecture.is_empty())
    }

    fn release(&self) -> Option<&'static str> {
        release(&self.lower)
    }

    fn says(&self, windows: bool) -> bool {
        self.word.is_some() || windows && self.release().is_some()
    }
}

/// Words between `.`, `-` and `_`; `x86_64` and `arm-v7` stay one word.
fn pieces(name: &str, is_file: bool) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut start = 0;
    while start < name.len() {
        let (separator, from) =
            if pieces.is_empty() { ("", start) } else { (part(name, start, start + 1), start + 1) };
        let rest = name.get(from..).unwrap_or_default();
        let single = from + rest.find(['.', '-', '_']).unwrap_or(rest.len());
        let double = part(name, single + 1, name.len());
        let double = single + 1 + double.find(['.', '-', '_']).unwrap_or(double.len());
        let joined = lower(part(name, from, double));
        let (end, lower, found) = match pair(&joined) {
            Some(word) if single < name.len() => (double, joined, Some(word)),
            _ => {
                // `LinuxX86_64` is taken apart below.
                let end = if is_glued_pair(&joined, single - from) { double } else { single };
                let lower = lower(part(name, from, end));
                let found = word(&lower);
                (end, lower, found)
            }
        };
        let text = part(name, from, end);
        let is_known = found.is_some() || is_distribution(&lower);
        match (!is_known).then(|| camel::parts(text, is_file)).flatten() {
            Some(parts) => pieces.extend(glued_pieces(&parts, separator)),
            None => pieces.push(Piece { text, lower, separator, word: found, glued: false }),
        }
        start = end.max(start + 1);
    }
    pieces
}

fn glued_pieces<'a>(parts: &[&'a str], separator: &'a str) -> impl Iterator<Item = Piece<'a>> {
    parts.iter().enumerate().map(move |(nth, text)| {
        let lower = lower(text);
        Piece { text, word: word(&lower), lower, separator, glued: nth > 0 }
    })
}

fn part(name: &str, from: usize, to: usize) -> &str {
    name.get(from..to).unwrap_or_default()
}

fn pair(text: &str) -> Option<Word> {
    let (first, second) = text.split_once(['.', '-', '_'])?;
    word(&joined(first, second)?)
}

fn lower(text: &str) -> Cow<'_, str> {
    let is_upper = text.bytes().any(|it| it.is_ascii_uppercase());
    if is_upper { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) }
}

/// `linuxx86_64`: a pair behind another word, in which the first part ends at `single`.
fn is_glued_pair(joined: &str, single: usize) -> bool {
    joined.strip_suffix("_64").is_some_and(|it| it.len() == single && it.ends_with("x86"))
}
