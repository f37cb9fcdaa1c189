//! `anyarch inspect`: what is shown of an index, of one image, and of what is not there.

use super::{INDEX, Reply, Server, anyarch, digest};
use crate::{cli::process::Run, discover::Folder};

const LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
const MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";

/// The example of Azure's documentation on multi-architecture images, with other digests.
fn hello_world() -> String {
    let entry = |at: usize, platform: &str| {
        format!(
            r#"{{"mediaType":"{MANIFEST}","size":{},"digest":"sha256:{at:064x}","platform":{{{platform}}}}}"#,
            524 + at
        )
    };
    let entries = [
        entry(1, r#""architecture":"amd64","os":"linux""#),
        entry(2, r#""architecture":"arm64","os":"linux""#),
        entry(3, r#""architecture":"amd64","os":"windows","os.version":"10.0.17763.1697""#),
    ];
    format!(r#"{{"mediaType":"{LIST}","schemaVersion":2,"manifests":[{}]}}"#, entries.join(","))
}

fn inspect(server: &Server, image: &str, more: &[&str]) -> Run {
    let folder = Folder::new(&[]);
    let name = format!("{}/{image}", server.host());
    anyarch(&folder.path(""), &[&["inspect", "--online", &name], more].concat(), b"")
}

#[test]
fn platforms_are_shown_with_their_digests() {
    let server = Server::new(|_| Reply::json(&hello_world()).with("Content-Type", LIST));
    let run = inspect(&server, "mcr/hello-world", &[]);
    let (name, digest) = (format!("{}/mcr/hello-world", server.host()), digest(&hello_world()));
    let one = |at: usize| format!("sha256:{at:064x}  {} B", 524 + at);
    let expected = format!(
        "{name}: index, {digest}\n  linux/amd64                     {}\n  linux/arm64                     {}\n  windows(10.0.17763.1697)/amd64  {}\n",
        one(1),
        one(2),
        one(3)
    );
    assert_eq!((run.out.as_str(), run.code), (expected.as_str(), 0), "{}", run.err);
    assert_eq!(server.log(), ["GET /v2/mcr/hello-world/manifests/latest"]);
}

#[test]
fn a_platform_is_told_what_it_would_take() {
    let server = Server::new(|_| Reply::json(&hello_world()));
    for (platform, code, expected) in [
        ("windows/amd64", 0, "windows/amd64: sha256:00"),
        ("linux/arm64/v9", 0, "is taken instead, which is for linux/arm64"),
        ("linux/s390x", 1, "linux/s390x: none of its images is for it"),
    ] {
        let run = inspect(&server, "a", &["--platform", platform]);
        assert_eq!(run.code, code, "{}", run.out);
        assert!(run.out.contains(expected), "{}", run.out);
    }
}

#[test]
fn raw_bytes_are_those_of_the_registry() {
    let text = format!("{}\n \n", hello_world());
    let copy = text.clone();
    let server = Server::new(move |_| Reply::json(&text));
    assert_eq!(inspect(&server, "a", &["--raw"]).out, copy);
}

#[test]
fn attestations_are_shown_with_their_image() {
    let image = format!("sha256:{:064x}", 1);
    let index = format!(
        r#"{{"mediaType":"{INDEX}","manifests":[
        {{"digest":"{image}","size":1,"platform":{{"os":"linux","architecture":"amd64"}}}},
        {{"digest":"sha256:{:064x}","size":2,"platform":{{"os":"unknown","architecture":"unknown"}},
          "annotations":{{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"{image}"}}}}]}}"#,
        2
    );
    let server = Server::new(move |_| Reply::json(&index));
    let run = inspect(&server, "a", &[]);
    let rows: Vec<&str> = run.out.lines().skip(1).collect();
    assert_eq!(rows, [format!("  linux/amd64  {image}  1 B  1 attestation")]);
}

#[test]
fn one_image_says_its_platform_in_its_configuration() {
    let config = r#"{"os":"linux","architecture":"riscv64"}"#;
    let manifest = format!(r#"{{"schemaVersion":2,"config":{{"digest":"{}"}}}}"#, digest(config));
    let server = Server::new(move |asked| {
        Reply::json(if asked.path.contains("blobs") { config } else { &manifest })
    });
    let run = inspect(&server, "a:1", &[]);
    assert!(run.out.contains("a:1: one image, sha256:"), "{}", run.out);
    assert!(run.out.contains("\n  linux/riscv64  sha256:"), "{}", run.out);
    assert_eq!(inspect(&server, "a:1", &["--config"]).out, config);
}

#[test]
fn what_cannot_be_had_is_told_and_hides_nothing() {
    let server = Server::new(|asked| {
        if asked.path.contains("none") { Reply::status(404) } else { Reply::json(&hello_world()) }
    });
    let there = format!("{}/there", server.host());
    let run = inspect(&server, "none", &[&there]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("none: `") && run.err.contains("` has none"), "{}", run.err);
    assert!(run.out.contains("windows(10.0.17763.1697)/amd64"), "{}", run.out);
    let run = inspect(&server, "none", &["--offline"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.out);
}
