//! `anyarch.toml` in, settings or one clear line out.

use anyarch::{
    config::{Config, Settings},
    diagnostic::Severity,
    suggest::nearest,
};

const RULES: [&str; 3] = ["arch-default-arg", "from-platform-constant", "unknown-ignore"];

fn parse(text: &str) -> Config {
    Config::parse(text, "anyarch.toml", &RULES).unwrap_or_else(|error| panic!("{error}"))
}

fn platforms(settings: &Settings) -> String {
    let platforms = settings.platforms.iter().flatten().map(ToString::to_string);
    platforms.collect::<Vec<_>>().join(" ")
}

const WHOLE: &str = r#"
platforms = ["linux/amd64", "linux/arm64", "linux/amd64"]
build-platforms = ["linux/amd64"]
fail-on = "error"
exclude = ["vendor/**", "old"]
images = ["images.json", "oci:layouts/base"]
[rules]
arch-default-arg = "off"
from-platform-constant = "info"
[build-args]
NAME = "value"
[[overrides]]
paths = ["windows/**", "*.windows"]
platforms = ["windows/amd64"]
[overrides.rules]
from-platform-constant = "off"
[[overrides]]
paths = ["windows/old/"]
build-args = { NAME = "other" }
rules = { arch-default-arg = "error" }
"#;

#[test]
fn everything_is_read() {
    let config = parse(WHOLE);
    assert_eq!(config.fail_on, Some(Severity::Error));
    assert_eq!(config.images, ["images.json", "oci:layouts/base"]);
    assert_eq!(config.settings.build_platforms.as_ref().map(Vec::len), Some(1));
    assert_eq!(config.overrides.len(), 2);
}

#[test]
fn exclude_means_what_gitignore_means() {
    let exclude = parse(WHOLE).exclude;
    let cases = [
        ("vendor/a/Dockerfile", false, true),
        ("vendor/a", true, true),
        ("a/vendor/Dockerfile", false, false),
        ("a/old/b/Dockerfile", false, true),
        ("older/Dockerfile", false, false),
        ("/vendor/Dockerfile", false, true),
        ("//old", false, true),
        ("../old/Dockerfile", false, true),
    ];
    for (path, is_folder, expected) in cases {
        assert_eq!(exclude.matches(path, is_folder), expected, "{path}");
    }
}

#[test]
fn the_last_matching_override_wins() {
    let config = parse(WHOLE);
    let plain = config.for_path("Dockerfile");
    assert_eq!(platforms(&plain), "linux/amd64 linux/arm64");
    assert_eq!(plain.platforms_reason, None);
    assert_eq!(plain.rules.get("from-platform-constant"), Some(&Some(Severity::Info)));
    for path in ["windows/Dockerfile", "a/Dockerfile.windows"] {
        let windows = config.for_path(path);
        assert_eq!(platforms(&windows), "windows/amd64");
        let reason = windows.platforms_reason.as_deref();
        assert_eq!(reason, Some("`anyarch.toml` says so for `windows/**`"));
        assert_eq!(windows.rules.get("from-platform-constant"), Some(&None));
        assert_eq!(windows.build_args.get("NAME").map(String::as_str), Some("value"));
    }
    let old = config.for_path("windows/old/Dockerfile");
    assert_eq!(platforms(&old), "windows/amd64");
    assert_eq!(old.build_args.get("NAME").map(String::as_str), Some("other"));
    assert_eq!(old.rules.get("arch-default-arg"), Some(&Some(Severity::Error)));
}

#[test]
fn an_empty_file_asks_for_nothing() {
    for text in ["", "# nothing\n", "\u{feff}", "[rules]\n"] {
        let config = parse(text);
        assert_eq!(config.settings, Settings::default());
        assert!(config.exclude.is_empty() && config.overrides.is_empty());
    }
}

#[test]
fn errors_point_and_suggest() {
    let cases = [
        ("\n\nplatfroms = []", "3:1: unknown key `platfroms`; did you mean `platforms`?"),
        ("zebra = 1\nplatfroms = 1", "1:1: unknown key `zebra`"),
        ("platforms = 'linux/amd64'", "1:13: expected a list of strings, found string"),
        ("platforms = ['linux/amd64', 3]", "1:29: expected a string, found integer"),
        ("platforms = []", "1:13: names no platform"),
        ("platforms = ['linux/amd64',\n  'lunix/amd64']", "2:3: "),
        ("fail-on = 'eror'", "1:11: `eror` is none of info, warning, error; did you mean `error`?"),
        (
            "exclude = ['a', 'b[']",
            "1:17: `b[` is not a path pattern: unclosed character class; missing ']'",
        ),
        (
            "[rules]\narch-defualt-arg = 'off'",
            "2:1: unknown rule `arch-defualt-arg`; did you mean `arch-default-arg`?",
        ),
        (
            "[rules]\nunknown-ignore = 'of'",
            "2:18: `of` is none of off, info, warning, error; did you mean `off`?",
        ),
        ("[rules]\nunknown-ignore = false", "2:18: expected a string, found boolean"),
        ("[build-args]\nA = 1", "2:5: expected a string, found integer"),
        ("[overrides]\npaths = ['a']", "1:1: expected tables: `[[overrides]]`, found table"),
        ("[[overrides]]\npath = ['a']", "2:1: unknown key `path`; did you mean `paths`?"),
        ("é = 1", "1:1: "),
        ("[[overrides]]\nplatforms = ['linux/arm64']", "1:1: an override needs `paths`"),
        ("a = 1\na = 2", "2:1: duplicate key"),
        ("a = ", "1:5: "),
        ("'ééé' = 1\nplatforms = ['linux/amd64']", "1:1: unknown key `ééé`"),
        ("a = 'é' b", "1:"),
    ];
    for (text, expected) in cases {
        let error = Config::parse(text, "anyarch.toml", &RULES).expect_err(text).to_string();
        let line = error.strip_prefix("anyarch.toml:").expect("the file's name comes first");
        assert!(line.starts_with(expected), "{text:?}\n  {line}\n  {expected}");
        assert!(!line.contains('\n'), "{line:?}");
    }
}

#[test]
fn nearest_offers_slips_only() {
    let cases = [
        ("platfroms", Some("platforms")),
        ("PLATFORMS", Some("platforms")),
        ("platform", Some("platforms")),
        ("rule", Some("rules")),
        ("zebra", None),
        ("x", None),
        ("", None),
    ];
    for (word, expected) in cases {
        assert_eq!(nearest(word, ["rules", "platforms", "build-platforms"]), expected, "{word}");
    }
    assert_eq!(nearest(&"a".repeat(1 << 20), ["platforms"]), None);
    assert_eq!(nearest("a", []), None);
}
