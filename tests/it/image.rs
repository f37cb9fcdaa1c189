//! Images: the snapshot, files and layouts, and what the resolver makes of them.

use anyarch::image::{Image, Resolution, Resolver, reference::Reference};

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

#[test]
fn well_known_tags_have_their_platforms() {
    for (text, expected) in [
        (
            "python:3.13-slim",
            "linux/amd64 linux/arm/v5 linux/arm/v7 linux/arm64 linux/386 linux/ppc64le linux/riscv64 linux/s390x",
        ),
        ("mysql:5.7", "linux/amd64"),
        ("arm64v8/alpine:3.20", "linux/arm64"),
    ] {
        assert_eq!(platforms(text), expected, "{text}");
    }
    for text in [
        "mcr.microsoft.com/dotnet/sdk:8.0",
        "public.ecr.aws/docker/library/node:22",
        "mcr.microsoft.com/windows/servercore:10.0.17763.1234",
    ] {
        println!("{text} {:?}", found(text));
    }
}

/// `cargo test --release --test it -- --ignored --nocapture --exact image::snapshot_speed`
#[test]
#[ignore = "a measurement"]
fn snapshot_speed() {
    use anyarch::image::snapshot::Snapshot;
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
    let all: usize = snapshot
        .repositories()
        .map(|name| snapshot.tags(&Reference::parse(name).unwrap()).len())
        .sum();
    println!("all {all} tags: {:?}", start.elapsed());
}
