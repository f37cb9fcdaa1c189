//! Scripts: what a finding points at, and that no text stops the walk.
//!
//! Not what the rules find, which the cases show. Broken texts are the same ones on every run.

use crate::{
    arguments::{self, Arguments},
    mutation::{Random, mutate},
};
use anyarch::{declared, engine, image::Resolver, report::FileReport, source::Source};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Rules whose findings point at the literal that the message names.
const LITERAL: [&str; 15] = [
    "hardcoded-arch-url",
    "hardcoded-arch-package-file",
    "amd64-only-package",
    "arch-qualified-package",
    "arch-suffixed-package",
    "go-goarch-hardcoded",
    "go-goos-hardcoded",
    "dotnet-rid-hardcoded",
    "rust-target-hardcoded",
    "x86-compiler-flag",
    "march-native",
    "x86-only-language-package",
    "linux-package-manager",
    "windows-package-manager",
    "windows-exe",
];

/// The longest that one text may take, in a build without optimisation.
const LONGEST: Duration = Duration::from_secs(10);

fn check(text: &str, arguments: &str) -> FileReport {
    let Arguments { options, path, .. } = arguments::read(arguments);
    let declared = declared::declared(&path);
    let job = engine::Job {
        source: Source::new(path, text),
        options,
        severities: BTreeMap::new(),
        declared,
        elsewhere: Vec::new(),
        is_general: false,
        partial: false,
        context: None,
        preview: true,
    };
    engine::check(job, &Resolver::new(Vec::new()))
}

/// The Dockerfiles of a folder and all below it, with the arguments beside them.
fn files(folder: &str) -> Vec<(PathBuf, String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.contains("Dockerfile") {
                let beside = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
                let first = beside.lines().next().unwrap_or_default();
                let arguments = first.strip_prefix("$ ").unwrap_or_default().to_owned();
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                found.push((path, text, arguments));
            }
        }
    }
    found.sort();
    found
}

/// What a place says: continued lines put together, with their comments left out.
fn joined(slice: &str) -> String {
    let lines = slice.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.map(|line| line.strip_suffix('\\').unwrap_or(line)).collect()
}

/// The first text in backticks, or the second where the first is the program or the file; a package is pointed at by
/// what names the architecture in it.
fn is_named(rule: &str, message: &str, slice: &str) -> bool {
    let second = matches!(rule, "dotnet-rid-hardcoded" | "hardcoded-arch-package-file");
    let named = message.split('`').nth(if second { 3 } else { 1 }).unwrap_or_default();
    match rule {
        "arch-qualified-package" | "arch-suffixed-package" => named.ends_with(slice),
        _ => slice.contains(named),
    }
}

#[test]
fn findings_point_at_what_they_name() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (path, text, arguments) in files("rules").into_iter().chain(files("testdata")) {
        for finding in check(&text, &arguments).diagnostics {
            if !LITERAL.contains(&finding.rule) {
                continue;
            }
            seen += 1;
            let slice = joined(finding.span.slice(&text));
            if slice.is_empty() || !is_named(finding.rule, &finding.message, &slice) {
                let (path, message) = (path.display(), &finding.message);
                wrong.push(format!("{path}: {}: {message}: points at {slice:?}", finding.rule));
            }
        }
    }
    assert!(seen > 60, "only {seen} findings");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What this thread has had of a processor, where the system tells: others may be busy with the machine. Else the time.
fn spent(start: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|it| it.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Checks a text, and how long that takes.
#[track_caller]
fn survives(text: &str) {
    let start = Instant::now();
    let before = spent(start);
    let mut all = check(text, "").diagnostics;
    // Another operating system has every line read in its own language.
    all.extend(check(text, "--platform linux/amd64,windows/amd64").diagnostics);
    for finding in &all {
        let range = finding.span.start as usize..finding.span.end as usize;
        assert!(text.get(range).is_some(), "{}: {}\n{text}", finding.rule, finding.message);
    }
    let spent = spent(start).saturating_sub(before);
    let head: String = text.chars().take(80).collect();
    assert!(spent < LONGEST, "{spent:?} for {} bytes: {head:?}", text.len());
}

#[test]
fn every_beginning_of_a_file_is_checked() {
    for name in ["fine-built-from-source-elsewhere", "fine-choice-in-a-nested-shell", "heredoc"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/hardcoded-arch-url/cases");
        let text = fs::read_to_string(folder.join(format!("{name}.Dockerfile"))).unwrap();
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            survives(&text[..end]);
        }
    }
}

