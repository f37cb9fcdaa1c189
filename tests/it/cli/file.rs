//! Files that are none, or none to be read: each is told, and none hides the others.

use super::{FAULTY, FINE, anyarch, process, refused, run};
use crate::discover::Folder;
use std::{fs, os::unix::fs::PermissionsExt, process::Command};

/// The problem with `Dockerfile.odd`, beside which the findings of another file are still shown.
#[track_caller]
fn problem(folder: &Folder) -> String {
    folder.write("Dockerfile", FAULTY.as_bytes());
    let run = run(folder, &["check", "--format", "concise", ".", "Dockerfile.odd"]);
    assert_eq!((run.code, run.err.as_str()), (2, ""), "{}", run.out);
    assert!(run.out.contains("Dockerfile:1:6: error[base-image-missing-platform]"), "{}", run.out);
    let line = run.out.lines().find_map(|line| line.strip_prefix("Dockerfile.odd: error: "));
    line.unwrap_or_else(|| panic!("no problem in:\n{}", run.out)).to_owned()
}

#[test]
fn what_is_no_text_is_told_and_hides_nothing() {
    let cases: [(&[u8], &str); 6] = [
        (b"\x7fELF\x02\x01\x01\0\0", "looks like a binary file: a NUL byte at offset 7, line 1"),
        (b"FROM a\nRUN b\0c\n", "looks like a binary file: a NUL byte at offset 12, line 2"),
        (b"FROM a\xffb\n", "is not UTF-8: byte 0xFF at offset 6, line 1; save it as UTF-8"),
        (b"\xff\xfeF\0R\0", "is UTF-16; save it as UTF-8"),
        (b"\xfe\xff\0F\0R", "is UTF-16; save it as UTF-8"),
        (b"\xff\xfe\0\0F\0\0\0", "is UTF-32; save it as UTF-8"),
    ];
    for (bytes, expected) in cases {
        let folder = Folder::new(&[]);
        folder.write("Dockerfile.odd", bytes);
        assert_eq!(problem(&folder), expected);
    }
}

#[test]
fn what_is_too_large_is_not_read() {
    let folder = Folder::new(&[]);
    fs::File::create(folder.path("Dockerfile.odd")).unwrap().set_len(100_000_000).unwrap();
    assert_eq!(problem(&folder), "is 100 MB; a Dockerfile is at most 16 MiB");
}

#[test]
fn nobody_waits_for_a_pipe() {
    let folder = Folder::new(&[]);
    let made = Command::new("mkfifo").arg(folder.path("Dockerfile.odd")).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: there is no mkfifo here");
        return;
    }
    assert_eq!(problem(&folder), "is not a regular file; `-` reads standard input");
    let run_with = |option: &str| run(&folder, &["check", "Dockerfile", option, "Dockerfile.odd"]);
    refused(&run_with("--images"), "it is not a regular file");
    refused(&run_with("--config"), "is not a regular file");
}

#[test]
fn links_that_lead_nowhere_or_round_are_told() {
    let folder = Folder::new(&[]);
    std::os::unix::fs::symlink("Dockerfile.odd", folder.path("Dockerfile.odd")).unwrap();
    assert!(problem(&folder).starts_with("cannot be read: Too many levels of symbolic links"));
    let folder = Folder::new(&[]);
    std::os::unix::fs::symlink("nowhere", folder.path("Dockerfile.odd")).unwrap();
    assert_eq!(problem(&folder), "does not exist");
    // A link from a folder to itself is not walked.
    std::os::unix::fs::symlink(".", folder.path("loop")).unwrap();
    let run = run(&folder, &["check", "--format", "concise"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 2), "{}", run.out);
    let note = "skipped 1 file that is a symbolic link: Dockerfile.odd";
    assert!(run.out.contains(note), "{}", run.out);
}

#[test]
fn a_file_without_permission_is_told() {
    let folder = Folder::new(&["Dockerfile.odd"]);
    let path = folder.path("Dockerfile.odd");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    assert_eq!(problem(&folder), "cannot be read: permission denied");
}

#[test]
fn paths_without_a_dockerfile_are_told() {
    let folder = Folder::new(&["a/b.txt", "t/Dockerfile.j2"]);
    let cases = [
        ("nowhere", "error: `nowhere` does not exist"),
        ("a", "error: `a` holds no Dockerfile; names looked for are `Dockerfile`, `Dockerfile.*`"),
        ("t", "; templates skipped: 1"),
        ("/dev/null", "error: `/dev/null` is not a regular file; `-` reads standard input"),
    ];
    for (path, expected) in cases {
        let run = run(&folder, &["check", path]);
        assert_eq!(run.code, 2);
        assert!(run.out.contains(expected), "{}", run.out);
        assert!(run.out.ends_with("no file checked; 1 path could not be read\n"), "{}", run.out);
    }
}

