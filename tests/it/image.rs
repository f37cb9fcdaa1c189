//! Images: the snapshot, files and layouts, and what the resolver makes of them.

use anyarch::{
    image::{
        Backend, Image, Kind, Reason, Resolution, Resolver, Source, file, reference::Reference,
        snapshot::Snapshot,
    },
    platform::{Platform, select},
};
use std::sync::Arc;

const PIN: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn resolve(text: &str) -> Resolution {
    let reference = Reference::parse(text).unwrap();
    Resolver::offline().resolve(&reference).as_ref().clone()
}

fn found(text: &str) -> Image {
    match resolve(text) {
        Resolution::Found(image) => image,
        other => panic!("{text}: {other:?}"),
    }
}

fn platforms(text: &str) -> String {
    found(text).platforms.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn unknown(text: &str) -> String {
    match resolve(text) {
        Resolution::Unknown(reason) => reason.to_string(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn well_known_tags_have_their_platforms() {
    for (text, expected) in [
        (
            "python:3.13-slim",
            "linux/amd64 linux/arm/v5 linux/arm/v7 linux/arm64 linux/386 linux/ppc64le linux/riscv64 linux/s390x",
        ),
        ("mysql:5.7", "linux/amd64"),
        ("mcr.microsoft.com/dotnet/sdk:8.0", "linux/amd64 linux/arm/v7 linux/arm64"),
        ("arm64v8/alpine:3.20", "linux/arm64"),
        ("winamd64/hello-world:nanoserver-ltsc2022", "windows(10.0.20348)/amd64"),
        (
            "public.ecr.aws/docker/library/node:22",
            "linux/amd64 linux/arm/v7 linux/arm64 linux/ppc64le",
        ),
        ("registry-1.docker.io/library/mysql:5.7", "linux/amd64"),
        ("mirror.gcr.io/mysql:5.7", "linux/amd64"),
        ("mcr.microsoft.com/windows/servercore:10.0.17763.1234", "windows(10.0.17763)/amd64"),
        ("mcr.microsoft.com/windows/servercore:something", "windows/amd64"),
    ] {
        assert_eq!(platforms(text), expected, "{text}");
    }
}

#[test]
fn answers_say_where_they_come_from() {
    let source = |text| match found(text).source {
        Source::Snapshot { date, until, via, knowledge } => (date, until, via, knowledge),
        other => panic!("{other:?}"),
    };
    let date = "2026-08-21".to_owned();
    assert_eq!(source("python:3.13-slim"), (date.clone(), None, None, false));
    assert_eq!(source("mysql:5.7"), (date.clone(), Some("2023-12".to_owned()), None, false));
    let via = Some("docker.io/library/node:22".to_owned());
    assert_eq!(source("public.ecr.aws/docker/library/node:22"), (date.clone(), None, via, true));
    assert_eq!(source("mcr.microsoft.com/windows/servercore:ltsc2022"), (date, None, None, true));
    assert_eq!(found("python:3.13-slim").kind, Kind::Index);
    assert_eq!(found("mcr.microsoft.com/dotnet/aspnet:8.0-alpine-arm64v8").kind, Kind::Manifest);
    assert_eq!(found("arm64v8/alpine:3.20").kind, Kind::Unknown);
}

#[test]
fn what_is_not_listed_is_unknown_with_a_reason() {
    assert_eq!(unknown("nobody/knows:1"), "not in the snapshot of 2026-08-21");
    assert_eq!(unknown("node:nonsense"), "its tag `nonsense` is not in the snapshot of 2026-08-21");
    assert_eq!(
        unknown("riscv64/mysql:5.7"),
        "`docker.io/library/mysql:5.7` is not built for linux/riscv64 in the snapshot of 2026-08-21"
    );
    assert_eq!(
        unknown(&format!("python:3.13-slim@{PIN}")),
        "a digest pin; the snapshot holds tags only"
    );
    assert_eq!(unknown("mirror.gcr.io/some/mysql:5.7"), "not in the snapshot of 2026-08-21");
    let nobody = Resolver::new(Vec::new()).resolve(&Reference::parse("alpine").unwrap());
    assert_eq!(*nobody, Resolution::Unknown(Reason::NoSource));
}

#[test]
fn many_threads_share_one_answer() {
    let resolver = Resolver::offline();
    let reference = Reference::parse("node:22").unwrap();
    let first = resolver.resolve(&reference);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert!(Arc::ptr_eq(&first, &resolver.resolve(&reference))));
        }
    });
}

