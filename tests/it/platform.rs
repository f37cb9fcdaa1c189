//! Platforms against vectors that containerd's own matcher produced.

use anyarch::platform::{Platform, Verdict, matches, select};
use serde_json::Value;

fn vectors() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/platforms/vectors.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn manifest(value: &Value) -> Platform {
    let features: Vec<String> = value
        .get("os.features")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|feature| feature.as_str().unwrap().to_owned())
        .collect();
    Platform::with_variant(text(value, "os"), text(value, "architecture"), text(value, "variant"))
        .with_os_details(text(value, "os.version"), &features)
}

#[test]
fn verdicts_are_containerds() {
    let all = vectors();
    let list = all["match_vectors"].as_array().unwrap();
    assert_eq!(list.len(), 114);
    for vector in list {
        let found = match Platform::parse(text(vector, "required")) {
            Err(_) => "invalid_required",
            Ok(required) => match matches(&required, &manifest(&vector["manifest"])) {
                Verdict::Exact => "exact",
                Verdict::Fallback => "fallback",
                Verdict::Missing => "none",
            },
        };
        assert_eq!(found, text(vector, "verdict"), "{vector}");
    }
}

#[test]
fn the_written_form_is_containerds() {
    for vector in vectors()["match_vectors"].as_array().unwrap() {
        if let Ok(required) = Platform::parse(text(vector, "required")) {
            let short = text(vector, "normalized_required");
            assert_eq!(required.to_string(), short);
            assert_eq!(Platform::parse(short).as_ref(), Ok(&required));
        }
        assert_eq!(
            manifest(&vector["manifest"]).to_string(),
            text(vector, "normalized_manifest"),
            "{vector}"
        );
    }
}

#[test]
fn selection_is_containerds() {
    let all = vectors();
    let list = all["selection_vectors"].as_array().unwrap();
    assert_eq!(list.len(), 9);
    for vector in list {
        let required = Platform::parse(text(vector, "required")).unwrap();
        let images: Vec<_> = vector["manifests"].as_array().unwrap().iter().map(manifest).collect();
        let chosen = select(&required, &images).map(|(at, _)| at);
        let wanted = usize::try_from(vector["chosen_index"].as_i64().unwrap()).ok();
        assert_eq!(chosen, wanted, "{vector}");
    }
}

#[test]
fn one_word_never_asks_the_host() {
    for (text, platform) in [
        ("arm64", "linux/arm64"),
        ("aarch64", "linux/arm64"),
        ("armhf", "linux/arm/v7"),
        ("linux", "linux/amd64"),
        ("macOS", "darwin/amd64"),
        ("windows", "windows/amd64"),
        ("windows(10.0.20348)", "windows(10.0.20348)/amd64"),
    ] {
        assert_eq!(Platform::parse(text).unwrap().to_string(), platform);
    }
}

#[test]
fn the_snapshot_spelling_has_the_build_behind() {
    let read = |text| Platform::parse_snapshot(text).unwrap().to_string();
    assert_eq!(read("windows/amd64@10.0.17763"), "windows(10.0.17763)/amd64");
    assert_eq!(read("linux/arm64/v8"), "linux/arm64");
}

#[test]
fn errors_say_what_to_write() {
    let message = |text| Platform::parse(text).unwrap_err().to_string();
    for (bad, part) in [
        ("", "such as `linux/amd64`"),
        ("linux/*", "write every platform out"),
        ("linux/arm/v7/x", "`os/architecture/variant`"),
        ("windows(10/amd64", "`windows(10.0.20348)`"),
        ("linux(/amd64", "`windows(10.0.20348)`"),
        ("windows(a%2)/amd64", "`windows(10.0.20348)`"),
        ("/amd64", "`windows(10.0.20348)`"),
        ("linux//v7", "`linux/arm/v7`"),
        ("i368", "did you mean `linux/386`?"),
        ("x64_86", "did you mean `linux/amd64`?"),
        ("x64", "did you mean `linux/amd64`?"),
        ("amd46", "did you mean `linux/amd64`?"),
        ("linxu", "did you mean `linux/amd64`?"),
        ("arm64v8", "did you mean `linux/arm64`?"),
        ("win", "did you mean `windows/amd64`?"),
        ("notanos", "write one such as `linux/amd64`"),
    ] {
        assert!(message(bad).contains(part), "{bad}: {}", message(bad));
    }
}

