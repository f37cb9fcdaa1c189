//! What the name of a copied file says: its platform, and whether its content can matter at all.
//!
//! Not what it is: where the file can be read, its content decides. Words count only where people put a platform, and
//! an architecture that is also an English word or a number counts only beside an operating system.

mod words;

use crate::platform::{Platform, spelling};
use words::{BINARIES, FOREIGN, LISTS, NO_PROGRAMS, PLAIN, PROGRAM_FOLDERS, SCRIPTS, TEXTS};

/// A path that names a platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The platform.
    pub platform: Platform,
    /// The words, as they stand in the path: `linux-amd64`.
    pub words: String,
    /// The operating system is one of the words.
    pub os_stated: bool,
    /// The words stand in the name of the file itself, not only of a folder above it.
    pub in_file: bool,
    /// The path without the words: the same for the file's siblings.
    pub family: String,
}

/// False for a file that no rule asks about, judged by its name alone.
pub(super) fn may_matter(source: &str) -> bool {
    !is_text(file_name(source))
}

pub(super) fn is_text(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let first = lower.split('.').next().unwrap_or_default();
    let ending = lower.rsplit_once('.').map(|(_, ending)| ending);
    PLAIN.contains(&first) || ending.is_some_and(|ending| TEXTS.contains(&ending))
}

/// A path is a folder, or in it.
#[must_use]
pub fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The last name of a path.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// The ending of a file's name: at most ten letters and digits behind the last dot, not all of them digits, and no
/// architecture.
#[must_use]
pub fn ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let plain = !ending.is_empty() && ending.len() <= 10;
    let plain = plain && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let number = ending.bytes().all(|byte| byte.is_ascii_digit());
    (plain && !number && !stem.is_empty() && spelling(ending).is_none()).then_some(ending)
}

/// A word between separators.
struct Word<'a> {
    text: &'a str,
    start: usize,
}

/// The platform that a path names; `None` when it names none, or two that differ.
#[must_use]
pub fn named(path: &str) -> Option<Named> {
    // Most names are done with here: every spelling has a digit, or is `arm` and more.
    let is_arm = |it: &[u8]| it.eq_ignore_ascii_case(b"arm");
    let bytes = path.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) && !bytes.windows(3).any(is_arm) {
        return None;
    }
    let path = path.trim_start_matches("./").trim_matches('/');
    let words: Vec<Word<'_>> = words_of(path).collect();
    let foreign = |word: &Word<'_>| {
        let lower = word.text.to_ascii_lowercase();
        FOREIGN.iter().any(|known| lower.starts_with(known))
    };
    if words.iter().any(foreign) {
        return None;
    }
    let mut hit: Option<Named> = None;
    let mut at = 0;
    while at < words.len() {
        let Some((taken, next)) = hit_at(path, &words, at) else {
            at += 1;
            continue;
        };
        // The last one stands closest to the file.
        hit = Some(match hit {
            Some(hit) => both(hit, next)?,
            None => next,
        });
        at += taken;
    }
    hit.map(|hit| Named { family: family(path, &words), ..hit })
}

/// What two names in one path say together: `windows/amd64/app-amd64`. `None` when they contradict each other.
fn both(first: Named, second: Named) -> Option<Named> {
    if first.platform.architecture != second.platform.architecture {
        return None;
    }
    if first.os_stated && second.os_stated && first.platform != second.platform {
        return None;
    }
    if first.os_stated && !second.os_stated {
        return Some(Named { in_file: second.in_file, ..first });
    }
    Some(second)
}

/// The architecture that begins at a word, and how many words it takes; `x86_64` takes two.
fn architecture(path: &str, words: &[Word<'_>], at: usize) -> Option<(usize, [&'static str; 3])> {
    let first = words.get(at)?;
    if let Some(second) = words.get(at + 1).filter(|second| second.text.len() <= 2) {
        let joined = path.get(first.start..second.start + second.text.len())?;
        let joined = joined.replace('_', "-");
        let known = spelling(&joined).or_else(|| spelling(&joined.replace('-', "_")));
        if let Some(meaning) = known.filter(|_| joined.contains('-')) {
            return Some((2, meaning));
        }
    }
    if first.text.eq_ignore_ascii_case("x86") {
        // None of Docker's words. Beside an operating system it is clear.
        return Some((1, spelling(if is_64(path, words, at) { "amd64" } else { "i386" })?));
    }
    Some((1, spelling(first.text).or_else(|| spelling(behind_linux(first.text)?))?))
}

