//! How fast it is: parsing, checking, and a cold start of the program. `cargo bench` prints a table.
//!
//! Not a test, and nothing is compared with an earlier run: numbers from another machine say nothing here.
//! Each measurement is repeated and the smallest time shown, since everything else on the machine only adds to it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement reads files, starts the program and looks at the clock"
)]

use anyarch::{
    engine::{self, Job},
    image::Resolver,
    platform::Platform,
    source::Source,
    stage::Options,
    syntax,
};
use std::{
    collections::BTreeMap,
    fs,
    hint::black_box,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const ROUNDS: usize = 20;
const STARTS: usize = 50;

fn main() {
    let testdata = texts();
    let inputs = [
        ("testdata", testdata.as_slice()),
        ("one file of 1 MB", &[instructions()]),
        ("100,000 continuation lines", &[continuations()]),
    ];
    println!("{:26} {:>6} {:>9} {:>12} {:>9}", "parse", "files", "KB", "µs/file", "MB/s");
    for (name, texts) in inputs {
        row(name, texts, |text| drop(black_box(syntax::parse(text))));
    }
    let resolver = Resolver::offline();
    println!("\n{:26} {:>6} {:>9} {:>12} {:>9}", "check", "files", "KB", "µs/file", "MB/s");
    for (name, texts) in inputs {
        row(name, texts, |text| drop(black_box(engine::check(job(text), &resolver))));
    }
    starts();
}

/// All Dockerfiles of `testdata`.
fn texts() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().contains("Dockerfile") {
                found.extend(fs::read_to_string(path));
            }
        }
    }
    found.sort();
    found
}

fn instructions() -> String {
    let line = "RUN echo \"one $HOME of ${TARGETARCH:-many}\" && true\n";
    format!("FROM alpine:3.22\n{}", line.repeat((1 << 20) / line.len()))
}

fn continuations() -> String {
    format!("FROM alpine:3.22\nRUN true{}\n", " \\\n && true".repeat(100_000))
}

fn job(text: &str) -> Job {
    let options = Options {
        targets: engine::default_platforms(),
        builders: vec![Platform::new("linux", "amd64")],
        target_stage: None,
        build_args: Vec::new(),
    };
    let source = Source::new("Dockerfile", text);
    Job {
        source,
        options,
        severities: BTreeMap::new(),
        declared: None,
        elsewhere: Vec::new(),
        is_general: false,
        context: None,
        partial: false,
        preview: false,
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes and counts are small")]
fn row(name: &str, texts: &[String], work: impl Fn(&str)) {
    let all = || texts.iter().for_each(|text| work(text));
    // The first round reads the embedded snapshot.
    all();
    let seconds = (0..ROUNDS).map(|_| timed(all)).min().unwrap_or_default().as_secs_f64();
    let bytes = texts.iter().map(String::len).sum::<usize>() as f64;
    let (files, speed) = (texts.len(), bytes / 1e6 / seconds);
    let each = seconds * 1e6 / files as f64;
    println!("{name:26} {files:>6} {:>9.0} {each:>12.1} {speed:>9.1}", bytes / 1e3);
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The whole program on one small file. `cargo bench` builds it as for a release.
fn starts() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/projects/shop/db/Dockerfile");
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anyarch"));
        command.args(["check", "--offline"]).arg(&file).stdout(Stdio::null()).stdin(Stdio::null());
        assert!(command.status().unwrap().code().is_some(), "the program was killed");
    };
    let mut times: Vec<Duration> = (0..STARTS).map(|_| timed(start)).collect();
    times.sort_unstable();
    let milliseconds = |at: usize| times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    let (least, median) = (milliseconds(0), milliseconds(STARTS / 2));
    println!("\ncold start, {STARTS} times: least {least:.1} ms, median {median:.1} ms");
}
