//! Registries at their boundary: what is asked of them, what is made of their answers, and what no answer can do.

mod fault;
mod fill;
mod inspect;
mod kept;
mod lock;
mod login;
mod messages;
mod places;
mod real;
mod server;

use super::{cli::process, discover::Folder};
use fill::{INDEX, digest};
use process::{Run, anyarch};
use server::{Asked, Reply, Server};

/// An index of these platforms.
fn index(platforms: &[&str]) -> String {
    let entry = |(at, platform): (usize, &&str)| {
        let (os, architecture) = platform.split_once('/').unwrap();
        let digest = format!("{at:064x}");
        format!(
            r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":1,"digest":"sha256:{digest}","platform":{{"os":"{os}","architecture":"{architecture}"}}}}"#
        )
    };
    let entries: Vec<String> = platforms.iter().enumerate().map(entry).collect();
    format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{}]}}"#, entries.join(","))
}

/// An answer with an index of both architectures.
fn both() -> Reply {
    Reply::json(&index(&["linux/amd64", "linux/arm64"])).with("Content-Type", INDEX)
}

/// Checks a file for each image, and asks the registry.
fn check(server: &Server, images: &[&str], arguments: &[&str]) -> Run {
    let folder = Folder::new(&[]);
    for (at, image) in images.iter().enumerate() {
        let text = format!("FROM {}/{image}\n", server.host());
        folder.write(&format!("{at}/Dockerfile"), text.as_bytes());
    }
    anyarch(&folder.path(""), &[&["check", "--online"], arguments].concat(), b"")
}

#[test]
fn an_index_is_asked_for_once_for_all_platforms_and_files() {
    let server = Server::new(|_| Reply::json(&index(&["linux/amd64"])));
    let folder = Folder::new(&[]);
    for name in ["a", "b", "c"] {
        let text = format!("FROM {}/app:1\n", server.host());
        folder.write(&format!("{name}/Dockerfile"), text.as_bytes());
    }
    let run = anyarch(&folder.path(""), &["check", "--online", "--format", "concise"], b"");
    assert_eq!(run.out.matches("app:1` does not exist for linux/arm64").count(), 3, "{}", run.out);
    // The tags are for the way out.
    assert_eq!(server.log(), ["GET /v2/app/manifests/1", "GET /v2/app/tags/list?n=1000"]);
    let types = server.asked()[0].headers["accept"].clone();
    assert!(types.starts_with(INDEX), "{types}");
}

