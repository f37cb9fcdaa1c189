//! What arguments, environment, configuration and comments change.

use super::{FAULTY, FINE, Run, anyarch, process, run};
use crate::discover::Folder;
use anyarch::rules;
use std::process::Command;

fn concise(folder: &Folder, more: &[&str]) -> Run {
    run(folder, &[&["check", "--format", "concise"], more].concat())
}

#[test]
fn a_build_argument_comes_from_the_command_line_or_the_environment() {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", b"ARG BASE=alpine:3.22\nFROM ${BASE}\n");
    let check = |arguments: &[&str], value: Option<&str>| {
        let mut command = process::command(&folder.path(""), &[&["check"], arguments].concat());
        command.env_remove("BASE").envs(value.map(|value| ("BASE", value)));
        process::wait(&mut command, b"").code
    };
    assert_eq!(check(&[], None), 0);
    assert_eq!(check(&["--build-arg", "BASE=mysql:5.7"], None), 1);
    assert_eq!(check(&["--build-arg", "BASE"], Some("mysql:5.7")), 1);
    // Without a value anywhere it is as if it were not there, as for docker.
    assert_eq!(check(&["--build-arg", "BASE"], None), 0);
    // The environment says nothing unless it is asked.
    assert_eq!(check(&[], Some("mysql:5.7")), 0);
    // Only the first `=` divides; `a=b` is a value, and no image.
    assert_eq!(check(&["--build-arg", "BASE=a=b"], None), 1);
    assert_eq!(check(&["--build-arg", "OTHER=a=b"], None), 0);
    folder.write("anyarch.toml", b"[build-args]\nBASE = \"mysql:5.7\"\n");
    assert_eq!(check(&[], None), 1);
    assert_eq!(check(&["--build-arg", "BASE=alpine:3.22"], None), 0);
}

#[test]
fn an_override_without_a_file_is_noted() {
    let folder = Folder::new(&["a/Dockerfile", "b/Dockerfile.j2"]);
    let one = |path: &str| format!("[[overrides]]\npaths = [\"{path}\"]\n");
    let matched = one("a/*") + &one("*.j2");
    let note = |overrides: &str, arguments: &[&str]| {
        folder.write("anyarch.toml", (matched.clone() + overrides).as_bytes());
        let run = anyarch(&folder.path(""), arguments, b"");
        let notes = run.out.lines().filter(|line| line.contains("override")).map(str::to_owned);
        notes.collect::<Vec<_>>()
    };
    let single = [
        "note: the override for `windows/**` in the configuration matches none of the files found",
    ];
    assert_eq!(note("", &["check"]), [""; 0]);
    assert_eq!(note(&one("windows/**"), &["check"]), single);
    assert_eq!(note(&one("windows/**"), &["check", "a", "."]), single);
    assert_eq!(note(&one("windows/**"), &["check", "a"]), [""; 0]);
    assert_eq!(note(&one("windows/**"), &["check", "a/Dockerfile"]), [""; 0]);
    assert_eq!(
        note(&(one("x") + &one("y")), &["check"]),
        ["note: 2 overrides in the configuration match none of the files found, such as `x`"]
    );
}

#[test]
fn overrides_hold_for_their_paths() {
    let folder = Folder::new(&[]);
    for path in ["a/Dockerfile", "b/c/Dockerfile", "d.Dockerfile"] {
        folder.write(path, FAULTY.as_bytes());
    }
    folder.write(
        "anyarch.toml",
        b"exclude = [\"d.Dockerfile\"]\n[[overrides]]\npaths = [\"b/**\"]\nplatforms = [\"linux/amd64\"]\n",
    );
    let run = concise(&folder, &[]);
    assert_eq!((run.code, run.out.lines().count()), (1, 1), "{}", run.out);
    assert!(run.out.starts_with("a/Dockerfile:"), "{}", run.out);
    // A named file is checked although it is excluded; the configuration is found from a folder below.
    assert_eq!(concise(&folder, &["d.Dockerfile"]).code, 1);
    assert_eq!(anyarch(&folder.path("b/c"), &["check"], b"").code, 0);
    assert_eq!(anyarch(&folder.path("a"), &["check"], b"").code, 1);
    // The command line goes before the configuration.
    assert_eq!(concise(&folder, &["b", "--platform", "linux/arm64"]).code, 1);
}

