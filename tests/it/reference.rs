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
