//! What is said of images once their registry has been asked.

use super::{Asked, Reply, Server, check, digest, index};
use crate::{cli::process::anyarch, discover::Folder};

const PLATFORMS: [&str; 2] = ["linux/amd64", "linux/arm64"];

/// A repository `app` with these tags, each an index of these platforms.
fn tagged(tags: &'static [(&'static str, &'static [&'static str])]) -> Server {
    Server::new(move |asked: &Asked| {
        if asked.path.starts_with("/v2/app/tags/list") {
            let names: Vec<String> = tags.iter().map(|(tag, _)| format!("{tag:?}")).collect();
            return Reply::json(&format!(r#"{{"tags":[{}]}}"#, names.join(",")));
        }
        let tag = asked.path.strip_prefix("/v2/app/manifests/");
        match tags.iter().find(|(name, _)| Some(*name) == tag) {
            Some((_, platforms)) => Reply::json(&index(platforms)),
            None => Reply::status(404),
        }
    })
}

#[test]
fn a_tag_that_does_not_exist_is_told_with_the_nearest_that_does() {
    let server = tagged(&[
        ("1.2", &PLATFORMS),
        ("1.4", &["linux/amd64"]),
        ("1.5", &PLATFORMS),
        ("stable", &PLATFORMS),
    ]);
    for (tag, expected) in [
        ("1.3", "app:1.5` is the nearest tag that has linux/amd64 and linux/arm64"),
        ("stabel", "did you mean `HOST/app:stable`?"),
        ("nothing", "look whether name and tag are written right"),
    ] {
        let run = check(&server, &[&format!("app:{tag}")], &[]);
        let out = run.out.replace(&server.host(), "HOST").replace("\n          ", " ");
        assert!(out.contains("does not exist: `HOST` has none"), "{out}");
        assert!(out.contains(expected), "{tag}: {out}");
        assert_eq!(run.code, 1);
    }
    let tags = |it: &&String| it.contains("tags/list");
    assert_eq!(server.log().iter().filter(tags).count(), 3, "once a run: {:?}", server.log());
}

#[test]
fn a_missing_platform_is_told_with_a_tag_that_has_it() {
    let server =
        tagged(&[("1.3", &["linux/amd64"]), ("1.4", &["linux/amd64"]), ("1.5", &PLATFORMS)]);
    let run = check(&server, &["app:1.3"], &[]);
    assert!(
        run.out.contains("app:1.5`, the nearest tag still listed that has linux/amd64"),
        "{}",
        run.out
    );
}

#[test]
fn a_misspelt_official_image_is_told() {
    let mirror = Server::new(|_| Reply::status(404));
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", b"FROM ubunut:24.04\n");
    let conf = format!("[[registry]]\nprefix = \"docker.io\"\nlocation = \"{}\"\n", mirror.host());
    folder.write("anyarch.toml", conf.as_bytes());
    let run = anyarch(&folder.path(""), &["check", "--online"], b"");
    assert!(run.out.contains("base image `ubunut:24.04` does not exist"), "{}", run.out);
    assert!(run.out.contains("did you mean `ubuntu:24.04`?"), "{}", run.out);
}

#[test]
fn the_index_that_contains_a_pinned_image_is_named() {
    let config = r#"{"os":"linux","architecture":"amd64"}"#;
    let manifest = format!(r#"{{"schemaVersion":2,"config":{{"digest":"{}"}}}}"#, digest(config));
    let pin = digest(&manifest);
    let index = index(&PLATFORMS).replace(&format!("sha256:{:064x}", 0), &pin);
    let (of_index, copy) = (digest(&index), pin.clone());
    let server = Server::new(move |asked| match asked.path.rsplit('/').next() {
        Some("1") => Reply::json(&index),
        Some("2") => Reply::json(&super::index(&PLATFORMS)),
        Some(it) if it == copy => Reply::json(&manifest),
        _ => Reply::json(config),
    });
    let run = check(&server, &[&format!("app:1@{pin}")], &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let finding = &json["files"][0]["findings"][0];
    assert_eq!(finding["rule"], "digest-pin-single-arch", "{}", run.out);
    let name = format!("{}/app:1@{of_index}", server.host());
    assert!(run.out.contains(&format!("`{name}` is the index that contains it")), "{}", run.out);
    assert!(run.out.contains("pin the index that contains it"), "{}", run.out);
    let run = check(&server, &[&format!("app:2@{pin}")], &[]);
    assert!(run.out.contains("has moved on: it is now the index"), "{}", run.out);
}

#[test]
fn the_index_beside_a_tag_for_one_architecture_is_named() {
    let server = tagged(&[("1.5-amd64", &["linux/amd64"]), ("1.5", &PLATFORMS)]);
    let run = check(&server, &["app:1.5-amd64"], &[]);
    assert!(run.out.contains("arch-specific-base-image"), "{}", run.out);
    assert!(run.out.contains("app:1.5`, which has linux/amd64 and linux/arm64"), "{}", run.out);
}

#[test]
fn broken_documents_are_told() {
    let server = Server::new(|_| Reply::json(r#"{"schemaVersion":1,"fsLayers":[]}"#));
    let run = check(&server, &["app:1"], &[]);
    assert!(
        run.out.contains("error[malformed-image]") && run.out.contains("schema 1"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("not checked"), "{}", run.out);
    let half = index(&PLATFORMS).replacen(r#""architecture":"arm64""#, r#""architecture":"""#, 1);
    let server = Server::new(move |_| Reply::json(&half));
    let run = check(&server, &["app:1"], &[]);
    assert!(run.out.contains("note[malformed-image]"), "{}", run.out);
    assert!(run.out.contains("does not exist for linux/arm64"), "{}", run.out);
}

#[test]
fn an_index_is_held_against_its_images_when_asked_to() {
    let image = |architecture: &str| {
        let config = format!(r#"{{"os":"linux","architecture":"{architecture}"}}"#);
        (format!(r#"{{"schemaVersion":2,"config":{{"digest":"{}"}}}}"#, digest(&config)), config)
    };
    // Both are for amd64, and the second says that it is for arm64.
    let (manifest, config) = image("amd64");
    let index = index(&PLATFORMS)
        .replace(&format!("sha256:{:064x}", 0), &digest(&manifest))
        .replace(&format!("sha256:{:064x}", 1), &digest(&manifest));
    let server = Server::new(move |asked| match asked.path.rsplit('/').next() {
        Some("1") => Reply::json(&index),
        Some(it) if it == digest(&manifest) => Reply::json(&manifest),
        _ => Reply::json(&config),
    });
    let run = check(&server, &["app:1"], &[]);
    assert!(run.out.contains("no findings"), "{}", run.out);
    let run = check(&server, &["app:1"], &["--deep"]);
    assert!(run.out.contains("says linux/arm64 where its image is for linux/amd64"), "{}", run.out);
    assert!(run.out.contains("error[malformed-image]"), "{}", run.out);
}

#[test]
fn what_a_hostile_registry_says_ends_and_hides_nothing() {
    // A time that no clock has, and pages of tags without an end.
    let endless = Server::new(|asked| {
        let at = asked.path.len();
        Reply::json(r#"{"tags":["!"]}"#).with(
            "Link",
            &format!("</v2/app/tags/list?i={at}{}>; rel=\"next\"", "0".repeat(at % 50)),
        )
    });
    let later = Server::new(|_| Reply::status(429).with("Retry-After", "18446744073709551615"));
    let run = check(&later, &["app:1"], &[]);
    assert!(run.out.contains("takes no more requests"), "{}{}", run.out, run.err);
    let folder = Folder::new(&[]);
    let name = format!("{}/app", endless.host());
    let run = anyarch(&folder.path(""), &["inspect", "--online", "--tags", &name], b"");
    assert!(run.out.contains("0 tags"), "{}{}", run.out, run.err);
}

#[test]
fn a_tag_that_another_project_takes_from_elsewhere_is_another_one() {
    let server = Server::new(|_| Reply::json(&index(&["linux/s390x"])));
    let cache = Folder::new(&[]);
    let cache = cache.path("").display().to_string();
    let check = |toml: &str, more: &str| {
        let folder = Folder::new(&[]);
        folder.write("Dockerfile", b"FROM alpine:3.22\n");
        folder.write("anyarch.toml", toml.as_bytes());
        anyarch(&folder.path(""), &["check", more, "--cache-dir", &cache], b"").out
    };
    let moved = format!("[[registry]]\nprefix = \"docker.io\"\nlocation = \"{}\"\n", server.host());
    assert!(check(&moved, "--online").contains("does not exist for linux/amd64"));
    assert!(check("", "--offline").contains("no findings"));
    assert!(check(&moved, "--offline").contains("does not exist for linux/amd64"));
}