#[test]
fn what_is_to_be_filled_in_is_skipped_and_counted() {
    let templates = [
        "FROM {{ image }}\n",
        "FROM @@image@@\n",
        "{% if x %}\nFROM alpine\n{% endif %}\n",
        "FROM alpine\n<% if x %>\nRUN true\n",
        "FROM BASEIMAGE\nCROSS_BUILD_COPY qemu-ARCH-static /usr/bin/\n",
        "FROM alpine\nARG ZSH=\"${templateOption:installZsh}\"\n",
        "FROM TO_BE_REPLACED\nRUN true\n",
        "FROM %{from_ref}\nRUN true\n",
    ];
    let named = templates.map(|it| ("Dockerfile", it));
    let others = [
        ("Dockerfile.footer", "USER app\nCMD [\"app\"]\n"),
        ("tmpl/alpine.Dockerfile", "FROM alpine:$ALPINE_VERSION\nRUN true\n"),
        ("tmpl/Dockerfile", "FROM scratch\nCOPY --from=traefik:${VERSION} /a /\n"),
        ("dockerfile-templates/Dockerfile", "RUN version={{ARGS[\"v\"]}}\n    \"sha\": \"1\"\n"),
        ("template/Dockerfile.ncl", "let a = b in\nm%\"\nFROM alpine\nENV a=%{a}\n"),
    ];
    for (name, text) in named.into_iter().chain(others) {
        let folder = Folder::new(&[name]);
        folder.write(name, text.as_bytes());
        let run = run(&folder, &["check", "."]);
        assert!(run.out.contains("skipped 1 file that is a template"), "{text}{}", run.out);
        assert!(!run.out.contains("error"), "{text}{}", run.out);
    }
}

#[test]
fn mistakes_are_no_templates() {
    let files = [
        ("Dockerfile", "RUN true\n", "no build stage"),
        ("Dockerfile.prod", "FORM alpine\nRUN true\n", "unknown instruction: FORM"),
        ("templates/Dockerfile", "FROM alpine\nRUNN true\n", "unknown instruction: RUNN"),
        ("tmpl/Dockerfile", "ARG A=1\nFROM alpine:$A:\n", "invalid reference format"),
        ("Dockerfile", "FROM ALPINE\n", "must be lowercase"),
    ];
    for (name, text, expected) in files {
        let folder = Folder::new(&[name]);
        folder.write(name, text.as_bytes());
        let run = run(&folder, &["check", "."]);
        assert!(run.out.contains(expected), "{text}{}", run.out);
        assert_eq!(run.code, 1);
    }
}

#[test]
fn files_without_instructions_are_findings() {
    for text in ["", "\n", "# only\n# comments\n", "# syntax=docker/dockerfile:1\n"] {
        let run = anyarch(&Folder::new(&[]).path(""), &["check", "-"], text.as_bytes());
        assert_eq!(run.code, 1);
        assert!(run.out.contains("file with no instructions"), "{}", run.out);
    }
}

#[test]
fn a_line_may_have_65535_bytes() {
    let folder = Folder::new(&[]);
    for (length, code) in [(65_535, 0), (65_536, 1)] {
        let line = format!("RUN {}", "a".repeat(length - 4));
        let run = anyarch(&folder.path(""), &["check", "-"], format!("{FINE}{line}\n").as_bytes());
        assert_eq!(run.code, code, "{length}\n{}", run.out);
        let told = "dockerfile line greater than max allowed size of 65535";
        assert_eq!(run.out.contains(told), code == 1);
        assert!(run.out.lines().all(|line| line.len() < 400), "a long line is cut");
    }
}

/// A stage with triggers, and a chain of stages that run them.
fn heirs(triggers: usize, count: usize) -> String {
    let triggers = "ONBUILD COPY --from=unknown / /\n".repeat(triggers);
    let heir = |at: usize| format!("FROM b AS s{at}\nCOPY --from=s{} / /\n", at - 1);
    let heirs: String = (1..count).map(heir).collect();
    format!("FROM scratch AS b\n{triggers}FROM b AS s0\n{heirs}")
}

/// A trigger with findings that do no harm to one of the two stages that run it.
fn replaced(count: usize) -> String {
    let trigger = "TARGETARCH=amd64 \\\n".repeat(count);
    let heirs = "FROM b AS c\nFROM b\nARG TARGETARCH=arm64\nCOPY --from=c / /\n";
    format!("FROM scratch AS b\nONBUILD ARG {trigger}A=b\n{heirs}")
}