#[test]
fn a_rule_can_be_turned_off_and_ignored() {
    let folder = Folder::new(&[]);
    let slug = "base-image-missing-platform";
    folder
        .write("Dockerfile", format!("# anyarch: ignore[{slug}] not on arm\n{FAULTY}").as_bytes());
    let run = concise(&folder, &[]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    folder.write("Dockerfile", format!("# anyarch: ignore[base-image]\n{FAULTY}").as_bytes());
    let run = concise(&folder, &[]);
    assert_eq!(run.code, 1);
    let told = "no rule is called `base-image`, so nothing is ignored";
    assert!(run.out.contains(told) && run.out.contains(slug), "{}", run.out);
    folder.write("Dockerfile", format!("# anyarch: ignore[{slug}]\n{FINE}").as_bytes());
    let run = concise(&folder, &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("so there is nothing to ignore"), "{}", run.out);
    folder.write("anyarch.toml", b"[rules]\nunused-ignore = \"info\"\n");
    assert_eq!(concise(&folder, &[]).code, 0);
}

#[test]
fn images_are_looked_up_in_the_files_given() {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", b"FROM registry.example/base:1\n");
    assert_eq!(concise(&folder, &[]).code, 0, "what is not known is no finding");
    let image = br#"{"registry.example/base:1": {"kind": "index", "platforms": ["linux/amd64"]}}"#;
    folder.write("images.json", image);
    let run = concise(&folder, &["--images", "images.json"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("does not exist for linux/arm64"), "{}", run.out);
    // One from the configuration counts from its folder.
    folder.write("anyarch.toml", b"images = [\"images.json\"]\n");
    folder.write("sub/Dockerfile", b"FROM registry.example/base:1\n");
    assert_eq!(anyarch(&folder.path("sub"), &["check"], b"").code, 1);
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", FAULTY.as_bytes());
    let check = |color: &str, no_color: Option<&str>| {
        let mut command = process::command(&folder.path(""), &["check", "--color", color]);
        command.envs(no_color.map(|value| ("NO_COLOR", value)));
        process::wait(&mut command, b"").out.contains('\u{1b}')
    };
    assert!(check("always", None));
    assert!(check("always", Some("1")), "an argument goes before the environment");
    assert!(!check("never", None));
    assert!(!check("auto", None), "a pipe is no terminal");
    assert!(!check("auto", Some("1")));
    for format in ["json", "sarif", "github"] {
        let run = run(&folder, &["check", "--color", "always", "--format", format]);
        assert!(!run.out.contains('\u{1b}'), "{}", run.out);
    }
}

#[test]
fn no_color_holds_in_a_terminal() {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", FAULTY.as_bytes());
    let in_terminal = |no_color: &str| {
        let program = env!("CARGO_BIN_EXE_anyarch");
        let mut script = Command::new("script");
        script.arg("-qec").arg(format!("'{program}' check")).arg("/dev/null");
        let run = process::wait(
            script
                .current_dir(folder.path(""))
                .env("ANYARCH_OFFLINE", "1")
                .env("NO_COLOR", no_color),
            b"",
        );
        assert!(run.out.contains("base-image-missing-platform"), "{}", run.out);
        run.out.contains('\u{1b}')
    };
    let version = Command::new("script").arg("--version").output();
    if !version.is_ok_and(|version| version.status.success()) {
        println!("skipped: there is no `script` here to make a terminal");
        return;
    }
    assert!(in_terminal(""), "an empty NO_COLOR is none");
    assert!(!in_terminal("1"));
}

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = Folder::new(&[]);
    let table = run(&folder, &["rules"]).out;
    let slugs: Vec<&str> = table.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(slugs, rules::ALL.iter().map(|rule| rule.slug).collect::<Vec<_>>());
    for rule in rules::ALL {
        let run = run(&folder, &["explain", rule.slug]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, rule.page, ""));
    }
}