/// `name_64_Linux_01_x86`; the `64` of `1.64-linux-x86` and of `1_64_linux_x86` is one of a version.
fn is_64(path: &str, words: &[Word<'_>], at: usize) -> bool {
    let digits = |it: &&Word<'_>| it.text.bytes().all(|it| it.is_ascii_digit());
    let mut before = words.get(..at).unwrap_or_default().iter().rev();
    let system = before.by_ref().find(|word| !digits(word));
    let width = before.next().filter(|word| word.text == "64" && word.start > 0);
    let sign = width.and_then(|word| path.as_bytes().get(word.start - 1));
    let is_version = before.next().is_none_or(|it| digits(&it));
    system.is_some_and(|it| os(it.text) == Some("linux"))
        && matches!(sign, Some(b'_' | b'-'))
        && !is_version
}

/// The `x64` of `linuxx64`.
fn behind_linux(word: &str) -> Option<&str> {
    let (system, rest) = word.split_at_checked("linux".len())?;
    (system.eq_ignore_ascii_case("linux") && !rest.is_empty()).then_some(rest)
}

fn hit_at(path: &str, words: &[Word<'_>], at: usize) -> Option<(usize, Named)> {
    let (taken, [implied, architecture, variant]) = architecture(path, words, at)?;
    let first = words.get(at)?;
    let last = words.get(at + taken - 1)?;
    let before =
        at.checked_sub(1).and_then(|at| words.get(at)).filter(|word| os(word.text).is_some());
    // Behind it a vendor may stand between: `x86_64-unknown-linux-musl`.
    let vendor = |word: &&Word<'_>| matches!(word.text, "unknown" | "pc" | "apple");
    let skip = usize::from(words.get(at + taken).as_ref().is_some_and(vendor));
    let behind = words.get(at + taken + skip).filter(|word| os(word.text).is_some());
    let in_file = path.rfind('/').map_or(0, |slash| slash + 1);
    let is_binary = || ending(file_name(path)).is_some_and(is_binary);
    // `tuxedo_64_Linux_01_x86.zip`: a number may stand between.
    let apart = || {
        let digits = |it: &&Word<'_>| it.text.bytes().all(|it| it.is_ascii_digit());
        let mut words = words.get(..at)?.iter().rev().skip_while(digits);
        words.next().filter(|it| it.start >= in_file && os(it.text) == Some("linux"))
    };
    let glued = behind_linux(first.text).map(|_| "linux");
    let adjacent = before.or(behind).and_then(|word| os(word.text)).or(glued);
    let stated = adjacent.or_else(|| os(apart().filter(|_| is_binary())?.text));
    let end = last.start + last.text.len();
    let spelled = path.get(first.start..end)?;
    let bare = !matches!(
        spelled.to_ascii_lowercase().as_str(),
        "x64" | "x86" | "arm" | "arm32" | "386" | "i386" | "i686" | "intel64" | "x8664"
    );
    if stated.is_none() && !bare || stated == Some("") {
        return None;
    }
    let from = before.map_or(first.start, |word| word.start);
    let to = behind.filter(|_| before.is_none()).map_or(end, |word| word.start + word.text.len());
    let os = stated.or((!implied.is_empty()).then_some(implied)).unwrap_or("linux");
    let in_file = end > in_file;
    let named = Named {
        platform: Platform::with_variant(os, architecture, variant),
        words: path.get(from..to)?.to_owned(),
        os_stated: stated.is_some(),
        in_file,
        family: String::new(),
    };
    Some((taken, named))
}

fn words_of(path: &str) -> impl Iterator<Item = Word<'_>> {
    let mut start = 0;
    path.split(['-', '_', '.', '/']).map(move |text| {
        let word = Word { text, start };
        start += text.len() + 1;
        word
    })
}

/// The operating system that a word names; empty for one that no image is for.
fn os(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "linux" | "manylinux" | "musllinux" | "manylinux1" | "manylinux2014" => Some("linux"),
        "windows" | "win" | "win32" => Some("windows"),
        "darwin" | "macos" | "osx" | "mac" | "freebsd" | "openbsd" | "netbsd" | "android"
        | "ios" => Some(""),
        _ => None,
    }
}