/// Each of these would take longer than anyone waits, were one step quadratic.
#[test]
fn large_files_end() {
    let folder = Folder::new(&[]);
    let lines = |line: &str, count: usize| format!("{FINE}{}", line.repeat(count));
    let cases = [
        lines("RUN echo \"one $HOME of ${TARGETARCH:-many}\" && true\n", 20_000),
        format!("{FINE}RUN true{}\n", " \\\n && true".repeat(100_000)),
        format!("{FINE}RUN true \\\n{}  && true\n", "# comment\n".repeat(100_000)),
        lines("COPY a b\n", 100_000),
        lines("# comment\n", 100_000),
        format!("{}{FINE}", "# anyarch: ignore[arch-default-arg] all\n".repeat(20_000)),
        format!("{FINE}ENV {}\n", "A=b \\\n".repeat(100_000)),
        format!("{FINE}RUN {}\n", "x".repeat(1 << 20)),
        format!("FROM a AS b\nONBUILD ENV {}\n{}", "A=$B ".repeat(6_000), "FROM b\n".repeat(3_000)),
        heirs(4, 9_000),
        replaced(10_000),
    ];
    for text in cases {
        folder.write("Dockerfile", text.as_bytes());
        let run = run(&folder, &["check", "--format", "concise", "Dockerfile"]);
        assert!(matches!(run.code, 0 | 1), "{}", run.err);
    }
}

#[test]
fn long_lines_with_many_findings_end() {
    let folder = Folder::new(&[]);
    let (value, findings) = ("x".repeat(1 << 21), " A_ARCH=amd64".repeat(2_000));
    folder.write("Dockerfile", format!("FROM scratch\nENV A={value}{findings}\n").as_bytes());
    for format in ["full", "concise", "json", "github", "sarif"] {
        assert_eq!(run(&folder, &["check", "--format", format]).code, 1);
    }
}

#[test]
fn standard_input_is_a_file_without_a_place() {
    let folder = Folder::new(&["other/Dockerfile"]);
    let check = |arguments: &[&str]| anyarch(&folder.path(""), arguments, FAULTY.as_bytes());
    let run = check(&["check", "--format", "concise", "-"]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("<stdin>:1:6: error[base-image-missing-platform]"), "{}", run.out);
    // Read once, however often it is named, and beside other files.
    let run = check(&["check", "--format", "concise", "-", "-", "other"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 1), "{}", run.out);
    // A file that is called so can be named with its folder.
    folder.write("-", FINE.as_bytes());
    assert_eq!(check(&["check", "./-"]).code, 0);
    let run = anyarch(&folder.path(""), &["check", "-"], b"FROM a\0");
    assert_eq!(run.code, 2);
    assert!(run.out.contains("`<stdin>` looks like a binary file"), "{}", run.out);
}

#[test]
fn many_files_come_in_the_same_order() {
    let folder = Folder::new(&[]);
    for number in 0..120 {
        folder.write(&format!("{}/{number}.Dockerfile", number % 7), FAULTY.as_bytes());
    }
    for format in ["full", "concise", "json", "github", "sarif"] {
        let first = run(&folder, &["check", "--format", format]);
        assert_eq!(first.code, 1);
        for _ in 0..3 {
            let again = run(&folder, &["check", "--format", format]);
            assert!(first.out == again.out, "{format} differs between runs");
        }
    }
    let all = run(&folder, &["check", "--format", "concise"]).out;
    let names: Vec<&str> = all.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names.len(), 120);
    assert!(names.is_sorted_by_key(|name| name.split('/').collect::<Vec<_>>()), "{names:?}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new(&[]);
    for number in 0..200 {
        folder.write(&format!("{number}.Dockerfile"), FAULTY.as_bytes());
    }
    for arguments in ["check", "check --format json", "rules", "explain arch-default-arg", "--help"]
    {
        let program = env!("CARGO_BIN_EXE_anyarch");
        // The reader is gone before the first word.
        let script = format!("{{ sleep 0.1; '{program}' {arguments}; echo $? >&2; }} | true");
        let mut shell = Command::new("sh");
        let run = process::wait(
            shell.arg("-c").arg(script).current_dir(folder.path("")).env("ANYARCH_OFFLINE", "1"),
            b"",
        );
        assert_eq!(run.err, "0\n", "{arguments}");
    }
}

#[test]
fn a_full_disk_is_told() {
    if !fs::exists("/dev/full").unwrap() {
        println!("skipped: there is no /dev/full here");
        return;
    }
    let folder = Folder::new(&["Dockerfile"]);
    for arguments in ["check", "rules", "check --format json"] {
        let program = env!("CARGO_BIN_EXE_anyarch");
        let mut shell = Command::new("sh");
        let script = format!("'{program}' {arguments} > /dev/full");
        let run = process::wait(
            shell.arg("-c").arg(script).current_dir(folder.path("")).env("ANYARCH_OFFLINE", "1"),
            b"",
        );
        refused(&run, "anyarch: cannot write the output: ");
    }
}
