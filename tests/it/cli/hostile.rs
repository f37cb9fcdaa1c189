//! Text that a terminal would obey: in paths, files, configurations and arguments.
//!
//! Only ever shown as codes, in every format and on standard error.

use super::{Run, anyarch, run};
use crate::discover::Folder;

/// An escape sequence, a title change, control characters of both ranges, a right-to-left override, an isolate, a
/// zero-width space, a tag character.
const HOSTILE: &str =
    "\u{1b}[31m\u{1b}]0;x\u{7}\u{8}\u{7f}\u{9b}2J\u{85}\u{202e}\u{2066}\u{200b}\u{e0041}";

fn is_hostile(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{e0000}'..='\u{e007f}')
}

#[track_caller]
fn harmless(run: &Run, what: &str) {
    for text in [&run.out, &run.err] {
        let line = text.lines().find(|line| line.contains(is_hostile));
        assert!(line.is_none(), "{what}: {line:?}");
    }
    assert!(run.out.len() + run.err.len() > 0, "{what} says nothing");
}

/// Files with the hostile text in every place that may be quoted.
fn folder() -> Folder {
    let folder = Folder::new(&[]);
    let plain: String = HOSTILE.chars().filter(|character| *character != '/').collect();
    let files = [
        format!("FROM mysql:5.7 AS a{HOSTILE}\nRUN {HOSTILE}\n"),
        format!("FROM {HOSTILE}\n{HOSTILE} x\n"),
        format!("# escape={HOSTILE}\nFROM --platform={HOSTILE} a{HOSTILE}:b\n"),
        format!("ARG A={HOSTILE}\nFROM ${{A}} AS x\nFROM x{HOSTILE}\nCOPY --from={HOSTILE} a b\n"),
        format!("# anyarch: ignore[{HOSTILE}]\nFROM alpine:3.22\nENV {HOSTILE}=amd64 ARCH=amd64\n"),
        format!("FROM alpine:3.22\nRUN <<{HOSTILE}\n{HOSTILE}\n"),
        format!("FROM alpine:3.22\nCMD [\"a\", {HOSTILE}]\nLABEL {HOSTILE}\nEXPOSE {HOSTILE}\n"),
        format!("FROM arm64v8/alpine{HOSTILE}\nRUN --mount=type={HOSTILE} x\nUSER {HOSTILE}\n"),
        "FROM mysql:5.7 AS \"a\r\tb\"\r\nRUN a\r\nFORM x\r\n".to_owned(),
    ];
    for (number, text) in files.iter().enumerate() {
        folder.write(&format!("{number}{plain}/{plain}.Dockerfile"), text.as_bytes());
    }
    folder.write(&format!("linux-amd64{plain}/Dockerfile"), b"FROM a\nENV A=1\n");
    folder.write(&format!("linux-arm64{plain}/Dockerfile"), b"FROM a\nENV A=2\n");
    folder.write(&format!("binary{plain}.Dockerfile"), b"\0");
    folder.write(&format!("template{plain}.Dockerfile.j2"), b"");
    folder
}

#[test]
fn no_format_passes_it_on() {
    let folder = folder();
    for format in ["full", "concise", "json", "github", "sarif"] {
        let run = run(&folder, &["check", "--color", "never", "--format", format, "--matrix"]);
        harmless(&run, format);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.out.contains("mysql:5.7"), "{}", run.out);
    }
}

