//! Suppression comments: what they cover, and what is said about those that do nothing.

use anyarch::{
    diagnostic::{Diagnostic, Severity},
    span::Span,
    suppress::{Scope, apply, suppressions},
    syntax::{self, ast::Dockerfile},
};

const RULES: [&str; 4] = ["arch-a", "arch-b", "unknown-ignore", "unused-ignore"];

fn parse(text: &str) -> Dockerfile {
    syntax::parse(text).0
}

/// A finding of `rule` at every `@` in the text.
fn findings(text: &str, rule: &'static str) -> Vec<Diagnostic> {
    let finding = |(at, _)| Diagnostic {
        rule,
        severity: Severity::Error,
        span: Span::at(at, at + 1),
        message: String::new(),
        labels: vec![],
        help: vec![],
        platforms: vec![],
        fix: None,
    };
    text.match_indices('@').map(finding).collect()
}

/// What is left of an `arch-a` finding at every `@`, as `rule@line` with fixes' results checked by `fixed`.
fn left(text: &str) -> Vec<String> {
    let mut suppressions = suppressions(&parse(text), text);
    let left = apply(findings(text, "arch-a"), &mut suppressions, &RULES, &[]);
    let line = |at: u32| text.bytes().take(at as usize).filter(|&byte| byte == b'\n').count() + 1;
    left.iter().map(|item| format!("{}:{}", item.rule, line(item.span.start))).collect()
}

#[test]
fn a_comment_covers_the_instruction_below() {
    let covering = [
        "FROM a\n# anyarch: ignore[arch-a] why\nRUN @\n",
        "FROM a\n# anyarch: ignore[arch-a]\n# more words\n\t# and more\nRUN x \\\n  @\n",
        "FROM a\n# words\n# anyarch: ignore[arch-a]\n   RUN @ \\\n # inside\n @\n",
        "FROM a\r\n# anyarch: ignore[arch-a]\r\nRUN @\r\n",
        "FROM a\n#anyarch:ignore[ arch-b , arch-a ]\nRUN @\n@",
        "FROM a\n# ANYARCH : Ignore [Arch-A]\nRUN @",
        "# anyarch: ignore[arch-a]\nARG x=@\nFROM a\n",
    ];
    for text in covering {
        let expected: &[&str] = match text {
            _ if text.contains("arch-b") => &["arch-a:4", "unused-ignore:2"],
            _ => &[],
        };
        assert_eq!(left(text), expected, "{text}");
    }
}

#[test]
fn above_from_it_covers_the_stage() {
    let text = "FROM a\nRUN @\n# anyarch: ignore[arch-a]\nFROM b\nRUN x\nCOPY @ .\nRUN @\n\nFROM c\nRUN @\n";
    assert_eq!(left(text), ["arch-a:2", "arch-a:10"]);
    assert_eq!(left("# anyarch: ignore[arch-a]\nFROM @\n"), [""; 0]);
}

#[test]
fn scopes_nest_and_all_of_them_count() {
    let text = "# anyarch: ignore-file[arch-a]\n# anyarch: ignore[arch-a]\nFROM @\n\
        # anyarch: ignore[arch-a]\nRUN @\nRUN @\nFROM b\nRUN @\n# anyarch: ignore[arch-a]\nRUN x\n";
    assert_eq!(left(text), ["unused-ignore:9"]);
    let text = "# anyarch: ignore[arch-a]\nFROM a\n# anyarch: ignore[arch-a]\nRUN @\nRUN @\nFROM b\nRUN @\n";
    assert_eq!(left(text), ["arch-a:7"]);
    let text =
        "# anyarch: ignore[arch-a]\nFROM @\nRUN x\n# anyarch: ignore[arch-b]\nRUN @\nFROM b\n";
    assert_eq!(left(text), ["unused-ignore:4"]);
}

#[test]
fn many_are_no_burden() {
    let one = "# anyarch: ignore[arch-b, arch-a]\nRUN @\n";
    let text = format!("# anyarch: ignore[arch-a]\nFROM a\n{}", one.repeat(20_000));
    let mut suppressions = suppressions(&parse(&text), &text);
    let left = apply(findings(&text, "arch-a"), &mut suppressions, &RULES, &[]);
    assert!(left.len() == 20_000 && left.iter().all(|it| it.rule == "unused-ignore"));
}

#[test]
fn a_file_comment_covers_the_file() {
    let file = "# anyarch: ignore-file[arch-a] old\n\nFROM a\nRUN @\nFROM @\n";
    assert_eq!(left(file), [""; 0]);
    assert_eq!(left("# syntax\n\n# x\n#anyarch:IGNORE-FILE[arch-a]\nFROM @"), [""; 0]);
}

#[test]
fn a_misplaced_comment_says_where_to_go() {
    let cases = [
        ("FROM a\nRUN x \\\n# anyarch: ignore[arch-a]\n  @\n", "put it above the instruction"),
        ("FROM a\n# anyarch: ignore[arch-a]\n", "put it above the instruction"),
        (
            "# anyarch: ignore[arch-a]\n\nFROM @\n",
            "put it directly above the instruction, without a blank line between",
        ),
        (
            "# anyarch: ignore[arch-a]\r\n  \r\nFROM @\n",
            "put it directly above the instruction, without a blank line between",
        ),
        ("FROM @\n# anyarch: ignore-file[arch-a]\nRUN x\n", "put it above the first instruction"),
    ];
    for (text, help) in cases {
        let found = findings(text, "arch-a");
        let left = apply(found.clone(), &mut suppressions(&parse(text), text), &RULES, &[]);
        let (last, kept) = left.split_last().expect("a finding");
        assert_eq!(kept, found, "{text}");
        assert_eq!(
            (last.rule, &last.help[..], last.fix.is_none()),
            ("unused-ignore", &[help.to_owned()][..], true)
        );
        assert_eq!(last.span.slice(text), "arch-a");
    }
}

