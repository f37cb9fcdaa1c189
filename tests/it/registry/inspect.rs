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
        ("windows/amd64", 0, "windows/amd64: exact, sha256:00"),
        ("linux/arm64/v9", 0, "linux/arm64/v9: fallback, sha256:00"),
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
    assert!(run.err.contains("none: `") && run.err.contains("is not asked offline"), "{}", run.err);
    let tags = ["inspect", "--offline", "--tags", "quay.io/a"];
    let run = anyarch(&Folder::new(&[]).path(""), &tags, b"");
    assert!(run.err.contains("`quay.io` is not asked offline"), "{}", run.err);
}

#[test]
fn several_images_stand_side_by_side() {
    let other = hello_world().replacen(&format!("{:064x}", 3), &"a".repeat(64), 1);
    let server = Server::new(move |asked| {
        let text = hello_world();
        let text = if asked.path.contains("/b/") { &other } else { &text };
        Reply::json(
            &text.replace("arm64", if asked.path.contains("/b/") { "s390x" } else { "arm64" }),
        )
    });
    let b = format!("{}/b", server.host());
    let run = inspect(&server, "a", &[&b, "--platform", "linux/s390x"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let a = format!("{}/a", server.host());
    let (pad, zeros) = (" ".repeat(30), "0".repeat(12));
    let wide = a.len();
    let expected = [
        format!("  {pad}  {a}  {b}"),
        format!("  {:30}  {zeros:wide$}  {zeros}", "linux/amd64"),
        format!("  {:30}  {zeros:wide$}  -", "linux/arm64"),
        format!("  {:30}  {zeros:wide$}  aaaaaaaaaaaa", "windows(10.0.17763.1697)/amd64"),
        format!("  {:30}  {:wide$}  {zeros}", "linux/s390x", "-"),
        format!("  {a}, linux/s390x: none of its images is for it"),
    ];
    let lines: Vec<&str> = run.out.lines().skip(2).take(6).collect();
    assert_eq!(lines, expected);
}

#[test]
fn json_says_what_the_table_says() {
    let server = Server::new(|_| Reply::json(&hello_world()));
    let run =
        inspect(&server, "a", &["--format", "json", "--platform", "windows/amd64,linux/s390x"]);
    let all: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(all[0]["images"][2]["os.version"], "10.0.17763.1697");
    assert_eq!(all[0]["images"][2]["size"], 527);
    assert_eq!(all[0]["kind"], "index");
    assert_eq!(all[0]["chosen"][0]["verdict"], "exact");
    assert_eq!(all[0]["chosen"][1]["verdict"], "none");
    assert_eq!(all[0]["chosen"][1]["digest"], serde_json::Value::Null);
}

#[test]
fn tags_are_listed_page_by_page() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/v2/team/app/tags/list?n=1000" => Reply::json(r#"{"name":"team/app","tags":["1","2"]}"#)
            .with("Link", r#"</v2/team/app/tags/list?last=2&n=1000>; rel="next""#),
        "/v2/team/app/tags/list?last=2&n=1000" => Reply::json(r#"{"tags":["3","no tag","4"]}"#),
        "/v2/team/app/manifests/3" => Reply::status(404),
        path if path.contains("manifests") => Reply::json(&hello_world()),
        _ => Reply::status(404),
    });
    let folder = Folder::new(&[]);
    let tags = |more: &[&str], name: &str| {
        let name = format!("{}/{name}", server.host());
        anyarch(&folder.path(""), &[&["inspect", "--online", "--tags", &name], more].concat(), b"")
    };
    let run = tags(&[], "team/app");
    let digest = &digest(&hello_world())[7..19];
    let all =
        format!("{digest}  index      linux/amd64, linux/arm64, windows(10.0.17763.1697)/amd64");
    let lines: Vec<&str> = run.out.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            format!("  1  {all}"),
            format!("  2  {all}"),
            "  3  not known".to_owned(),
            format!("  4  {all}")
        ]
    );
    assert!(run.err.contains("team/app:3: `"), "{}", run.err);
    let run = tags(&["--limit", "1", "--format", "json"], "team/app");
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["tags"][0]["platforms"][1], "linux/arm64");
    assert!(run.err.contains("3 more tags are not shown; `--limit 0` shows all"), "{}", run.err);
    assert!(tags(&[], "none").err.contains("has none"));
    assert!(tags(&[], "team/app:1").err.contains("takes a name without a tag"));
}

#[test]
fn the_image_of_one_platform_is_shown_as_it_is() {
    let image = r#"{"schemaVersion":2,"config":{"digest":"sha256:x"}}"#;
    let index = format!(
        r#"{{"mediaType":"{INDEX}","manifests":[{{"digest":"{}","size":1,"platform":{{"os":"linux","architecture":"amd64"}}}}]}}"#,
        digest(image)
    );
    let server = Server::new(move |asked| {
        Reply::json(if asked.path.contains("sha256") { image } else { &index })
    });
    let run = inspect(&server, "a", &["--raw", "--platform", "linux/amd64"]);
    assert_eq!((run.code, &*run.out), (0, image), "{}", run.err);
    let run = inspect(&server, "a", &["--raw", "--platform", "linux/s390x"]);
    assert!(run.err.contains("it has no image for linux/s390x"), "{}", run.err);
}

#[test]
fn an_index_as_large_as_may_be_is_shown() {
    let mut entries = Vec::new();
    for at in 0..11_000 {
        entries.push(format!(
            r#"{{"digest":"sha256:{at:064x}","platform":{{"os":"linux","architecture":"a{at}"}}}}"#
        ));
        entries.push(format!(
            r#"{{"platform":{{"os":"unknown","architecture":"unknown"}},"annotations":{{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"sha256:{at:064x}"}}}}"#
        ));
    }
    let index = format!(r#"{{"mediaType":"{INDEX}","manifests":[{}]}}"#, entries.join(","));
    assert!(index.len() < 4 << 20, "{}", index.len());
    let server = Server::new(move |_| Reply::json(&index));
    let run = inspect(&server, "a", &[]);
    assert_eq!(run.out.matches("  1 attestation").count(), 11_000);
    let again = format!("{}/a", server.host());
    let run = inspect(&server, "a", &[&again]);
    assert_eq!(run.out.lines().count(), 11_003);
}
