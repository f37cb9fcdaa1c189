//! Fifty images of a real registry on loopback: `anyarch check` with nothing kept, a raw client that does nothing but
//! ask, and `skopeo inspect --raw` fifty times, in turns.
//!
//! `cargo bench --bench registry`; needs Debian's `docker-registry` and `skopeo`.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a measurement writes files, starts programs and looks at the clock"
)]

use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

const IMAGES: usize = 50;
const ROUNDS: usize = 9;
/// As many connections as `anyarch` opens to a registry.
const CONNECTIONS: usize = 8;

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

struct Registry {
    folder: PathBuf,
    host: String,
    child: Child,
}

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn main() {
    let registry = start();
    let mut dockerfile = String::new();
    for at in 0..IMAGES {
        push(&registry.host, &format!("app{at}"));
        let _ = writeln!(dockerfile, "FROM {}/app{at}:1 AS s{at}", registry.host);
    }
    dockerfile.push_str("FROM scratch\n");
    for at in 0..IMAGES {
        let _ = writeln!(dockerfile, "COPY --from=s{at} /a /b{at}");
    }
    let project = registry.folder.join("project");
    fs::create_dir_all(&project).expect("a folder");
    fs::write(project.join("Dockerfile"), dockerfile).expect("a file");
    let cases: [(&str, &dyn Fn()); 3] = [
        ("anyarch check, nothing kept", &|| check(&project)),
        ("a raw client, 8 connections", &|| ask_raw(&registry.host)),
        ("50 x skopeo inspect --raw", &|| inspect(&registry.host)),
    ];
    let mut times = [const { Vec::new() }; 3];
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

fn start() -> Registry {
    let folder = std::env::temp_dir().join(format!("anyarch-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let host = listener.local_addr().expect("a port").to_string();
    drop(listener);
    let config = folder.join("config.yml");
    let data = folder.join("data");
    let text = format!(
        "version: 0.1\nlog: {{level: error}}\nstorage: {{filesystem: {{rootdirectory: {}}}}}\nhttp: {{addr: '{host}'}}\n",
        data.display()
    );
    fs::write(&config, text).expect("a file");
    let mut command = Command::new("docker-registry");
    let child =
        command.arg("serve").arg(config).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let child = child.expect("docker-registry is installed");
    while TcpStream::connect(&host).is_err() {
        thread::sleep(Duration::from_millis(20));
    }
    Registry { folder, host, child }
}

/// Pushes an index of six platforms.
fn push(host: &str, name: &str) {
    let mut entries = Vec::new();
    for architecture in ["amd64", "arm64", "386", "arm", "s390x", "ppc64le"] {
        let config = format!(r#"{{"os":"linux","architecture":"{architecture}","of":"{name}"}}"#);
        let place = send(host, "POST", &format!("/v2/{name}/blobs/uploads/"), ("", ""));
        let place = place.split_once(host).map_or(&*place, |(_, path)| path);
        let place = format!("{place}&digest={}", digest(&config));
        send(host, "PUT", &place, ("application/octet-stream", &config));
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{}","size":{}}},"layers":[]}}"#,
            digest(&config),
            config.len()
        );
        let digest = digest(&manifest);
        send(host, "PUT", &format!("/v2/{name}/manifests/{digest}"), (MANIFEST, &manifest));
        entries.push(format!(
            r#"{{"mediaType":"{MANIFEST}","digest":"{digest}","size":{},"platform":{{"os":"linux","architecture":"{architecture}"}}}}"#,
            manifest.len()
        ));
    }
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{}]}}"#,
        entries.join(",")
    );
    send(host, "PUT", &format!("/v2/{name}/manifests/1"), (INDEX, &index));
}

fn digest(text: &str) -> String {
    format!("sha256:{:x}", Sha256::digest(text))
}

/// One request of one connection; gives the place that the answer names.
fn send(host: &str, method: &str, path: &str, (kind, body): (&str, &str)) -> String {
    let mut stream = TcpStream::connect(host).expect("the registry");
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).expect("the registry");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the registry");
    assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
    let place = answer.lines().find_map(|it| it.strip_prefix("Location: "));
    place.unwrap_or_default().trim().to_owned()
}

fn check(project: &Path) {
    let cache = project.join("cache");
    let _ = fs::remove_dir_all(&cache);
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

fn inspect(host: &str) {
    for at in 0..IMAGES {
        let mut command = Command::new("skopeo");
        command.args(["inspect", "--tls-verify=false", "--raw"]);
        let output = command.arg(format!("docker://{host}/app{at}:1")).output();
        assert!(output.expect("skopeo is installed").status.success(), "skopeo");
    }
}