#[test]
fn unknown_names_are_told_apart() {
    for (text, message) in [
        ("linux/x86", "unknown architecture `x86`; did you mean `linux/amd64` or `linux/386`?"),
        ("linux/arm64v8", "unknown architecture `arm64v8`; did you mean `linux/arm64`?"),
        ("linux/arm32v7", "unknown architecture `arm32v7`; did you mean `linux/arm/v7`?"),
        ("linux/armv6", "unknown architecture `armv6`; did you mean `linux/arm/v6`?"),
        ("linux/amd46", "unknown architecture `amd46`; did you mean `linux/amd64`?"),
        ("windows/adm64", "unknown architecture `adm64`; did you mean `windows/amd64`?"),
        ("linus/amd46", "unknown operating system `linus`; did you mean `linux/amd64`?"),
        ("linus/s390", "unknown operating system `linus`; did you mean `linux/s390`?"),
        ("linux/i368", "unknown architecture `i368`; did you mean `linux/386`?"),
        ("linux/x64_86", "unknown architecture `x64_86`; did you mean `linux/amd64`?"),
        ("linux/aarhc64", "unknown architecture `aarhc64`; did you mean `linux/arm64`?"),
        ("linus/x86_46", "unknown operating system `linus`; did you mean `linux/amd64`?"),
        ("win/amd", "unknown operating system `win`; write one such as `linux/amd64`"),
        ("linus/amd64/v9", "unknown operating system `linus`; write one such as `linux/amd64`"),
        ("linux/vax", "unknown architecture `vax`; write one such as `linux/amd64`"),
        ("linux/amd63", "unknown architecture `amd63`; did you mean `linux/amd64`?"),
        ("win/x64", "unknown operating system `win`; did you mean `windows/amd64`?"),
        ("linus/arm64", "unknown operating system `linus`; did you mean `linux/arm64`?"),
        ("linux/amd64/v7", "unknown variant `v7`; did you mean `linux/amd64`?"),
        ("linux/arm64/v10", "unknown variant `v10`; did you mean `linux/arm64`?"),
        ("unknown/unknown", "unknown operating system `unknown`; write one such as `linux/amd64`"),
    ] {
        let found = Platform::parse(text).unwrap().unknown_part().unwrap().to_string();
        assert_eq!(found, message);
    }
    for text in [
        "linux/amd64/v3",
        "linux/arm/v5",
        "linux/arm64/v8.2",
        "windows(10.0.1)/amd64",
        "linux/ppc64le/power9",
    ] {
        assert_eq!(Platform::parse(text).unwrap().unknown_part(), None, "{text}");
    }
}

#[test]
fn options_survive_a_round_trip() {
    let features = ["a+b".to_owned(), "(x)/%".to_owned(), "a+b".to_owned()];
    let platform = Platform::new("windows", "amd64").with_os_details("10.0", &features);
    assert_eq!(platform.to_string(), "windows(10.0+%28x%29%2F%25+a%2Bb)/amd64");
    assert_eq!(Platform::parse(&platform.to_string()), Ok(platform));
}

#[test]
fn odd_variants_do_not_match_by_accident() {
    let verdict =
        |a: &str, b: &str| matches(&Platform::parse(a).unwrap(), &Platform::parse(b).unwrap());
    assert_eq!(verdict("linux/arm64/v10", "linux/arm64/v10"), Verdict::Exact);
    assert_eq!(verdict("linux/amd64/v99999999999", "linux/amd64"), Verdict::Missing);
    assert_eq!(verdict("linux/arm/v4", "linux/arm/v3"), Verdict::Missing);
    assert_eq!(verdict("linux/arm64/v8", "linux/arm64/v9"), Verdict::Missing);
    assert_eq!(verdict("linux/arm64/v9.7", "linux/arm64/v8.9"), Verdict::Fallback);
}
