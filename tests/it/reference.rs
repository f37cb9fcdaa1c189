//! Image references: what Docker accepts, what it refuses, and the words it uses.

use anyarch::image::reference::Reference;

const HEX: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#[test]
fn defaults_are_filled_in() {
    for (text, full, short) in [
        ("alpine", "docker.io/library/alpine:latest", "alpine"),
        ("alpine:3.22", "docker.io/library/alpine:3.22", "alpine:3.22"),
        ("library/alpine:3", "docker.io/library/alpine:3", "alpine:3"),
        ("docker.io/alpine", "docker.io/library/alpine:latest", "alpine"),
        ("index.docker.io/a/b:1", "docker.io/a/b:1", "a/b:1"),
        ("a/b/c", "docker.io/a/b/c:latest", "a/b/c"),
        ("ghcr.io/a/b:1", "ghcr.io/a/b:1", "ghcr.io/a/b:1"),
        ("localhost/x", "localhost/x:latest", "localhost/x"),
        ("localhost:5000/x:y", "localhost:5000/x:y", "localhost:5000/x:y"),
        ("[::1]:5000/x", "[::1]:5000/x:latest", "[::1]:5000/x"),
        ("[2001:db8::1]/x:1", "[2001:db8::1]/x:1", "[2001:db8::1]/x:1"),
        ("x.io:5000", "docker.io/library/x.io:5000", "x.io:5000"),
        ("Registry/x:1", "Registry/x:1", "Registry/x:1"),
        ("a__b/c---d.e_f:_T.1-x", "docker.io/a__b/c---d.e_f:_T.1-x", "a__b/c---d.e_f:_T.1-x"),
    ] {
        let reference = Reference::parse(text).unwrap();
        assert_eq!(reference.canonical(), full);
        assert_eq!(reference.to_string(), short);
        assert_eq!(Reference::parse(full).unwrap().canonical(), full);
    }
}

#[test]
fn digests_stand_beside_tags_or_alone() {
    let pinned = Reference::parse(&format!("alpine:3.22@sha256:{HEX}")).unwrap();
    assert_eq!(pinned.canonical(), format!("docker.io/library/alpine:3.22@sha256:{HEX}"));
    assert_eq!(pinned.effective_tag(), Some("3.22"));
    let alone = Reference::parse(&format!("ghcr.io/a/b@sha256:{HEX}")).unwrap();
    assert_eq!((alone.effective_tag(), alone.tag.as_deref()), (None, None));
    assert_eq!(alone.to_string(), format!("ghcr.io/a/b@sha256:{HEX}"));
    assert_eq!(alone.with_tag("1").to_string(), "ghcr.io/a/b:1");
}

#[test]
fn refusals_use_dockers_words_and_say_what_to_do() {
    let message = |text: &str| Reference::parse(text).unwrap_err().to_string();
    for (text, part) in [
        ("", "the reference is empty"),
        ("Alpine", "repository name must be lowercase; write `alpine`"),
        ("ghcr.io/A/b:1", "repository name must be lowercase; write `a/b`"),
        ("https://ghcr.io/a/b", "without the `https://`"),
        (HEX, "is an image identifier"),
        ("alpine:", "`` is not a tag"),
        ("alpine:-x", "`-x` is not a tag"),
        ("alpine:a b", "`a b` is not a tag"),
        ("alpine@sha256:12", "`sha256:12` is not a digest"),
        ("alpine@md5:0123456789abcdef0123456789abcdef", "is not a digest"),
        ("alpine@", "`` is not a digest"),
        ("a//b", "`` cannot be part of a repository name"),
        ("/b", "`` cannot be part of a repository name"),
        ("a..b", "`a..b` cannot be part of a repository name"),
        ("a___b", "`a___b` cannot be part"),
        ("-a", "`-a` cannot be part"),
        ("a-", "`a-` cannot be part"),
        ("$BASE", "must be lowercase"),
        ("${base}", "`${base}` cannot be part"),
        ("-x.io/a", "`-x.io` is not a registry host"),
        ("x.io:/a", "`x.io:` is not a registry host"),
        ("[::g]:5/a", "`[::g]:5` is not a registry host"),
    ] {
        let found = message(text);
        assert!(found.contains(part), "{text}: {found}");
        assert!(found.starts_with("invalid re"), "{found}");
    }
}

#[test]
fn lengths_are_limited() {
    let long = "a".repeat(256);
    assert!(Reference::parse(&long).unwrap_err().to_string().contains("256 characters"));
    assert!(Reference::parse(&"a".repeat(255)).is_ok());
    assert!(Reference::parse(&format!("a:{}", "t".repeat(128))).is_ok());
    assert!(Reference::parse(&format!("a:{}", "t".repeat(129))).is_err());
}