/// True if a word of a path says macOS.
#[must_use]
pub fn is_of_mac(path: &str) -> bool {
    let is_mac = |word: &str| ["darwin", "macos", "osx", "mac", "apple"].contains(&word);
    words_of(path).any(|word| is_mac(&word.text.to_ascii_lowercase()))
}

/// A name without the words for a platform: the same for all siblings.
pub(super) fn family_of(name: &str) -> String {
    family(name, &words_of(name).collect::<Vec<_>>())
}

/// The words that say nothing of a platform.
fn family(path: &str, words: &[Word<'_>]) -> String {
    let mut left: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if let Some((taken, _)) = architecture(path, words, at) {
            at += taken;
            continue;
        }
        let says = os(word.text).is_some()
            || matches!(
                word.text,
                "unknown" | "pc" | "apple" | "gnu" | "musl" | "gnueabihf" | "exe"
            );
        left.extend(Some(word.text).filter(|text| !says && !text.is_empty()));
        at += 1;
    }
    left.join("-").to_ascii_lowercase()
}

/// True if a path with a platform in it is surely that of a program, or of an archive or package with programs.
#[must_use]
pub fn is_of_program(path: &str, named: &Named) -> bool {
    let name = file_name(path);
    let has_ending = ending(name);
    let folders = || path.rsplit('/').skip(1);
    let in_programs =
        || folders().any(|folder| PROGRAM_FOLDERS.contains(&folder.to_ascii_lowercase().as_str()));
    let by_place = named.in_file || named.os_stated || in_programs();
    let is_package = matches!(has_ending, Some("deb" | "rpm" | "apk"));
    // `config.x86_64`, `defconfig-x86_64`: here an architecture may stand where an ending does.
    let first = name.split(['.', '-', '_']).next().unwrap_or_default();
    let first = first.to_ascii_lowercase();
    if PLAIN.iter().chain(&LISTS).any(|it| *it == first) && has_ending.is_none()
        || !is_package && words_of(name).skip(1).any(|word| NO_PROGRAMS.contains(&word.text))
    {
        return false;
    }
    // `nginx.conf.arm64`, `script.sh-x86_64`: what stands before the platform says what it is.
    let before = name.find(&named.words).and_then(|at| name.get(..at)).unwrap_or_default();
    let before = ending(before.trim_end_matches(['-', '_', '.']));
    // `app-linux-amd64.json.gz`
    let packed = has_ending.filter(|it| matches!(*it, "gz" | "xz" | "bz2" | "zst" | "zip"));
    let below = packed.and_then(|it| ending(name.get(..name.len() - it.len() - 1)?));
    let is_data = |it: &str| TEXTS.contains(&it) || SCRIPTS.contains(&it);
    if before.is_some_and(is_data) || below.is_some_and(is_data) {
        return false;
    }
    let is_installer =
        has_ending == Some("sh") && named.in_file && named.os_stated && has_version(name);
    by_place && (has_ending.is_none_or(is_binary) || is_installer) && !name.starts_with('.')
}

fn is_binary(ending: &str) -> bool {
    BINARIES.contains(&ending.to_ascii_lowercase().as_str())
}

