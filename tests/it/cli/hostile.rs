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
