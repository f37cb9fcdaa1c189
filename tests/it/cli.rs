//! The program as a process: arguments and files in, exit code and text out.
//!
//! Not the findings themselves, which `rules` tests; here they are only known to be there or not.
//! Every run is killed after a time that no run should need, so that a run that hangs fails and stops nothing else.

mod file;
mod hostile;
mod option;
pub(super) mod process;
mod project;

use super::discover::Folder;
use process::{Run, anyarch};

const FINE: &str = "FROM alpine:3.22\n";
const FAULTY: &str = "FROM mysql:5.7\n";
const REDUNDANT: &str = "FROM --platform=$TARGETPLATFORM alpine:3.22\n";

/// A folder with a file without findings, one with an error and one with less than a warning.
fn folder() -> Folder {
    let folder = Folder::new(&[]);
    folder.write("fine/Dockerfile", FINE.as_bytes());
    folder.write("faulty/Dockerfile", FAULTY.as_bytes());
    folder.write("info/Dockerfile", REDUNDANT.as_bytes());
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> Run {
    anyarch(&folder.path(""), arguments, b"")
}

/// Asserts that a run says on standard error what is wrong, in one line, and ends with 2.
#[track_caller]
fn refused(run: &Run, message: &str) {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains(message), "expected `{message}` in:\n{}", run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

#[test]
fn the_exit_code_follows_the_findings() {
    let folder = folder();
    let cases: [(&[&str], i32); 12] = [
        (&["check", "fine"], 0),
        (&["check", "faulty"], 1),
        (&["check", "info"], 0),
        (&["check", "info", "--fail-on", "info"], 1),
        (&["check", "faulty", "--fail-on", "never"], 0),
        (&["check", "faulty", "--fail-on", "error"], 1),
        (&["check", "info", "faulty", "--fail-on", "warning"], 1),
        (&["check", "faulty", "--platform", "linux/amd64"], 0),
        (&["check", "nowhere", "--fail-on", "never"], 2),
        (&["check", "fine", "nowhere"], 2),
        (&["rules"], 0),
        (&["--version"], 0),
    ];
    for (arguments, expected) in cases {
        let run = run(&folder, arguments);
        assert_eq!(run.code, expected, "{arguments:?}\n{}{}", run.out, run.err);
    }
}

#[test]
fn the_configuration_sets_what_fails_and_the_argument_goes_first() {
    let folder = folder();
    folder.write("anyarch.toml", b"fail-on = \"info\"\n");
    assert_eq!(run(&folder, &["check", "info"]).code, 1);
    assert_eq!(run(&folder, &["check", "info", "--fail-on", "error"]).code, 0);
    folder.write("anyarch.toml", b"[rules]\nbase-image-missing-platform = \"off\"\n");
    assert_eq!(run(&folder, &["check", "faulty"]).code, 0);
}

#[test]
fn wrong_arguments_are_told_with_the_way_out() {
    let folder = folder();
    let cases: [(&[&str], &str); 23] = [
        (&[], "Usage: anyarch <COMMAND>"),
        (&["chek"], "a similar subcommand exists: 'check'"),
        (&["check", "--nope"], "unexpected argument '--nope'"),
        (&["check", "--format", "xml"], "possible values: full, concise, json, github, sarif"),
        (&["check", "--fail-on", "warn"], "a similar value exists: 'warning'"),
        (&["check", "--color", "maybe"], "possible values: auto, always, never"),
        (&["check", ""], "a value is required for '[PATH]...'"),
        (&["check", "--platform", ""], "names no platform; write one such as `linux/amd64`"),
        (&["check", "--platform", " "], "names no platform; write one such as `linux/amd64`"),
        (&["check", "--platform", "linux/amd64,"], "names no platform"),
        (&["check", "--build-platform", ""], "names no platform"),
        (&["check", "--platform", "linux/x86"], "did you mean `linux/amd64` or `linux/386`?"),
        (&["check", "--platform", "linux/amd46"], "`amd46`; did you mean `linux/amd64`?"),
        (&["check", "--platform", "windos/amd64"], "`windos`; did you mean `windows/amd64`?"),
        (&["check", "--platform", "linux/*"], "write every platform out"),
        (&["check", "--platform", "bad"], "is neither an operating system nor an architecture"),
        (&["check", "--platform", "linux/amd64/"], "use letters, digits, `_`, `.` and `-`"),
        (&["check", "--build-platform", "linux/x86"], "did you mean `linux/amd64` or `linux/386`?"),
        (&["explain"], "Usage: anyarch explain <SLUG>"),
        (&["explain", "nope"], "no rule is called `nope`; `anyarch rules` lists them all"),
        (&["explain", ""], "no rule is called ``; `anyarch rules` lists them all"),
        (&["explain", "arch-defualt-arg"], "; did you mean `arch-default-arg`?\n"),
        (&["rules", "all"], "unexpected argument 'all'"),
    ];
    for (arguments, message) in cases {
        refused(&run(&folder, arguments), message);
    }
}

#[test]
fn wrong_configurations_are_told_with_their_place() {
    let folder = folder();
    let cases = [
        ("platforms = [\"linux/x86\"]", "anyarch.toml:1:14: `linux/x86`: unknown architecture"),
        (
            "platforms = [\"linux/amd46\"]",
            "`linux/amd46`: unknown architecture `amd46`; did you mean",
        ),
        ("build-platforms = [\"linux/arm46\"]", "; did you mean `linux/arm64`?"),
        ("platforms = []", ":1:13: names no platform; write one such as `linux/amd64`"),
        ("platforms = [\"\"]", ":1:14: the platform is empty; write `os/architecture`"),
        ("platforms = [\"linux/*\"]", "has a wildcard; write every platform out"),
        ("platforms = \"linux/amd64\"", "expected a list of strings, found string"),
        ("platforms = [", "unclosed array, expected `]`"),
        ("platfroms = []", "unknown key `platfroms`; did you mean `platforms`?"),
        ("colour = 1", "unknown key `colour`; the keys are platforms, build-platforms, fail-on"),
        ("fail-on = \"warn\"", "`warn` is none of info, warning, error"),
        ("[rules]\nnope = \"off\"", ":2:1: unknown rule `nope`; `anyarch rules` lists them all"),
        ("[rules]\narch-defualt-arg = \"off\"", "; did you mean `arch-default-arg`?"),
        ("[rules]\narch-default-arg = \"of\"", ":2:20: `of` is none of off, info, warning, error"),
        ("[[overrides]]\nplatforms = []", "names no platform"),
        ("[[overrides]]", "an override needs `paths`, such as `paths = [\"windows/**\"]`"),
        ("exclude = [\"a[\"]", "`a[` is not a path pattern"),
        ("images = [\"nowhere.json\"]", "nowhere.json`: it does not exist"),
        ("a\0b", ""),
    ];
    for (text, message) in cases {
        folder.write("anyarch.toml", text.as_bytes());
        refused(&run(&folder, &["check", "fine"]), message);
    }
    refused(&run(&folder, &["check", "--config", "nowhere.toml"]), "nowhere.toml: does not exist");
    refused(&run(&folder, &["check", "--config", "fine"]), "fine: is a folder; name a file in it");
    folder.write("anyarch.toml", b"\xff\xfe");
    refused(&run(&folder, &["check", "fine"]), "is UTF-16; save it as UTF-8");
}

#[test]
fn wrong_files_of_images_are_told_with_their_key() {
    let folder = folder();
    let image = |value: &str| format!("{{\"a\": {value}}}");
    let cases = [
        (String::new(), "not JSON: EOF while parsing"),
        ("x".to_owned(), "not JSON: expected value at line 1 column 1"),
        ("[]".to_owned(), "expected an object such as {\"alpine:3.22\""),
        (image("1"), "`a`: expected an object with \"kind\" and \"platforms\""),
        (image("{}"), "`platforms` must be a list such as [\"linux/amd64\""),
        (image("{\"platforms\": []}"), "`platforms` is empty; name at least one"),
        (image("{\"platforms\": [1]}"), "`platforms` must hold texts"),
        (image("{\"platforms\": [\"linux/x86\"]}"), "did you mean `linux/amd64` or `linux/386`?"),
        (image("{\"kind\": 1, \"platforms\": [\"linux/amd64\"]}"), "`kind` must be \"index\""),
    ];
    for (text, message) in cases {
        folder.write("images.json", text.as_bytes());
        let run = run(&folder, &["check", "fine", "--images", "images.json"]);
        refused(&run, message);
        refused(&run, "cannot use the images in `images.json`");
    }
    let cases = [
        ("nowhere.json", "`nowhere.json`: it does not exist"),
        ("fine", "it is a folder; write `oci:FOLDER` for an image layout"),
        ("oci:nowhere", "the image layout `nowhere` cannot be read: the folder does not exist"),
        ("oci:fine", "`oci-layout` does not exist"),
    ];
    for (name, message) in cases {
        refused(&run(&folder, &["check", "fine", "--images", name]), message);
    }
}