#[test]
fn help_names_every_option_and_default() {
    let folder = Folder::new(&[]);
    let run = run(&folder, &["check", "--help"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for word in ["--platform", "--build-platform", "--target", "--build-arg", "--images"] {
        assert!(run.out.contains(word), "{word}");
    }
    assert!(run.out.contains("[default: linux/amd64,linux/arm64]"), "{}", run.out);
}

#[test]
fn a_target_is_looked_for_in_all_files() {
    let folder = Folder::new(&[]);
    folder.write("a/Dockerfile", b"FROM alpine:3.22 AS app\nFROM mysql:5.7\n");
    folder.write("b/Dockerfile", b"FROM mysql:5.7\n");
    let check = |target: &str| {
        let arguments = ["check", "--target", target, "."];
        process::wait(&mut process::command(&folder.path(""), &arguments), b"")
    };
    let found = check("app");
    assert_eq!(found.code, 0, "{}", found.out);
    assert!(
        found.out.contains("skipped 1 file without a stage `app`: b/Dockerfile"),
        "{}",
        found.out
    );
    let lost = check("ap");
    assert_eq!(lost.code, 2, "{}", lost.out);
    assert!(lost.err.contains("target stage `ap` could not be found in any file"), "{}", lost.err);
    // BuildKit takes a name, not a number.
    assert_eq!(check("0").code, 2);
}

#[test]
fn excluded_files_are_left_out_even_when_named() {
    let folder = Folder::new(&[]);
    folder.write("vendor/Dockerfile", FAULTY.as_bytes());
    folder.write("Dockerfile", b"FROM alpine:3.22\n");
    folder.write("anyarch.toml", b"exclude = [\"vendor/**\"]\n");
    let check = |arguments: &[&str]| {
        let named = [&["check"], arguments, &["vendor/Dockerfile", "Dockerfile"]].concat();
        process::wait(&mut process::command(&folder.path(""), &named), b"").code
    };
    assert_eq!(check(&[]), 1);
    assert_eq!(check(&["--force-exclude"]), 0);
}

#[test]
fn a_suppression_is_judged_in_the_projects_own_terms() {
    let folder = Folder::new(&[]);
    folder.write(
        "Dockerfile",
        b"# anyarch: ignore[base-image-missing-platform] no arm64 yet\nFROM mysql:5.7\n",
    );
    let check = |arguments: &[&str]| {
        let all = [&["check"], arguments].concat();
        process::wait(&mut process::command(&folder.path(""), &all), b"").code
    };
    assert_eq!(check(&[]), 0);
    // For linux/amd64 alone it is not needed, which says nothing about the project.
    assert_eq!(check(&["--platform", "linux/amd64"]), 0);
    folder.write("anyarch.toml", b"platforms = [\"linux/amd64\"]\n");
    assert_eq!(check(&[]), 1);
}

#[test]
fn preview_rules_are_asked_for_by_option_or_configuration() {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", b"FROM debian:13\nRUN setcap cap_net_raw+ep /bin/ping\nFROM alpine:3.22\nCOPY --from=0 /bin/ping /ping\n");
    let says = |arguments: &[&str]| {
        let run = anyarch(&folder.path(""), arguments, b"");
        run.out.contains("setcap-in-build")
    };
    assert!(!says(&["check"]) && says(&["check", "--preview"]));
    folder.write("anyarch.toml", b"preview = true\n");
    assert!(says(&["check"]));
}

#[test]
fn the_context_is_the_folder_of_the_file_or_a_named_one() {
    let folder = Folder::new(&[]);
    let dockerfile = b"FROM alpine:3.22\nCOPY tool /tool\n";
    folder.write("a/Dockerfile", dockerfile);
    folder.write("a/tool", &crate::context::elf("linux/amd64", 3, 1));
    folder.write("b/Dockerfile", dockerfile);
    let found = |arguments: &[&str]| {
        let run = anyarch(&folder.path(""), arguments, dockerfile);
        (run.code, run.out.matches("prebuilt-binary-copy").count())
    };
    assert_eq!(found(&["check", "--format", "concise", "a", "b"]), (1, 1));
    assert_eq!(found(&["check", "--format", "concise", "--context", "a", "a", "b"]), (1, 2));
    assert_eq!(found(&["check", "--format", "concise", "--context", "b", "a", "b"]), (0, 0));
    // Standard input has no folder.
    assert_eq!(found(&["check", "--format", "concise", "-"]), (0, 0));
    assert_eq!(found(&["check", "--format", "concise", "--context", "a", "-"]), (1, 1));
    // From within the folder, its name is not written.
    let inside = anyarch(&folder.path("a"), &["check", "--format", "concise", "Dockerfile"], b"");
    assert_eq!(inside.code, 1, "{}", inside.out);
    // What `.dockerignore` leaves out is not copied; one that bears the file's name goes first.
    folder.write("a/.dockerignore", b"tool\n");
    assert_eq!(found(&["check", "--format", "concise", "a"]), (0, 0));
    folder.write("a/Dockerfile.dockerignore", b"other\n");
    assert_eq!(found(&["check", "--format", "concise", "a"]), (1, 1));
    let run = anyarch(&folder.path(""), &["check", "--context", "nowhere", "a"], b"");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("nowhere: is no folder to copy from"), "{}", run.err);
}

#[test]
fn a_suppression_for_a_file_that_is_not_there_is_kept() {
    let folder = Folder::new(&[]);
    let text =
        "FROM alpine:3.22\n# anyarch: ignore[crlf-script] made by the build\nCOPY run.sh /\n";
    folder.write("Dockerfile", text.as_bytes());
    let run = concise(&folder, &[]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.out);
}