#[test]
fn an_image_without_an_index_says_its_platform_in_its_configuration() {
    let config = r#"{"os":"linux","architecture":"arm64"}"#;
    let manifest = format!(r#"{{"schemaVersion":2,"config":{{"digest":"{}"}}}}"#, digest(config));
    let server = Server::new(move |asked| {
        Reply::json(if asked.path.contains("blobs") { config } else { &manifest })
    });
    let run = check(&server, &["app:1"], &[]);
    assert!(run.out.contains("linux/amd64"), "{}", run.out);
    let blob = format!("GET /v2/app/blobs/{}", digest(config));
    assert_eq!(server.log()[..2], ["GET /v2/app/manifests/1", &blob]);
}

#[test]
fn a_token_is_fetched_once_for_a_repository() {
    let server = Server::new(bearer);
    let all = ["a:1", "a:2", "a:3", "b:1"];
    let run = check(&server, &all, &[]);
    assert_eq!(run.code, 0, "{}", run.out);
    let log = server.log();
    let tokens: Vec<&String> = log.iter().filter(|it| it.contains("/token")).collect();
    assert_eq!(tokens.len(), 2, "{log:?}");
    // The first question finds out how to ask.
    assert_eq!(log.iter().filter(|it| it.contains("manifests")).count(), all.len() + 1, "{log:?}");
}

/// Asks for a token, and gives one that lasts.
fn bearer(asked: &Asked) -> Reply {
    let host = &asked.headers["host"];
    if asked.path.starts_with("/token") {
        return Reply::json(r#"{"token":"abc","expires_in":300}"#);
    }
    match asked.headers.get("authorization").map(String::as_str) {
        Some("Bearer abc") => both(),
        _ => Reply::status(401).with(
            "WWW-Authenticate",
            &format!("Bearer realm=\"http://{host}/token\",service=\"test\""),
        ),
    }
}

/// Runs in one folder, which keeps what registries say.
fn again(server: &Server, image: &str, runs: &[&[&str]]) -> Vec<Vec<String>> {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/{image}\n", server.host()).as_bytes());
    let mut seen = 0;
    let one = |arguments: &&[&str]| {
        let run = anyarch(&folder.path(""), &[&["check"], *arguments].concat(), b"");
        assert!(run.out.contains("no findings"), "{arguments:?}: {}{}", run.out, run.err);
        let log = server.log();
        let new = log[seen..].to_vec();
        seen = log.len();
        new
    };
    runs.iter().map(one).collect()
}

#[test]
fn what_was_said_is_kept_and_asked_for_by_digest() {
    let index = index(&["linux/amd64", "linux/arm64"]);
    let digest = digest(&index);
    let server = Server::new(move |_| Reply::json(&index).with("Docker-Content-Digest", &digest));
    let (get, head) = ("GET /v2/app/manifests/1", "HEAD /v2/app/manifests/1");
    let runs: [&[&str]; 5] = [
        &["--online"],
        &["--online"],
        &["--online", "--refresh"],
        &["--online", "--max-age", "1"],
        &[],
    ];
    let asked = again(&server, "app:1", &runs);
    assert_eq!(asked, [vec![get], vec![], vec![head], vec![], vec![]]);
}

#[test]
fn what_is_as_it_was_need_not_say_its_digest() {
    let index = index(&["linux/amd64", "linux/arm64"]);
    let quoted = format!("\"{}\"", digest(&index));
    let server = Server::new(move |asked| match asked.headers.get("if-none-match") {
        Some(known) if *known == quoted => Reply::status(304),
        _ => Reply::json(&index),
    });
    let asked = again(&server, "app:1", &[&["--online"], &["--online", "--refresh"]]);
    let (get, head) = ("GET /v2/app/manifests/1", "HEAD /v2/app/manifests/1");
    assert_eq!(asked, [vec![get], vec![head]]);
}

#[test]
fn a_tag_that_moved_is_fetched_anew() {
    let count = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::new(move |_| {
        let at = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let other = if at == 0 { "linux/s390x" } else { "linux/386" };
        let index = index(&["linux/amd64", "linux/arm64", other]);
        Reply::json(&index).with("Docker-Content-Digest", &digest(&index))
    });
    let asked = again(&server, "app:1", &[&["--online"], &["--online", "--refresh"]]);
    let (get, head) = ("GET /v2/app/manifests/1", "HEAD /v2/app/manifests/1");
    assert_eq!(asked, [vec![get], vec![head, get]]);
}

#[test]
fn a_digest_is_never_asked_for_twice() {
    let index = index(&["linux/amd64", "linux/arm64"]);
    let image = format!("app@{}", digest(&index));
    let server = Server::new(move |_| Reply::json(&index));
    let asked = again(&server, &image, &[&["--online"], &["--online", "--refresh"], &[]]);
    assert_eq!(
        asked,
        [vec![format!("GET /v2/{}", image.replace('@', "/manifests/"))], vec![], vec![]]
    );
}

#[test]
fn what_was_kept_and_changed_by_another_hand_counts_for_nothing() {
    let server = Server::new(|_| both());
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/app:1\n", server.host()).as_bytes());
    let check = || anyarch(&folder.path(""), &["check", "--online"], b"");
    check();
    let documents = folder.path(".cache/anyarch/v1/documents");
    for entry in std::fs::read_dir(documents).unwrap() {
        std::fs::write(entry.unwrap().path(), index(&["linux/386"])).unwrap();
    }
    let run = check();
    assert!(run.out.contains("no findings"), "{}", run.out);
    assert_eq!(server.log().len(), 2);
}