#[test]
fn broken_scripts_are_checked() {
    let mut random = Random::new(7);
    for (_, text, _) in files("rules") {
        for _ in 0..3 {
            survives(&mutate(&text, &mut random));
        }
        let mut kept = text;
        for _ in 0..4 {
            let at = random.below(kept.len() + 1);
            let end = (at + random.below(30)).min(kept.len());
            if kept.is_char_boundary(at) && kept.is_char_boundary(end) {
                kept.replace_range(at..end, "");
            }
            survives(&kept);
        }
    }
}

#[test]
fn nesting_costs_little() {
    for open in ["${a:-", "$(", "`", "(", "{ ", "\"$(", "if ", "case x in x) ", "sh -c '", "! "] {
        for close in ["", "}", ")"] {
            let script = format!("echo amd64 {}x{}", open.repeat(10_000), close.repeat(10_000));
            survives(&format!("FROM alpine\nRUN {script}\n"));
            survives(&format!("FROM alpine\nRUN <<EOF\n{script}\nEOF\n"));
        }
    }
}

#[test]
fn long_scripts_cost_little() {
    let lines = [
        "wget https://example.com/x-amd64; \\\n",
        "a=$a$a-amd64; \\\n",
        "f() { f; f; }; f amd64; \\\n",
        "for i in 1 2 3 4 5 6 7 8; do \\\n",
        "if uname -m | grep amd64; then x=1; fi; \\\n",
        "case $(uname -m) in amd64) x=$x-1 ;; *) x=$x-2 ;; esac; \\\n",
        "[ $a = amd64 ] && b=$a || c=$b; \\\n",
        "echo amd64 && \\\n",
        "echo amd64 || \\\n",
        "echo amd64 | \\\n",
    ];
    for line in lines {
        for bytes in [30_000, 200_000, 300_000] {
            let body = line.repeat(bytes / line.len());
            survives(&format!("FROM alpine\nARG TARGETARCH\nRUN {body} true\n"));
        }
    }
}

#[test]
fn what_grows_without_end_costs_little() {
    let long = "a".repeat(32);
    let by_sed = format!("A=$(echo $A | sed s/a/{long}/g);").repeat(60);
    let by_shell = format!("A=${{A//a/{long}}};").repeat(60);
    for body in [by_sed, by_shell, "A=$A$A;".repeat(60), "A=$(echo $A $A);".repeat(60)] {
        survives(&format!(
            "FROM alpine\nARG TARGETARCH\nRUN A=$TARGETARCH; {body} wget https://x/$A\n"
        ));
    }
}

#[test]
fn long_files_cost_little() {
    let sum = "ab".repeat(32);
    let fetched = format!("RUN wget https://x/$TARGETARCH; echo {sum} t | sha256sum -c\n");
    let crossed = "FROM --platform=$BUILDPLATFORM golang AS b\nENV CGO_ENABLED=1 GOARCH=amd64\n";
    let installs = "FROM --platform=$BUILDPLATFORM python AS b\n";
    let files = [
        (crossed, "RUN go install x\n", "FROM alpine\nCOPY --from=0 /go/bin/x /x\n"),
        (crossed, "FROM b AS b\nRUN go build\n", ""),
        (installs, "RUN pip install numpy\n", "FROM b\nCOPY --from=b /usr/local /usr/local\n"),
        ("FROM alpine\nARG TARGETARCH\n", &fetched, ""),
        ("FROM alpine\n", "ENV A=https://x/t-$V-amd64.tgz\nRUN wget $A\n", ""),
        ("FROM alpine\n", "WORKDIR a\nCOPY b c\n", "VOLUME d\n"),
        ("FROM ubuntu\nCOPY <<E /etc/apt/x\n", "URIs: http://archive.ubuntu.com/ubuntu\n", "E\n"),
    ];
    for (head, line, end) in files {
        survives(&format!("{head}{}{end}", line.repeat(100_000 / line.len())));
    }
}