#[test]
fn json_says_it_all_the_same() {
    let run = run(&folder(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let paths = report["files"].as_array().unwrap().iter();
    assert!(paths.filter(|file| file["path"].as_str().unwrap().contains(HOSTILE)).count() > 8);
}

#[test]
fn no_message_passes_it_on() {
    let folder = Folder::new(&["Dockerfile"]);
    let hostile = HOSTILE;
    let cases: [&[&str]; 12] = [
        &[hostile],
        &["explain", hostile],
        &["check", hostile],
        &["check", "--format", hostile],
        &["check", "--platform", hostile],
        &["check", "--platform", &format!("linux/{hostile}")],
        &["check", "--build-platform", hostile],
        &["check", "--config", hostile],
        &["check", "--images", hostile],
        &["check", "--images", &format!("oci:{hostile}")],
        &["check", "--target", hostile, "--matrix", "Dockerfile"],
        &["check", &format!("--{hostile}")],
    ];
    for arguments in cases {
        harmless(&run(&folder, arguments), &format!("{arguments:?}"));
    }
}

#[test]
fn no_configuration_passes_it_on() {
    let folder = Folder::new(&["Dockerfile"]);
    // Raw control characters are no TOML; escaped ones are.
    let escaped = "\\u001b[31m\\u007f\\u0085\\u202e";
    for text in [
        format!("platforms = [\"{escaped}\"]"),
        format!("platforms = [\"linux/{escaped}\"]"),
        format!("\"{escaped}\" = 1"),
        format!("fail-on = \"{escaped}\""),
        format!("exclude = [\"{escaped}[\"]"),
        format!("images = [\"{escaped}\"]"),
        format!("[rules]\n\"{escaped}\" = \"off\""),
        format!("[[overrides]]\npaths = [\"{escaped}\"]\nplatforms = [\"{escaped}\"]"),
        format!("x = \"{HOSTILE}\""),
        HOSTILE.to_owned(),
    ] {
        folder.write("anyarch.toml", text.as_bytes());
        let run = run(&folder, &["check"]);
        harmless(&run, &text);
        assert_eq!(run.code, 2, "{}", run.err);
    }
    folder.write("anyarch.toml", b"");
    for text in [format!("{{\"{escaped}\": 1}}"), HOSTILE.to_owned()] {
        folder.write("images.json", text.as_bytes());
        let run = run(&folder, &["check", "--images", "images.json"]);
        harmless(&run, &text);
        assert_eq!(run.code, 2, "{}", run.err);
    }
}

#[test]
fn colours_are_the_only_codes_of_our_own() {
    let input = format!("FROM mysql:5.7 AS a{HOSTILE}\n");
    let folder = Folder::new(&[]);
    for format in ["full", "concise"] {
        let arguments = ["check", "--color", "always", "--format", format, "-"];
        let run = anyarch(&folder.path(""), &arguments, input.as_bytes());
        assert!(run.out.contains('\u{1b}'), "{}", run.out);
        for code in run.out.split('\u{1b}').skip(1) {
            let end = code.find('m').unwrap_or(code.len());
            let inner = code[..end].strip_prefix('[').unwrap_or("?");
            assert!(inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{code:?}");
        }
    }
}

/// What a folder may hold that is no file: a link out of it, links in circles, a pipe, a socket, a device, a folder that
/// cannot be read, names that are no text.
fn odd_context() -> Folder {
    use std::os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener};
    let folder = Folder::new(&[]);
    let secret = Folder::new(&[]);
    secret.write("outside", &crate::context::elf("linux/amd64", 3, 1));
    symlink(secret.path("outside"), folder.path("outside")).unwrap();
    symlink(secret.path(""), folder.path("elsewhere")).unwrap();
    symlink("../../../../../../../../etc", folder.path("etc")).unwrap();
    symlink("circle", folder.path("circle")).unwrap();
    symlink(".", folder.path("self")).unwrap();
    symlink("/dev/zero", folder.path("zero")).unwrap();
    folder.write("loop/a", b"");
    symlink("../loop", folder.path("loop/back")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(folder.path("pipe")).status();
    assert!(pipe.unwrap().success());
    // The path of a socket is short: it is made in its folder, or not at all.
    drop(UnixListener::bind(folder.path("socket")));
    folder.write(&format!("name{}", HOSTILE.replace('/', "")), b"#!/bin/sh\r\n");
    folder.write(&format!("app{}-linux-amd64", HOSTILE.replace('/', "")), b"");
    std::fs::write(folder.path("").join(std::ffi::OsStr::from_bytes(b"\xff\xfe")), b"").unwrap();
    folder.write("closed/a", b"#!/bin/sh\r\n");
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o000);
    std::fs::set_permissions(folder.path("closed"), closed).unwrap();
    folder.write(".dockerignore/x", b"");
    folder
}

#[test]
fn an_odd_context_is_survived() {
    let folder = odd_context();
    let plain: String = HOSTILE.chars().filter(|character| *character != '/').collect();
    let names = [
        ".",
        "/",
        "*",
        "outside",
        "elsewhere/outside",
        "elsewhere",
        "etc",
        "etc/passwd",
        "circle",
        "self/self/pipe",
        "zero",
        "loop",
        "loop/back/back/a",
        "pipe",
        "socket",
        "closed",
        "closed/a",
        "../../outside",
        "self",
        "**",
        "[",
        "[a-",
        "\\",
        "name*",
        "?",
        "..",
    ];
    for ignore in [None, Some("[a"), Some("**/x"), Some("*\n!*")] {
        if let Some(text) = ignore {
            let _ = std::fs::remove_dir_all(folder.path(".dockerignore"));
            folder.write(".dockerignore", text.as_bytes());
        }
        // The last line is a finding, so that every format says something.
        let lines: String = names.iter().map(|name| format!("COPY {name} /x/\n")).collect();
        let more = format!("COPY [\"app{plain}-linux-amd64\", \"name{plain}\", \"/y/\"]\n");
        folder.write(
            "Dockerfile",
            format!("FROM alpine:3.22\n{lines}{more}COPY a-linux-amd64 /z\n").as_bytes(),
        );
        for format in ["full", "concise", "json", "github", "sarif"] {
            let run = run(&folder, &["check", "--format", format, "Dockerfile"]);
            assert_eq!(run.code, 1, "{}", run.err);
            harmless(&run, format);
            assert!(!run.out.contains("outside`"), "{}", run.out);
        }
    }
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(folder.path("closed"), open).unwrap();
}

#[test]
fn a_context_made_to_cost_time_ends() {
    let folder = Folder::new(&[]);
    let star = format!("{}\n", "*a".repeat(200));
    folder.write(".dockerignore", format!("{}!b\n", star.repeat(150)).as_bytes());
    for number in 0..3_000 {
        folder.write(&format!("{}{number}", "a".repeat(200)), b"");
    }
    let deep = "d/".repeat(300);
    folder.write(&format!("{deep}x"), b"#!/bin/sh\r\n");
    folder.write("huge", b"");
    std::fs::File::options()
        .write(true)
        .open(folder.path("huge"))
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    let sources =
        "COPY . /a/\nCOPY *a*a*a*a*a*a*a*a*a*a*a*b /b/\nCOPY huge /c/\nCOPY d /d/\n".repeat(50);
    folder.write("Dockerfile", format!("FROM alpine:3.22\n{sources}").as_bytes());
    let run = run(&folder, &["check", "Dockerfile"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}