#[test]
fn odd_text_is_refused_in_peace() {
    for text in
        ["@", ":", "/", "é", "a:é", "[", "]", "[]/a", "a@b@c", "\u{0}", "a\nb", "::/a", "a/é:1"]
    {
        assert!(Reference::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn architectures_are_found_where_people_put_them() {
    for (text, platform, general, words) in [
        ("amd64/debian:12", "linux/amd64", "debian:12", "amd64"),
        ("docker.io/arm32v7/node:20", "linux/arm/v7", "node:20", "arm32v7"),
        ("winamd64/golang:1.22", "windows/amd64", "golang:1.22", "winamd64"),
        ("arm64v8/x", "linux/arm64", "x", "arm64v8"),
        ("foo:1.2-amd64", "linux/amd64", "foo:1.2", "amd64"),
        ("diamol/base:linux-amd64", "linux/amd64", "diamol/base", "linux-amd64"),
        ("diamol/base:windows-amd64", "windows/amd64", "diamol/base", "windows-amd64"),
        (
            "r.example.com:5000/base:12-linux-amd64",
            "linux/amd64",
            "r.example.com:5000/base:12",
            "linux-amd64",
        ),
        ("foo-amd64:1.2", "linux/amd64", "foo:1.2", "amd64"),
        ("quay.io/p/busybox-linux-arm64:1", "linux/arm64", "quay.io/p/busybox:1", "linux-arm64"),
        ("gcr.io/k8s/pause_s390x:3", "linux/s390x", "gcr.io/k8s/pause:3", "s390x"),
        (
            "quay.io/pypa/manylinux_2_28_x86_64",
            "linux/amd64",
            "quay.io/pypa/manylinux_2_28",
            "x86_64",
        ),
        (
            "quay.io/pypa/musllinux_1_2_armv7l:1",
            "linux/arm/v7",
            "quay.io/pypa/musllinux_1_2:1",
            "armv7l",
        ),
        (
            "mcr.microsoft.com/dotnet/aspnet:8.0-alpine-arm64v8",
            "linux/arm64",
            "mcr.microsoft.com/dotnet/aspnet:8.0-alpine",
            "arm64v8",
        ),
        (
            "mcr.microsoft.com/windows/nanoserver:1809-amd64",
            "windows/amd64",
            "mcr.microsoft.com/windows/nanoserver:1809",
            "amd64",
        ),
        ("foo:x86_64-1.2", "linux/amd64", "foo:1.2", "x86_64"),
        ("foo:1.2_X86-64", "linux/amd64", "foo:1.2", "X86-64"),
        ("foo:1.2-arm-v7", "linux/arm/v7", "foo:1.2", "arm-v7"),
        ("foo:1.2-linux-arm_v6", "linux/arm/v6", "foo:1.2", "linux-arm_v6"),
        ("foo:arm", "linux/arm/v7", "foo", "arm"),
        ("multiarch/alpine:armhf-v3.8", "linux/arm/v7", "multiarch/alpine:v3.8", "armhf"),
        ("foo:win-x64", "windows/amd64", "foo", "win-x64"),
        ("foo:amd64-linux-2", "linux/amd64", "foo:2", "amd64-linux"),
        ("foo:linux-386", "linux/386", "foo", "linux-386"),
        ("foo:v1-i386", "linux/386", "foo:v1", "i386"),
    ] {
        let found =
            Reference::parse(text).unwrap().arch_specific().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.platform.to_string(), platform, "{text}");
        assert_eq!(
            found.general.first().map(ToString::to_string).as_deref(),
            Some(general),
            "{text}"
        );
        let range = found.range_in(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(&text[range], words);
    }
}

#[test]
fn look_alikes_are_no_architectures() {
    for text in [
        "foo/x64-tools:1",
        "golang:1.22-windowsservercore",
        "alarm:1",
        "charm/gum:arming-1",
        "foo/alarm-charm:1-farm",
        "amd64:1",
        "quay.io/amd64/debian:12",
        "someone/amd64:1",
        "foo:1.0.386",
        "foo:386-2",
        "debian:12",
        "multiarch/qemu-user-static:x86_64-aarch64",
        "multiarch/qemu-user-static:aarch64",
        "dockcross/linux-arm64:latest",
        "messense/rust-musl-cross:aarch64-musl",
        "mcr.microsoft.com/dotnet-buildtools/prereqs:azurelinux-3.0-cross-arm64",
        "rust:x86_64-unknown-linux-musl",
        "gcc:arm-none-eabi-10",
        "foo:aarch64-linux-gnu",
        "foo:amd64-arm64",
        "foo:3-86",
        "quay.io/pypa/manylinux_2_28",
        "quay.io/pypa/manylinux2014:2024-1",
        "dockcross/manylinux_2_28-x64:latest",
    ] {
        let found = Reference::parse(text).unwrap().arch_specific();
        assert_eq!(found, None, "{text}");
    }
}

#[test]
fn guesses_are_marked() {
    let find = |text| Reference::parse(text).unwrap().arch_specific().unwrap();
    assert!(find("amd64/debian:12").certain);
    assert!(find("foo:1-arm64").certain);
    assert!(!find("foo-arm64:1").certain);
    assert!(find("quay.io/pypa/manylinux2014_aarch64").certain);
    assert!(find("quay.io/pypa/manylinux2014_aarch64").os_stated);
    assert!(!find("ibmcom/tensorflow-ppc64le:devel-manylinux2014").certain);
    assert!(!find("foo:1-386").certain);
    assert!(!find("foo:1-arm64").os_stated);
    assert!(find("foo:1-linux-arm64").os_stated);
    assert!(find("foo:1-nanoserver-amd64").os_stated);
}