/// The rule, the place, the help and what the fix makes of the text, for the only finding.
fn only(text: &str) -> (String, String, String, Option<String>) {
    let mut left = apply(vec![], &mut suppressions(&parse(text), text), &RULES, &[]);
    let found = left.pop().expect("a finding");
    assert_eq!((left, found.severity), (vec![], Severity::Warning));
    let fixed = found.fix.map(|fix| {
        let mut text = text.to_owned();
        fix.edits
            .iter()
            .rev()
            .for_each(|edit| text.replace_range(edit.span.range(), &edit.content));
        text
    });
    (found.rule.to_owned(), found.span.slice(text).to_owned(), found.help.join("; "), fixed)
}

#[test]
fn unused_names_can_be_taken_out() {
    let cases = [
        ("# x\n  # anyarch: ignore[arch-a] r\nFROM a\n", "arch-a", "# x\nFROM a\n"),
        ("# anyarch: ignore[arch-a]\r\nFROM a\n", "arch-a", "FROM a\n"),
        (
            "# anyarch: ignore[arch-a, unused-ignore]\nFROM a",
            "arch-a",
            "# anyarch: ignore[unused-ignore]\nFROM a",
        ),
        (
            "# anyarch: ignore[unused-ignore ,arch-b]\nFROM a",
            "arch-b",
            "# anyarch: ignore[unused-ignore ]\nFROM a",
        ),
        (
            "# anyarch: ignore[unused-ignore, ARCH-B, unknown-ignore]\nFROM a",
            "ARCH-B",
            "# anyarch: ignore[unused-ignore, unknown-ignore]\nFROM a",
        ),
    ];
    for (text, place, fixed) in cases {
        let expected =
            ("unused-ignore".to_owned(), place.to_owned(), String::new(), Some(fixed.to_owned()));
        assert_eq!(only(text), expected, "{text}");
    }
}

#[test]
fn unknown_names_are_pointed_at() {
    let (rule, place, help, fixed) = only("# anyarch: ignore[arch-aa]\nFROM a\n");
    assert_eq!((&*rule, &*place, &*help), ("unknown-ignore", "arch-aa", "did you mean `arch-a`?"));
    assert_eq!(fixed.as_deref(), Some("# anyarch: ignore[arch-a]\nFROM a\n"));
    let (_, place, help, fixed) = only("# anyarch: ignore-file[é]\nFROM a\n");
    assert_eq!((&*place, &*help, fixed), ("é", "", None));
}

#[test]
fn a_comment_without_rules_is_malformed() {
    let cases = [
        "ignore",
        "ignore all of it",
        "ignore[]",
        "ignore[ , ]",
        "ignore[arch-a",
        "ignore-file",
        "ignroe[arch-a]",
        "Ignore-Files[arch-a]",
    ];
    for words in cases {
        let text = format!("# anyarch: {words}\nFROM a\n");
        let (rule, place, help, fixed) = only(&text);
        assert_eq!(
            (&*rule, &*place, fixed),
            ("unknown-ignore", text.lines().next().expect("a line"), None)
        );
        assert!(!help.is_empty(), "{words}");
    }
}

#[test]
fn prose_is_left_alone() {
    for comment in [
        "# anyarch",
        "#",
        "# anyarch: see the docs",
        "# see anyarch: ignore[arch-a]",
        "# anyarch ignore[arch-a]",
        "# anyarch: [arch-a]",
        "# anyarché: ignore",
        "#\u{e9}",
    ] {
        let text = format!("{comment}\nFROM a\n");
        assert_eq!(suppressions(&parse(&text), &text), [], "{comment}");
    }
}

#[test]
fn silence_of_an_unsure_rule_proves_nothing() {
    let text = "# anyarch: ignore[arch-a, arch-b]\nFROM a\n";
    let left = apply(vec![], &mut suppressions(&parse(text), text), &RULES, &["arch-a"]);
    let places: Vec<&str> = left.iter().map(|item| item.span.slice(text)).collect();
    assert_eq!(places, ["arch-b"]);
}

#[test]
fn the_findings_about_comments_can_be_ignored_too() {
    let text = "# anyarch: ignore-file[unused-ignore, unknown-ignore]\n# anyarch: ignore[arch-a, arch-x]\nFROM a\n";
    assert_eq!(left(text), [""; 0]);
}

#[test]
fn the_reason_is_kept() {
    let text = "# anyarch: ignore[arch-a] the base has no arm64 [yet]\nFROM a\n";
    let found = suppressions(&parse(text), text);
    let reasons: Vec<&str> = found.iter().map(|item| item.reason.as_str()).collect();
    assert_eq!(reasons, ["the base has no arm64 [yet]"]);
    assert!(found.iter().all(|item| matches!(item.scope, Scope::Covers(_))));
}
