//! What is kept: for how long it counts, and that nobody is asked twice for the same.

use super::{Reply, Server, anyarch, both, check, digest, index};
use crate::discover::Folder;
use sha2::Digest;
use std::{fs, path::PathBuf};

/// A project with one image, which is kept.
fn kept(server: &Server, image: &str) -> Folder {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/{image}\n", server.host()).as_bytes());
    let run = anyarch(&folder.path(""), &["check", "--online"], b"");
    assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
    folder
}

fn files(folder: &Folder, kind: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(folder.path(&format!(".cache/anyarch/v1/{kind}"))).unwrap();
    all.map(|it| it.unwrap().path()).collect()
}

/// Says of all that is kept that it is so many seconds older.
fn age(folder: &Folder, seconds: i64) {
    for path in files(folder, "tags") {
        let mut record: serde_json::Value =
            serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let at = record["at"].as_i64().unwrap() - seconds;
        record["at"] = at.into();
        fs::write(&path, record.to_string()).unwrap();
    }
}

/// Answers the first question alone.
fn once() -> Server {
    let count = std::sync::atomic::AtomicUsize::new(0);
    Server::new(move |_| match count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
        0 => both(),
        _ => Reply::status(500),
    })
}

#[test]
fn an_old_answer_is_told_as_such() {
    let server = once();
    let folder = kept(&server, "app:1");
    age(&folder, 4 * 24 * 3600);
    let run = |more: &[&str]| {
        let all = [&["check", "--online", "--timeout", "2"], more].concat();
        anyarch(&folder.path(""), &all, b"")
    };
    let old = run(&[]);
    assert_eq!(old.code, 0, "{}", old.out);
    let note = "fails with status 500; try again later; 1 image is as kept 4 days ago instead";
    assert!(old.out.replace('\n', " ").contains(note), "{}", old.out);
    // Who wants to know for sure does not take it.
    let strict = run(&["--require-resolution"]);
    assert_eq!(strict.code, 2, "{}", strict.out);
    assert!(strict.out.contains("fails with status 500"), "{}", strict.out);
    // Nobody but the registry is asked offline, and the age is no news.
    let offline = anyarch(&folder.path(""), &["check", "--offline"], b"");
    assert!(
        offline.out.contains("no findings") && !offline.out.contains("kept"),
        "{}",
        offline.out
    );
}

#[test]
fn what_is_from_the_future_is_asked_for_again() {
    let server = Server::new(|_| both());
    let folder = kept(&server, "app:1");
    age(&folder, -1_000_000);
    let before = server.log().len();
    anyarch(&folder.path(""), &["check", "--online"], b"");
    assert!(server.log().len() > before, "{:?}", server.log());
}

#[test]
fn what_grew_too_large_is_written_again() {
    let server = Server::new(|_| both());
    let folder = kept(&server, "app:1");
    for path in files(&folder, "documents") {
        fs::write(path, vec![b' '; 5 << 20]).unwrap();
    }
    let run = || {
        let before = server.log().len();
        anyarch(&folder.path(""), &["check", "--online"], b"");
        server.log().len() - before
    };
    assert_eq!((run(), run()), (1, 0));
}

#[test]
fn the_same_digest_is_asked_for_once_under_all_its_names() {
    let body = index(&["linux/amd64", "linux/arm64"]);
    let pin = digest(&body);
    let server = Server::new(move |_| Reply::json(&body));
    let images = [format!("app:1@{pin}"), format!("app:2@{pin}"), format!("app@{pin}")];
    let run = check(&server, &images.each_ref().map(String::as_str), &[]);
    assert!(run.out.contains("no findings"), "{}", run.out);
    assert_eq!(server.log().len(), 1, "{:?}", server.log());

    let config = r#"{"os":"linux","architecture":"amd64"}"#;
    let manifest = format!(r#"{{"schemaVersion":2,"config":{{"digest":"{}"}}}}"#, digest(config));
    let server = Server::new(move |asked| {
        Reply::json(if asked.path.contains("blobs") { config } else { &manifest })
    });
    check(&server, &["app:1", "app:2", "app:3", "app:4"], &["--platform", "linux/amd64"]);
    let blobs = server.log().iter().filter(|it| it.contains("blobs")).count();
    assert_eq!((server.log().len(), blobs), (5, 1), "{:?}", server.log());
}

#[test]
fn a_digest_of_another_kind_is_kept_as_well() {
    let body = index(&["linux/amd64", "linux/arm64"]);
    let image = format!("app@sha512:{:x}", sha2::Sha512::digest(&body));
    let server = Server::new(move |_| Reply::json(&body));
    let asked = super::again(&server, &image, &[&["--online"], &["--online"], &["--offline"]]);
    assert_eq!(asked.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0]);
}

#[test]
fn a_finding_asks_nobody_when_all_is_kept() {
    let server = Server::new(|asked| match &*asked.path {
        path if path.contains("tags") => Reply::json(r#"{"tags":["1","2"]}"#),
        path if path.ends_with('2') => both(),
        _ => Reply::json(&index(&["linux/amd64"])),
    });
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/app:1\n", server.host()).as_bytes());
    let run = |how: &str| anyarch(&folder.path(""), &["check", how], b"").out;
    let first = run("--online");
    assert!(first.contains("/app:2`"), "{first}");
    let before = server.log().len();
    assert_eq!((run("--online"), run("--offline")), (first.clone(), first));
    assert_eq!(server.log().len(), before);
}
