//! Whether a script is worth reading: whether a look at its bytes and at the values it sees can rule out all findings.
//!
//! Not a reading: in doubt a script is worth it. To read one costs a hundred times what this look costs, and in most
//! there is nothing. What a rule on scripts needs before it can speak stands here.

use crate::knowledge;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// Options for compilers of one architecture.
const OPTIONS: [&str; 13] = [
    "goos=", "setcap", "=native", "-mavx", "-msse", "-mssse", "-maes", "-mp", "-m32", "-m64",
    "-march=", "-mfma", "-mbmi",
];

/// Programs that compare checksums: only of a file that is chosen by platform.
const CHECKERS: [&str; 6] = ["sha256sum", "sha512sum", "sha384sum", "sha1sum", "shasum", "md5sum"];

/// What stands in every script that asks what it runs on.
const ASKERS: [&str; 17] = [
    "uname",
    "arch",
    "ARCH",
    "machine",
    "cpu",
    "hostnamectl",
    "file -",
    "LONG_BIT",
    "xx-info",
    "HOSTTYPE",
    "MACHTYPE",
    "TARGET",
    "BUILD",
    "arm",
    "x86",
    "386",
    "mips",
];

/// What stands in every script that chooses.
const CHOICES: [&str; 4] = ["[", "test", "case", "grep"];

/// What a text may be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// No rule can say anything.
    Nothing,
    /// It compares checksums.
    Checksum,
    /// It names an architecture, or what exists for one only.
    Names,
}

/// How a word is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// With no letter or digit beside it.
    Whole,
    Part,
    Checker,
}

struct Words {
    automaton: AhoCorasick,
    kinds: Vec<Kind>,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    let packages = knowledge::package_words();
    let packages = packages.map(|(it, whole)| (it, if whole { Kind::Whole } else { Kind::Part }));
    let all = packages
        .chain(knowledge::clear_spellings().map(|it| (it, Kind::Whole)))
        .chain(OPTIONS.map(|it| (it, Kind::Part)))
        .chain(CHECKERS.map(|it| (it, Kind::Checker)));
    let (words, kinds): (Vec<_>, Vec<_>) = all.unzip();
    let mut builder = AhoCorasickBuilder::new();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    builder.kind(Some(AhoCorasickKind::DFA));
    Some(Words { automaton: builder.build(words).ok()?, kinds })
});

/// What a text is worth, as far as it names things.
pub(super) fn worth(text: &str) -> Worth {
    let Some(words) = &*WORDS else { return Worth::Names };
    let mut worth = Worth::Nothing;
    for found in words.automaton.find_iter(text) {
        match words.kinds.get(found.pattern().as_usize()) {
            Some(Kind::Checker) => worth = Worth::Checksum,
            Some(Kind::Whole) if !is_apart(text.as_bytes(), found.start(), found.end()) => {}
            Some(Kind::Whole | Kind::Part) | None => return Worth::Names,
        }
    }
    worth
}

/// No letter or digit stands beside; in `$1amd64` the digit is a variable.
fn is_apart(text: &[u8], start: usize, end: usize) -> bool {
    let at = |at: Option<usize>| at.and_then(|at| text.get(at)).copied();
    let is_part = |it: Option<u8>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    let is_variable = at(start.checked_sub(2)) == Some(b'$');
    !is_part(at(Some(end))) && (is_variable || !is_part(at(start.checked_sub(1))))
}

/// The text may ask what it runs on.
pub(super) fn asks(text: &str) -> bool {
    has(text, &ASKERS)
}

/// The text may do one thing or another.
pub(super) fn chooses(text: &str) -> bool {
    has(text, &CHOICES)
}

/// The text may build a program for the machine it runs on, or fetch one.
pub(super) fn makes(text: &str) -> bool {
    has(text, &["-o"]) || has(text, &["curl", "wget"]) && asks(text)
}

/// The text may fetch a file by the platform's name, which it is given or asks for.
pub(super) fn fetches_by_name(text: &str, given: bool) -> bool {
    has(text, &["://"]) && (given || has(text, &["uname", "--print-arch", "$(arch)", "`arch`"]))
}

/// The text may build what is the same for all architectures.
pub(super) fn builds(text: &str) -> bool {
    let tools = ["run build", "yarn", "pnpm", "mvn", "gradle", "dotnet publish", "hugo"];
    has(text, &tools)
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|it| memchr::memmem::find(text.as_bytes(), it.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::{Worth, worth};

    #[test]
    fn whole_words_and_parts_are_found() {
        for (text, expected) in [
            ("curl -O https://example.com/tool-amd64.tgz", Worth::Names),
            ("curl -O https://example.com/tool_Linux_x86_64", Worth::Names),
            ("case $1 in armv7*) ;; esac", Worth::Names),
            ("echo $1amd64", Worth::Names),
            ("apt-get install rar", Worth::Names),
            ("npm i @esbuild/linux-x64", Worth::Names),
            ("make CFLAGS=-march=native", Worth::Names),
            ("echo x | sha256sum -c", Worth::Checksum),
            ("rm -rf /usr/lib/libraries temporary", Worth::Nothing),
            ("./configure --enable-native-access x64dbg", Worth::Nothing),
            ("", Worth::Nothing),
        ] {
            assert_eq!(worth(text), expected, "{text}");
        }
    }
}
