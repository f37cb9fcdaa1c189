//! Whether a script is worth reading: whether a look at its bytes and at the values it sees can rule out all findings.
//!
//! Not a reading: in doubt a script is worth it. To read one costs a hundred times what this look costs, and in most
//! there is nothing. What a rule on scripts needs before it can speak stands here.

use crate::knowledge::{self, Manager};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use std::{collections::BTreeMap, sync::LazyLock};

/// Options for compilers of one architecture, and hosts with packages for some.
const OPTIONS: [&str; 19] = [
    "linux-64",
    "goos=",
    "setcap",
    "=native",
    "-mavx",
    "-msse",
    "-mssse",
    "-maes",
    "-mp",
    "-m32",
    "-m64",
    "-march=",
    "-mfma",
    "-mbmi",
    "-mtune=",
    "-mfpmath=",
    "target-cpu=",
    "_native=on",
    ".ubuntu.com/ubuntu",
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

/// Patterns for package files, of which a copy may bring those of one architecture.
const PATTERNS: [&str; 3] = ["*.deb", "*.rpm", "*.whl"];

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

/// What a look at a text's bytes finds.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// What it may be worth.
    pub worth: Worth,
    /// It looks as if it were written for Windows.
    pub windows: bool,
    /// The package managers of distributions that it names.
    pub managers: Vec<&'static Manager>,
}

/// What makes a line look as if it were written for Windows.
const WINDOWS: [&str; 13] = [
    "powershell ",
    "powershell.exe",
    "cmd /",
    "cmd.exe",
    "choco ",
    "winget ",
    "scoop ",
    "msiexec",
    "setx ",
    "xcopy ",
    "robocopy ",
    "icacls ",
    "invoke-",
];

/// What a word that is looked for says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It counts with no letter or digit beside it.
    Whole,
    Part,
    Checker,
    /// In small letters only.
    Manager,
    Windows,
    /// `:\` behind a letter alone.
    Drive,
}

/// How many bytes of a word the automaton knows: all of them would make it a megabyte, and each run would build that.
const STEM: usize = 5;

struct Words {
    automaton: AhoCorasick,
    /// The words with each beginning.
    words: Vec<Vec<(&'static str, Kind)>>,
}

/// One automaton for all, because going over the text is what costs.
static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    let packages = knowledge::package_words();
    let packages = packages.map(|(it, whole)| (it, if whole { Kind::Whole } else { Kind::Part }));
    let all = packages
        .chain(knowledge::clear_spellings().map(|it| (it, Kind::Whole)))
        .chain(OPTIONS.map(|it| (it, Kind::Part)))
        .chain(PATTERNS.map(|it| (it, Kind::Part)))
        .chain(CHECKERS.map(|it| (it, Kind::Checker)))
        .chain(knowledge::manager_names().map(|it| (it, Kind::Manager)))
        .chain(WINDOWS.map(|it| (it, Kind::Windows)))
        .chain([(":\\", Kind::Drive)]);
    let mut stems: BTreeMap<String, Vec<(&str, Kind)>> = BTreeMap::new();
    for (word, kind) in all {
        let stem = word.get(..STEM).unwrap_or(word).to_ascii_lowercase();
        stems.entry(stem).or_default().push((word, kind));
    }
    let (stems, words): (Vec<String>, Vec<_>) = stems.into_iter().unzip();
    let mut builder = AhoCorasickBuilder::new();
    builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    Some(Words { automaton: builder.build(stems).ok()?, words })
});

/// Nothing is ruled out.
const ANYTHING: Look = Look { worth: Worth::Names, windows: true, managers: Vec::new() };

impl Look {
    /// Looks at a text in several pieces.
    pub(super) fn at<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let Some(words) = &*WORDS else { return ANYTHING };
        let mut look = Self::default();
        texts.for_each(|text| look.take(words, text));
        look
    }

    fn take(&mut self, words: &Words, text: &str) {
        for found in words.automaton.find_overlapping_iter(text) {
            let start = found.start();
            for (word, kind) in words.words.get(found.pattern().as_usize()).into_iter().flatten() {
                let end = start + word.len();
                let is_it = |it: &&str| it.eq_ignore_ascii_case(word);
                if let Some(written) = text.get(start..end).filter(is_it) {
                    self.note(*kind, (text, written), start);
                }
            }
        }
    }

    fn note(&mut self, kind: Kind, (text, written): (&str, &str), start: usize) {
        let end = start + written.len();
        match kind {
            Kind::Whole if !is_apart(text.as_bytes(), start, end) => {}
            Kind::Whole | Kind::Part => self.worth = Worth::Names,
            Kind::Checker => self.worth = self.worth.max(Worth::Checksum),
            Kind::Manager => self.name(knowledge::manager(written)),
            Kind::Windows => self.windows = true,
            Kind::Drive => self.windows |= has_drive(text.as_bytes(), start),
        }
    }

    fn name(&mut self, manager: Option<&'static Manager>) {
        let is_known = |it: &Manager| self.managers.iter().any(|known| std::ptr::eq(*known, it));
        let new = manager.filter(|it| !is_known(it));
        self.managers.extend(new);
    }
}

impl Default for Look {
    fn default() -> Self {
        Self { worth: Worth::Nothing, windows: false, managers: Vec::new() }
    }
}

/// What a text is worth, as far as it names things.
pub(super) fn worth(text: &str) -> Worth {
    Look::at(std::iter::once(text)).worth
}

/// `C:\` begins with a letter alone; in `sed s:\\.:x:` it does not.
fn has_drive(text: &[u8], at: usize) -> bool {
    let before = text.get(at.saturating_sub(2)..at).unwrap_or_default();
    matches!(before, [b' ' | b'"' | b'\'' | b'=', letter] if letter.is_ascii_alphabetic())
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

/// What stands in every script that builds or installs a program for the machine it runs on, as far as rules know it.
const MAKERS: [&str; 16] = [
    "-o",
    "go build",
    "go install",
    "cargo ",
    "swift build",
    "--outfile",
    "apk add",
    "apt-get",
    "target/",
    "pip install",
    "pip wheel",
    "pip3 ",
    "npm rebuild",
    "npm i",
    "yarn add",
    "pnpm add",
];

/// The text may build a program for the machine it runs on, or fetch one.
pub(super) fn makes(text: &str) -> bool {
    has(text, &MAKERS) || has(text, &["curl", "wget"]) && asks(text)
}

/// What stands where something is named that differs between platforms: a file, a target, a folder, a source.
const NAMED: [&str; 7] = ["://", "-linux-", "linux-$", "-unknown-", "jvm/", "GOARCH=", "arch="];

/// What tells the platform's name.
const TELLERS: [&str; 8] = [
    "uname",
    "--print-arch",
    "$(arch)",
    "`arch`",
    "TARGETARCH",
    "process.arch",
    "os.arch()",
    "machine()",
];

/// The text may name something by the platform's name, which it is given or asks for.
pub(super) fn names_by_platform(text: &str, given: bool) -> bool {
    has(text, &NAMED) && (given || has(text, &TELLERS))
}

/// The text may build what is the same for all architectures.
pub(super) fn builds(text: &str) -> bool {
    let tools = ["run build", "yarn", "pnpm", "mvn", "gradle", "dotnet publish", "hugo"];
    has(text, &tools)
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|it| text.contains(it))
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
