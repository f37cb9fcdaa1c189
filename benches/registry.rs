//! Fifty images of a real registry on loopback: `anyarch check` with nothing kept, raw clients that do nothing but ask
//! over connections that stay open, and `skopeo inspect --raw` fifty times, in turns.
//!
//! `cargo bench --bench registry`; needs Debian's `docker-registry`, `skopeo` and `curl`.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a measurement writes files, starts programs and looks at the clock"
)]

#[path = "../tests/it/registry/fill.rs"]
mod fill;

use fill::INDEX;
use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

const IMAGES: usize = 50;
const ROUNDS: usize = 15;
/// As many connections as `anyarch` opens to a registry.
const CONNECTIONS: usize = 8;

const PLATFORMS: [&str; 6] =
    ["linux/amd64", "linux/arm64", "linux/386", "linux/arm", "linux/s390x", "linux/ppc64le"];

/// A folder that goes with the measurement; the registry over it ends first.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn main() {
    let folder = std::env::temp_dir().join(format!("anyarch-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let folder = Folder(folder);
    let registry = fill::start(&folder.0, &folder.0.join("data"), "");
    let registry = registry.expect("docker-registry is installed");
    let mut dockerfile = String::new();
    for at in 0..IMAGES {
        fill::push(&registry.host, &format!("app{at}"), &PLATFORMS);
        let _ = writeln!(dockerfile, "FROM {}/app{at}:1 AS s{at}", registry.host);
    }
    dockerfile.push_str("FROM scratch\n");
    for at in 0..IMAGES {
        let _ = writeln!(dockerfile, "COPY --from=s{at} /a /b{at}");
    }
    let project = folder.0.join("project");
    fs::create_dir_all(&project).expect("a folder");
    fs::write(project.join("Dockerfile"), dockerfile).expect("a file");
    let cases: [(&str, &dyn Fn()); 4] = [
        ("anyarch check, nothing kept", &|| check(&project)),
        ("curl --parallel-max 8", &|| curl(&registry.host)),
        ("8 threads, no process started", &|| ask_raw(&registry.host)),
        ("50 x skopeo inspect --raw", &|| inspect(&registry.host)),
    ];
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..ROUNDS {
        for ((_, run), times) in cases.iter().zip(&mut times) {
            let start = Instant::now();
            run();
            times.push(start.elapsed());
        }
    }
    for ((name, _), times) in cases.iter().zip(&mut times) {
        times.sort_unstable();
        let ms = |it: Duration| it.as_secs_f64() * 1e3;
        println!(
            "{name:30} median {:7.1} ms, least {:7.1} ms",
            ms(times[ROUNDS / 2]),
            ms(times[0])
        );
    }
}

fn check(project: &Path) {
    // A folder of its own each time: to make files takes longer where others were removed just now.
    static ROUND: AtomicUsize = AtomicUsize::new(0);
    let cache = project.join(format!("cache{}", ROUND.fetch_add(1, Ordering::Relaxed)));
    let mut command = Command::new(env!("CARGO_BIN_EXE_anyarch"));
    command.args(["check", "--online", "--require-resolution", "--cache-dir"]).arg(cache);
    let output = command.current_dir(project).output().expect("anyarch");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Asks for all indexes over connections that stay open, and reads them.
fn ask_raw(host: &str) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let stream = TcpStream::connect(host).expect("the registry");
                stream.set_nodelay(true).expect("a socket");
                let mut lines = BufReader::new(&stream);
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= IMAGES {
                        return;
                    }
                    let request = format!(
                        "GET /v2/app{at}/manifests/1 HTTP/1.1\r\nHost: {host}\r\nAccept: {INDEX}\r\n\r\n"
                    );
                    (&stream).write_all(request.as_bytes()).expect("the registry");
                    let mut length = 0;
                    loop {
                        let mut line = String::new();
                        lines.read_line(&mut line).expect("the registry");
                        if let Some(text) = line.strip_prefix("Content-Length: ") {
                            length = text.trim().parse().expect("a number");
                        }
                        if line == "\r\n" {
                            break;
                        }
                    }
                    let mut body = vec![0; length];
                    lines.read_exact(&mut body).expect("the registry");
                    assert!(body.starts_with(b"{"), "an index");
                }
            });
        }
    });
}

/// The same with a program that does nothing else.
fn curl(host: &str) {
    let mut command = Command::new("curl");
    command.args(["--silent", "--fail", "--parallel", "--parallel-max", "8", "--header"]);
    command.arg(format!("Accept: {INDEX}"));
    for at in 0..IMAGES {
        command.args(["--output", "/dev/null"]);
        command.arg(format!("http://{host}/v2/app{at}/manifests/1"));
    }
    assert!(command.status().expect("curl is installed").success(), "curl");
}

fn inspect(host: &str) {
    for at in 0..IMAGES {
        let mut command = Command::new("skopeo");
        command.args(["inspect", "--tls-verify=false", "--raw"]);
        let output = command.arg(format!("docker://{host}/app{at}:1")).output();
        assert!(output.expect("skopeo is installed").status.success(), "skopeo");
    }
}
