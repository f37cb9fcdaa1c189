//! Debian's `docker-registry` on loopback, and small images in it. Tests and the benchmark of registries share this.

use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

pub(crate) const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";

/// A registry that runs until it is dropped.
pub(crate) struct Served {
    /// `127.0.0.1:40123`.
    pub(crate) host: String,
    child: Child,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts one over `data`, with its configuration and its log in `folder`. `more` is
/// configuration for its way in, indented by a blank. `None` where it is not installed; `tests/setup` installs it.
pub(crate) fn start(folder: &Path, data: &Path, more: &str) -> Option<Served> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    drop(listener);
    let config = format!(
        "version: 0.1\nlog: {{level: info}}\nstorage: {{filesystem: {{rootdirectory: {}}}}}\nhttp:\n addr: '{host}'\n{more}",
        data.display()
    );
    fs::write(folder.join("config.yml"), config).unwrap();
    let log = fs::File::create(folder.join("log")).unwrap();
    let mut command = Command::new("docker-registry");
    command.arg("serve").arg(folder.join("config.yml"));
    let child = command.stdout(log).stderr(Stdio::null()).spawn().ok()?;
    let served = Served { host, child };
    let start = Instant::now();
    while TcpStream::connect(&served.host).is_err() {
        assert!(start.elapsed() < Duration::from_secs(20), "the registry does not start");
        thread::sleep(Duration::from_millis(20));
    }
    Some(served)
}

/// Pushes an index of these platforms as the tag `1`.
pub(crate) fn push(host: &str, name: &str, platforms: &[&str]) {
    let mut entries = Vec::new();
    for platform in platforms {
        let (os, architecture) = platform.split_once('/').unwrap();
        let config =
            format!(r#"{{"os":"{os}","architecture":"{architecture}","author":"{name}"}}"#);
        let place = send(host, "POST", &format!("/v2/{name}/blobs/uploads/"), ("", ""));
        let place = format!("{place}&digest={}", digest(&config));
        send(host, "PUT", &place, ("application/octet-stream", &config));
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"{CONFIG}","digest":"{}","size":{}}},"layers":[]}}"#,
            digest(&config),
            config.len()
        );
        let digest = digest(&manifest);
        send(host, "PUT", &format!("/v2/{name}/manifests/{digest}"), (MANIFEST, &manifest));
        entries.push(format!(
            r#"{{"mediaType":"{MANIFEST}","digest":"{digest}","size":{},"platform":{{"os":"{os}","architecture":"{architecture}"}}}}"#,
            manifest.len()
        ));
    }
    let entries = entries.join(",");
    let index = format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{entries}]}}"#);
    send(host, "PUT", &format!("/v2/{name}/manifests/1"), (INDEX, &index));
}

pub(crate) fn digest(text: &str) -> String {
    format!("sha256:{:x}", Sha256::digest(text))
}

/// One request; gives the place that the answer names.
pub(crate) fn send(host: &str, method: &str, path: &str, (kind, body): (&str, &str)) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 20"), "{method} {path}: {answer}");
    let place = answer.lines().find_map(|it| it.strip_prefix("Location: "));
    let place = place.unwrap_or_default().trim();
    place.split_once(host).map_or(place, |(_, path)| path).to_owned()
}