fn with_file(json: &str) -> Resolver {
    let file = file::parse("images.json", json.as_bytes()).unwrap();
    Resolver::new(vec![Backend::Snapshot(Snapshot::embedded()), Backend::File(file)])
}

fn answer(resolver: &Resolver, text: &str) -> String {
    match resolver.resolve(&Reference::parse(text).unwrap()).as_ref() {
        Resolution::Found(image) => {
            image.platforms.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        Resolution::Missing(reason) | Resolution::Unknown(reason) => reason.to_string(),
    }
}

#[test]
fn files_go_before_the_snapshot() {
    let resolver = with_file(
        r#"{"docker.io/library/mysql:5.7": {"platforms": ["linux/s390x"], "note": "ignored"},
            "own/thing": {"kind": "index", "platforms": ["linux/arm64/v8", "windows/amd64@10.0.20348"]}}"#,
    );
    assert_eq!(answer(&resolver, "mysql:5.7"), "linux/s390x");
    assert_eq!(answer(&resolver, "own/thing:latest"), "linux/arm64 windows(10.0.20348)/amd64");
    assert_eq!(answer(&resolver, "alpine:3.4"), "linux/amd64");
    let near =
        |text| resolver.nearest(&Reference::parse(text).unwrap(), &[]).map(|near| near.to_string());
    assert_eq!(near("own/thing:1"), None);
}

#[test]
fn files_offer_tags_too() {
    let resolver = with_file(
        r#"{"own/thing:1.2": {"platforms": ["linux/amd64"]}, "own/thing:1.4": {"platforms": ["linux/arm64"]},
            "own/thing:1.3": {"platforms": ["linux/amd64"]}, "own/thing:2.0-rc1": {"platforms": ["linux/arm64"]}}"#,
    );
    let required = [Platform::parse("linux/arm64").unwrap()];
    let near = |text| {
        resolver.nearest(&Reference::parse(text).unwrap(), &required).map(|near| near.to_string())
    };
    assert_eq!(near("own/thing:1.2").as_deref(), Some("own/thing:1.4"));
    assert_eq!(near("own/thing:2.0").as_deref(), Some("own/thing:1.4"));
}

