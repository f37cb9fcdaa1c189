//! Build contexts from a text: what cases copy from, and what the door to them does with odd folders.
//!
//! A line of a `.context` file is a file: its path, ` = `, and its content with `\n`, `\r` and `\0` written so;
//! `elf linux/amd64`, `pe windows/amd64`, `mach-o darwin/arm64` and the like stand for the first bytes of such a
//! program. Nothing that could run is kept in the repository.

use crate::discover::Folder;
use anyarch::context::{Content, Context, Contexts, Found, Presence, program};
use std::{fs, path::Path, sync::Arc};

/// The folder that a text describes.
pub(crate) fn folder(text: &str) -> Folder {
    let folder = Folder::new(&[]);
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (path, content) = line.split_once(" = ").unwrap_or((line, ""));
        folder.write(path, &bytes(content));
    }
    folder
}

/// The context of a Dockerfile in it.
pub(crate) fn context(folder: &Folder) -> Context {
    Context::new(&Arc::default(), &folder.path(""), Some(&folder.path("Dockerfile")))
}

fn bytes(content: &str) -> Vec<u8> {
    match content.split_once(' ') {
        Some(("elf", platform)) => elf(platform, 3, 0x1000),
        Some(("elf-library", platform)) => elf(platform, 3, 0),
        Some(("elf-object", platform)) => elf(platform, 1, 0),
        Some(("pe", platform)) => pe(platform, false),
        Some(("pe-managed", platform)) => pe(platform, true),
        Some(("mach-o", platform)) => mach_o(platform, 2),
        Some(("mach-o-object", platform)) => mach_o(platform, 1),
        Some(("mach-o-bare", platform)) => mach_o(platform, 0),
        _ => content.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0").into_bytes(),
    }
}

/// The 64 bytes at the beginning of an ELF file.
pub(crate) fn elf(platform: &str, kind: u8, entry: u16) -> Vec<u8> {
    let (machine, wide, little): (u8, bool, bool) = match platform.split('/').nth(1).unwrap() {
        "amd64" => (62, true, true),
        "386" => (3, false, true),
        "arm64" => (183, true, true),
        "arm" => (40, false, true),
        "ppc64le" => (21, true, true),
        "s390x" => (22, true, false),
        "riscv64" => (243, true, true),
        other => panic!("no ELF machine for {other}"),
    };
    let mut head = vec![0; 64];
    head[..7].copy_from_slice(&[
        0x7f,
        b'E',
        b'L',
        b'F',
        1 + u8::from(wide),
        2 - u8::from(little),
        1,
    ]);
    let low = usize::from(!little);
    head[16 + low] = kind;
    head[18 + low] = machine;
    head[24..26].copy_from_slice(&entry.to_le_bytes());
    head
}

fn pe(platform: &str, managed: bool) -> Vec<u8> {
    let (machine, wide): (u16, bool) = match platform.split('/').nth(1).unwrap() {
        "amd64" => (0x8664, true),
        "386" => (0x14c, false),
        "arm64" => (0xaa64, true),
        other => panic!("no PE machine for {other}"),
    };
    let fixed = if wide { 112_usize } else { 96 };
    let mut head = vec![0; 64 + 24 + fixed + 16 * 8];
    head[..2].copy_from_slice(b"MZ");
    head[60] = 64;
    head[64..68].copy_from_slice(b"PE\0\0");
    head[68..70].copy_from_slice(&machine.to_le_bytes());
    head[84..86].copy_from_slice(&u16::try_from(fixed + 128).unwrap().to_le_bytes());
    head[88..90].copy_from_slice(&if wide { 0x20b_u16 } else { 0x10b }.to_le_bytes());
    head[88 + 68] = 3;
    head[88 + fixed - 4] = 16;
    head[88 + fixed + 14 * 8] = u8::from(managed);
    head
}

fn mach_o(platform: &str, kind: u8) -> Vec<u8> {
    let cpu: u32 = if platform.ends_with("/arm64") { 0x0100_000c } else { 0x0100_0007 };
    let mut head = vec![0; 32];
    head[..4].copy_from_slice(&[0xcf, 0xfa, 0xed, 0xfe]);
    head[4..8].copy_from_slice(&cpu.to_le_bytes());
    head[12] = kind;
    head
}

fn find(text: &str, source: &str) -> Arc<Found> {
    context(&folder(text)).find(source)
}