/// Installers that unpack themselves are scripts: `Anaconda3-2025.06-1-Linux-x86_64.sh`, `Miniforge3-Linux-x86_64.sh`.
fn has_version(name: &str) -> bool {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let mut dots = name.split('.').zip(name.split('.').skip(1));
    let ends = |it: &str| it.rsplit(|it: char| !it.is_ascii_digit()).next().is_some_and(digits);
    let begins = |it: &str| it.split(|it: char| !it.is_ascii_digit()).next().is_some_and(digits);
    name.contains("-Linux-")
        || name.contains("installer")
        || dots.any(|(a, b)| ends(a) && begins(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str) -> String {
        match named(path) {
            Some(named) if is_of_program(path, &named) => {
                format!("{} {}", named.platform, named.words)
            }
            Some(_) => "data".to_owned(),
            None => String::new(),
        }
    }

    #[test]
    fn programs_name_their_platform() {
        let cases = [
            ("server-linux-amd64", "linux/amd64 linux-amd64"),
            ("dist/server-linux-amd64", "linux/amd64 linux-amd64"),
            ("bin/linux/arm64/app", "linux/arm64 linux/arm64"),
            ("app_x86_64", "linux/amd64 x86_64"),
            ("app.x86-64", "linux/amd64 x86-64"),
            ("kubectl.arm64", "linux/arm64 arm64"),
            ("app-1.2.3-linux-armv7", "linux/arm/v7 linux-armv7"),
            ("app-linux-x64.tar.gz", "linux/amd64 linux-x64"),
            ("linuxx64_12201_client.zip", "linux/amd64 linuxx64"),
            ("tuxedo122200_64_Linux_01_x86.zip", "linux/amd64 x86"),
            ("tool_linux_1.2_x64.zip", "linux/amd64 x64"),
            ("boost_1.64-linux-x86.tar.gz", "linux/386 linux-x86"),
            ("boost_1_64_linux_x86.tar.gz", "linux/386 linux_x86"),
            ("tool-x86-linux.tar.gz", "linux/386 x86-linux"),
            ("tool-x64-linux", "linux/amd64 x64-linux"),
            ("source-controller-linux-amd64", "linux/amd64 linux-amd64"),
            ("linux-headers-5.10.0-8-amd64.deb", "linux/amd64 amd64"),
            ("app-win-x64.exe", "windows/amd64 win-x64"),
            ("target/x86_64-unknown-linux-musl/release/app", "linux/amd64 x86_64-unknown-linux"),
            ("foo_1.0-1_amd64.deb", "linux/amd64 amd64"),
            ("dist/amd64/app", "linux/amd64 amd64"),
            ("x86_64.tar.xz", "linux/amd64 x86_64"),
            ("build/app_linux_amd64_v1/app", "linux/amd64 linux_amd64"),
        ];
        for (path, expected) in cases {
            assert_eq!(said(path), expected, "{path}");
        }
    }

    #[test]
    fn other_words_name_none() {
        for path in [
            "app",
            "robot-arm",
            "x86",
            "app-386",
            "game-x64",
            "qemu-aarch64-static",
            "cross-arm64/gcc",
            "amd64-to-arm64",
            "app-darwin-arm64",
            "grubx64.efi",
            "go.mod",
            "",
            "charm",
            "linux",
            "linux/app-x64.zip",
            "seccomp-x86-linux",
            "my_linux_tools_for_x64_test",
            "tool_linux_1.2_x64",
            "linuxkit",
        ] {
            assert_eq!(said(path), "", "{path}");
        }
        for path in
            ["config.x86_64", "defconfig-x86_64", "Makefile.amd64", "Dockerfile.linux-amd64"]
        {
            assert_eq!(said(path), "data", "{path}");
        }
        for path in [
            "nasm-linux-x86-docs.tar.gz",
            "sources-amd64.list",
            "conf/arm64/app",
            "install-amd64.sh",
            "Dockerfile-amd64.md",
        ] {
            assert_eq!(said(path), "data", "{path}");
        }
    }

    #[test]
    fn siblings_share_their_family() {
        let family = |path: &str| named(path).map(|named| named.family);
        assert_eq!(family("bin/app-linux-amd64"), family("bin/app_aarch64"));
        assert_eq!(family("bin/linux/amd64/app"), family("bin/arm64/app"));
        assert_ne!(family("bin/app-amd64"), family("bin/tool-amd64"));
    }
}