#[test]
fn digests_in_files_match_whole_or_alone() {
    let resolver =
        with_file(&format!(r#"{{"own/thing:1@{PIN}": {{"platforms": ["linux/arm64"]}}}}"#));
    for text in ["own/thing:1", "own/thing", "other:2"] {
        assert_eq!(answer(&resolver, &format!("{text}@{PIN}")), "linux/arm64");
    }
    assert_eq!(answer(&resolver, "own/thing:1"), "not in the snapshot of 2026-08-21");
    let alone = with_file(&format!(r#"{{"{PIN}": {{"platforms": ["linux/s390x"]}}}}"#));
    assert_eq!(answer(&alone, &format!("debian:12@{PIN}")), "linux/s390x");
}

#[test]
fn a_large_hand_written_file_is_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/images/images.json");
    let resolver = Resolver::new(vec![Backend::File(file::read(path.as_ref()).unwrap())]);
    assert_eq!(
        answer(&resolver, "diamol/base"),
        "linux/amd64 linux/arm64 linux/arm/v7 windows/amd64"
    );
    assert_eq!(answer(&resolver, "mysql:5.7"), "linux/amd64");
    assert_eq!(answer(&resolver, "mysql:8"), "no source of images is enabled");
}

#[test]
fn errors_in_files_name_the_key() {
    for (json, part) in [
        ("", "not JSON"),
        ("[]", "expected an object such as {\"alpine"),
        (
            r#"{"Alpine": {"platforms": ["linux/amd64"]}}"#,
            "`Alpine`: invalid reference format: repository name must",
        ),
        (r#"{"a": ["linux/amd64"]}"#, "`a`: expected an object with \"kind\""),
        (r#"{"a": {}}"#, "`a`: `platforms` must be a list such as"),
        (r#"{"a": {"platforms": "linux/amd64"}}"#, "`a`: `platforms` must be a list such as"),
        (r#"{"a": {"platforms": []}}"#, "`a`: `platforms` is empty"),
        (r#"{"a": {"platforms": [1]}}"#, "must hold texts"),
        (
            r#"{"a": {"platforms": ["linux/x86"]}}"#,
            "`linux/x86`: unknown architecture `x86`; did you mean `linux/amd64`",
        ),
        (r#"{"a": {"platforms": ["linux/*"]}}"#, "wildcard"),
        (r#"{"a": {"kind": "list", "platforms": ["linux/amd64"]}}"#, "`kind` must be \"index\""),
        (
            r#"{"a": {"kind": "manifest", "platforms": ["linux/amd64", "linux/arm64"]}}"#,
            "has one platform",
        ),
        (
            r#"{"a": {"platforms": ["linux/amd64"]}, "a:latest": {"platforms": ["linux/arm64"]}}"#,
            "`a:latest`: `docker.io/library/a:latest` is there twice",
        ),
    ] {
        let message = file::parse("images.json", json.as_bytes()).unwrap_err().to_string();
        assert!(message.starts_with("cannot use the images in `images.json`: "), "{message}");
        assert!(message.contains(part), "{json}: {message}");
    }
    let message = file::read("no/such/file.json".as_ref()).unwrap_err().to_string();
    assert!(message.contains("no/such/file.json"), "{message}");
}

#[test]
fn two_names_of_one_image_may_say_the_same() {
    let json = r#"{
        "a": {"kind": "index", "platforms": ["linux/amd64", "linux/arm64"]},
        "docker.io/library/a:latest": {"kind": "index", "platforms": ["linux/arm64", "linux/amd64"]}
    }"#;
    assert!(file::parse("images.json", json.as_bytes()).is_ok());
}

#[test]
fn nearest_tags_are_higher_and_of_the_same_make() {
    let resolver = Resolver::offline();
    let both = ["linux/amd64", "linux/arm64"].map(|text| Platform::parse(text).unwrap());
    let near = |wanted: &str| {
        resolver.nearest(&Reference::parse(wanted).unwrap(), &both).map(|near| near.to_string())
    };
    for (wanted, expected) in [
        ("mysql:5.7", "mysql:8.4"),
        ("node:8-alpine", "node:22-alpine"),
        ("python:3.6-stretch", "python:3.10-bookworm"),
        ("golang:1.13-alpine3.11", "golang:1.26-alpine3.23"),
        ("ruby:2.6-slim-stretch", "ruby:3.3-slim-bookworm"),
        ("debian:jessie", "debian:bullseye"),
        ("golang:1.20-nanoserver", "golang:1.26"),
        ("tomcat:8-jre8-slim", "tomcat:9-jre8"),
        ("gradle:jdk8", "gradle:jdk11"),
        ("public.ecr.aws/docker/library/mysql:5.7", "public.ecr.aws/docker/library/mysql:8.4"),
        (
            "mcr.microsoft.com/dotnet/aspnet:2.1-alpine",
            "mcr.microsoft.com/dotnet/aspnet:8.0-alpine",
        ),
    ] {
        assert_eq!(near(wanted).as_deref(), Some(expected), "{wanted}");
    }
    for nothing in [
        "openjdk:8-jre",
        "nobody/knows:1",
        "mysql@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ] {
        assert_eq!(near(nothing), None, "{nothing}");
    }
}

#[test]
fn nearest_tags_have_the_platforms_and_are_finished() {
    let resolver = Resolver::offline();
    let required = ["linux/amd64", "linux/arm/v7"].map(|text| Platform::parse(text).unwrap());
    for wanted in [
        "python:3.6",
        "node:10",
        "postgres:9.6",
        "golang:1.10-alpine",
        "redis:4-alpine",
        "rust:1.30",
    ] {
        let near =
            resolver.nearest(&Reference::parse(wanted).unwrap(), &required).unwrap().to_string();
        let all = found(&near).platforms;
        assert!(required.iter().all(|platform| select(platform, &all).is_some()), "{near}");
        assert!(!["rc", "beta", "alpha"].iter().any(|word| near.contains(word)), "{near}");
    }
}

#[test]
fn siblings_leave_the_architecture_out() {
    let resolver = Resolver::offline();
    let sibling = |text: &str, required: &[&str]| {
        let required: Vec<_> = required.iter().map(|text| Platform::parse(text).unwrap()).collect();
        resolver.sibling(&Reference::parse(text).unwrap(), &required).map(|found| found.to_string())
    };
    let both = ["linux/amd64", "linux/arm64"];
    assert_eq!(sibling("amd64/debian:12", &both).as_deref(), Some("debian:12"));
    assert_eq!(
        sibling("mcr.microsoft.com/dotnet/aspnet:8.0-alpine-arm64v8", &both).as_deref(),
        Some("mcr.microsoft.com/dotnet/aspnet:8.0-alpine")
    );
    assert_eq!(sibling("amd64/debian:12", &["windows/amd64"]), None);
    assert_eq!(sibling("nobody/knows:1-amd64", &both), None);
    assert_eq!(sibling("debian:12", &both), None);
}

#[test]
fn windows_repositories_are_known() {
    let resolver = Resolver::offline();
    let check = |text: &str| resolver.windows_only(&Reference::parse(text).unwrap());
    assert!(check("mcr.microsoft.com/windows/servercore:anything"));
    assert!(check("mcr.microsoft.com/dotnet/framework/sdk:4.8"));
    assert!(check("mcr.microsoft.com/windows/server/insider:1"));
    assert!(!check("golang:1.22-nanoserver"));
    assert!(!check("nobody/knows:1"));
}

#[test]
fn windows_releases_have_builds() {
    let build = |release| Snapshot::embedded().windows_build(release);
    assert_eq!(build("ltsc2019"), Some("10.0.17763"));
    assert_eq!(build("20h2"), Some("10.0.19042"));
    assert_eq!(build("ltsc2077"), None);
}

/// The blob holds everything that was packed: checksums by the packer over its own input.
#[test]
fn every_packed_tag_comes_out_again() {
    use sha2::{Digest, Sha256};
    let expected = include_str!("../../testdata/images/snapshot.tsv");
    let snapshot = Snapshot::embedded();
    let found: String = snapshot
        .repositories()
        .map(|name| {
            let tags = snapshot.tags(&Reference::parse(name).unwrap());
            let listed = tags.iter().filter(|tag| tag.until.is_none()).count();
            let mut hash = Sha256::new();
            for tag in &tags {
                let kind = format!("{:?}", tag.kind).to_lowercase();
                let source = if tag.knowledge { "knowledge" } else { "repository" };
                let platforms: Vec<_> = tag.platforms.iter().map(ToString::to_string).collect();
                let until = tag.until.map_or("-".to_owned(), |month| month.to_string());
                hash.update(format!(
                    "{} {kind} {source} {} {until}\n",
                    tag.tag,
                    platforms.join(",")
                ));
            }
            let sum: String =
                hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            format!("{name}\t{}\t{listed}\t{sum}\n", tags.len())
        })
        .collect();
    assert!(
        found == expected,
        "the snapshot differs from testdata/images/snapshot.tsv; pack it again"
    );
}

/// One lookup and a whole repository say the same of a tag.
#[test]
fn lookups_agree_with_the_list() {
    let snapshot = Snapshot::embedded();
    for name in
        ["docker.io/library/openjdk", "docker.io/library/alpine", "mcr.microsoft.com/dotnet/sdk"]
    {
        let repository = Reference::parse(name).unwrap();
        for tag in snapshot.tags(&repository).iter().step_by(97) {
            let Resolution::Found(image) = snapshot.find(&repository.with_tag(&tag.tag)) else {
                panic!("{name}:{}", tag.tag)
            };
            assert_eq!((&image.platforms[..], image.kind), (&tag.platforms[..], tag.kind));
        }
    }
}

/// A tag that names one architecture has no other, wherever the snapshot knows it.
#[test]
fn named_architectures_are_the_ones_listed() {
    let snapshot = Snapshot::embedded();
    let (mut checked, mut wrong) = (0, Vec::new());
    for name in snapshot.repositories() {
        let repository = Reference::parse(name).unwrap();
        for tag in snapshot.tags(&repository) {
            let Some(named) =
                repository.with_tag(&tag.tag).arch_specific().filter(|named| named.certain)
            else {
                continue;
            };
            checked += 1;
            if !tag.platforms.iter().all(|platform| platform.same_family(&named.platform)) {
                wrong.push(format!("{name}:{} {:?} {:?}", tag.tag, tag.platforms, named.platform));
            }
        }
    }
    println!("{checked} {}", wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// `cargo test --release --test it -- --ignored --nocapture --exact image::snapshot_speed`
#[test]
#[ignore = "a measurement"]
fn snapshot_speed() {
    use std::time::Instant;
    let wanted = ["python:3.13-slim", "node:22-alpine", "openjdk:8-jre", "php:8.4-apache"];
    let references = wanted.map(|text| Reference::parse(text).unwrap());
    let start = Instant::now();
    let snapshot = Snapshot::embedded();
    println!("index: {:?}", start.elapsed());
    for (text, reference) in wanted.iter().zip(&references) {
        let times: Vec<_> = (0..100)
            .map(|_| {
                let start = Instant::now();
                let _ = snapshot.find(reference);
                start.elapsed()
            })
            .collect();
        println!("{text}: first {:?}, least {:?}", times[0], times.iter().min().unwrap());
    }
    let start = Instant::now();
    let names = snapshot.repositories();
    let all: usize = names.map(|name| snapshot.tags(&Reference::parse(name).unwrap()).len()).sum();
    println!("all {all} tags: {:?}", start.elapsed());
}