fn paths(found: &Found) -> Vec<&str> {
    found.files.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn programs_tell_their_machine() {
    let cases = [
        ("elf linux/amd64", Some("linux/amd64")),
        ("elf linux/386", Some("linux/386")),
        ("elf linux/arm64", Some("linux/arm64")),
        ("elf linux/arm", Some("linux/arm/v7")),
        ("elf linux/ppc64le", Some("linux/ppc64le")),
        ("elf linux/s390x", Some("linux/s390x")),
        ("elf linux/riscv64", Some("linux/riscv64")),
        ("elf-library linux/arm64", Some("linux/arm64")),
        ("elf-object linux/amd64", None),
        ("pe windows/amd64", Some("windows/amd64")),
        ("pe windows/arm64", Some("windows/arm64")),
        ("pe windows/386", Some("windows/386")),
        ("pe-managed windows/386", None),
        ("pe-managed windows/amd64", None),
        ("mach-o darwin/arm64", Some("darwin/arm64")),
        ("mach-o darwin/amd64", Some("darwin/amd64")),
        ("mach-o-bare darwin/arm64", Some("darwin/arm64")),
        ("mach-o-object darwin/arm64", None),
        ("MZ", None),
        ("\\0", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let program = program::program(&bytes(text), "a");
        let platforms = program.map(|it| it.platforms.iter().map(ToString::to_string).collect());
        assert_eq!(platforms, expected.map(|it| vec![it.to_owned()]), "{text}");
        // Every beginning of it is read without a panic.
        let all = bytes(text);
        (0..all.len()).for_each(|end| drop(program::content(&all[..end], "a")));
    }
    // A Java class, and a universal program for two machines.
    let class = [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 0x41];
    assert_eq!(program::program(&class, "a"), None);
    let mut both = vec![0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2];
    for cpu in [0x0100_0007_u32, 0x0100_000c] {
        both.extend(cpu.to_be_bytes());
        both.extend([0; 16]);
    }
    assert_eq!(program::program(&both, "a").unwrap().platforms.len(), 2);
    // One of them is a processor of old.
    both[8..12].copy_from_slice(&18_u32.to_be_bytes());
    assert_eq!(program::program(&both, "a").unwrap().platforms.len(), 1);
}

#[test]
fn scripts_tell_their_interpreter() {
    let script = |text: &str| match program::content(&bytes(text), "a") {
        Content::Script(script) => format!("{} {}", script.interpreter, script.carriage_return),
        other => format!("{other:?}"),
    };
    assert_eq!(script("#!/bin/sh\\r\\nx"), "sh true");
    assert_eq!(script("#!/bin/bash -e\\nx\\r\\n"), "bash false");
    assert_eq!(script("#!/usr/bin/env -S python3 -u\\r\\n"), "python3 true");
    assert_eq!(script("#!/usr/bin/env A=b node\\n"), "node false");
    assert_eq!(script("#!/bin/sh"), "sh false");
    assert_eq!(script("#!"), " false");
    assert_eq!(script("x\\r\\n"), "Text { carriage_return: true, installs: false }");
    assert_eq!(script("version https://git-lfs.github.com/spec/v1\\n"), "Other");
}

#[test]
fn sources_are_found_as_docker_finds_them() {
    let text = "bin/a = elf linux/amd64\nbin/b = elf linux/arm64\nbin/x/a = elf linux/amd64\nc d = elf linux/386\n";
    let cases: [(&str, Presence, &[&str]); 12] = [
        ("bin/a", Presence::File, &["bin/a"]),
        ("./bin/../bin/a", Presence::File, &["bin/a"]),
        ("/bin/a", Presence::File, &["bin/a"]),
        ("../../bin/a", Presence::File, &["bin/a"]),
        ("bin/", Presence::Folder, &["bin/a", "bin/b", "bin/x/a"]),
        (".", Presence::Root, &["c d", "bin/a", "bin/b", "bin/x/a"]),
        ("bin/?", Presence::File, &["bin/a", "bin/b", "bin/x/a"]),
        ("*/a", Presence::File, &["bin/a"]),
        ("b[a-i]n/[^a]", Presence::File, &["bin/b", "bin/x/a"]),
        ("nope", Presence::Absent, &[]),
        ("bin/a/b", Presence::Absent, &[]),
        ("*.exe", Presence::Absent, &[]),
    ];
    let folder = folder(text);
    let context = context(&folder);
    for (source, presence, files) in cases {
        let found = context.find(source);
        assert_eq!((found.presence, paths(&found)), (presence, files.to_vec()), "{source}");
    }
}

#[test]
fn ignored_files_are_not_seen() {
    let files = "a = elf linux/amd64\nbin/a = elf linux/amd64\nbin/keep/a = elf linux/amd64\n";
    let with = |ignore: &str| format!("{files}.dockerignore = {ignore}\n");
    assert_eq!(paths(&find(&with("bin"), ".")), ["a"]);
    assert_eq!(paths(&find(&with("**/a"), ".")), [""; 0]);
    assert_eq!(paths(&find(&with("*\\n!bin/keep"), ".")), ["bin/keep/a"]);
    assert_eq!(find(&with("*\\n!bin/keep"), "a").presence, Presence::Excluded);
    assert_eq!(paths(&find(&with("*\\n!bin/keep"), "bin")), ["bin/keep/a"]);
    assert_eq!(find(&with("bin"), "bin").presence, Presence::Excluded);
    // Docker refuses it, so nothing is copied.
    assert_eq!(*find(&with("[a"), "."), Found::default());
    let own = format!("{}Dockerfile.dockerignore = a\n", with("bin"));
    assert_eq!(paths(&find(&own, ".")), ["bin/a", "bin/keep/a"]);
}

#[test]
fn answers_are_remembered() {
    let folder = folder("a = elf linux/amd64\n");
    let shared = Arc::<Contexts>::default();
    let find =
        |name: &str| Context::new(&shared, &folder.path(""), Some(Path::new(name))).find(".");
    let first = find("Dockerfile");
    fs::remove_file(folder.path("a")).unwrap();
    assert_eq!(find("Dockerfile.other"), first);
    assert_eq!(paths(&first), ["a"]);
}

#[test]
fn a_folder_without_end_is_not_read_to_its_end() {
    let folder = folder("z/last = elf linux/amd64\n");
    for number in 0..10_100 {
        folder.write(&format!("a/{number:05}"), b"");
    }
    let found = context(&folder).find(".");
    assert_eq!((found.presence, paths(&found)), (Presence::Root, Vec::new()));
}
