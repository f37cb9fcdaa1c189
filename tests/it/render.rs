//! Reports in every format.

use anyarch::{
    diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity},
    platform::Platform,
    render::{self, Format, Options, RuleInfo},
    report::{Cell, FileReport, Mark, MatrixRow, Report, Unchecked, Unreadable},
    source::Source,
    span::Span,
};
use expect_test::{Expect, expect};

fn platform(text: &str) -> Platform {
    Platform::parse(text).expect("a platform")
}

fn platforms(texts: &[&str]) -> Vec<Platform> {
    texts.iter().map(|text| platform(text)).collect()
}

/// The span of `part` in `text`.
fn span(text: &str, part: &str) -> Span {
    let at = text.find(part).expect("the part is in the text");
    Span::at(at, at + part.len())
}

fn finding(text: &str, part: &str) -> Diagnostic {
    Diagnostic {
        rule: "from-platform-constant",
        severity: Severity::Error,
        span: span(text, part),
        message: "stage `build` is pinned to `linux/amd64`".to_owned(),
        labels: vec![],
        help: vec![],
        platforms: vec![],
        fix: None,
    }
}

fn file(name: &str, text: &str, diagnostics: Vec<Diagnostic>) -> FileReport {
    FileReport {
        source: Source::new(name, text),
        diagnostics,
        required: platforms(&["linux/amd64", "linux/arm64"]),
        required_reason: None,
        matrix: vec![],
        unchecked: vec![],
    }
}

fn row(stage: &str, cells: &[(Mark, &str)]) -> MatrixRow {
    let cells = cells.iter().map(|&(mark, why)| Cell { mark, why: why.to_owned() }).collect();
    MatrixRow { stage: stage.to_owned(), span: Span::default(), cells }
}

const TEXT: &str = "FROM --platform=linux/amd64 golang:1.24 AS build\nRUN go build ./…\n\nFROM alpine:3.22\nCOPY --from=build /app /app\n";

/// A report with all there is to show.
fn sample() -> Report {
    let mut pinned = finding(TEXT, "--platform=linux/amd64");
    pinned.labels =
        vec![Label { span: span(TEXT, "--from=build"), message: "copied from here".to_owned() }];
    pinned.help = vec!["remove `--platform`".to_owned()];
    pinned.platforms = platforms(&["linux/arm64"]);
    pinned.fix = Some(Fix {
        title: "remove `--platform=linux/amd64`".to_owned(),
        edits: vec![Edit { span: span(TEXT, "--platform=linux/amd64 "), content: String::new() }],
        applicability: Applicability::Safe,
    });
    let mut tag = finding(TEXT, "alpine:3.22");
    (tag.rule, tag.severity, tag.message) =
        ("image-unpinned", Severity::Warning, "a, b: 100%".to_owned());
    let mut first = file("a b/Dockerfile", TEXT, vec![pinned, tag]);
    first.matrix = vec![
        row("build", &[(Mark::Yes, "pinned"), (Mark::No, "pinned to linux/amd64")]),
        row("stage 1", &[(Mark::Yes, "alpine:3.22 has it"), (Mark::Yes, "alpine:3.22 has it")]),
    ];
    let mut second = file("Dockerfile.windows", "FROM scratch\n", vec![]);
    second.required = platforms(&["windows/amd64"]);
    second.required_reason = Some("the file name says windows".to_owned());
    second.unchecked = vec![Unchecked {
        what: "example.org/x:1".to_owned(),
        span: Span::new(0, 4),
        reason: "not in the snapshot".to_owned(),
        is_named: true,
    }];
    let unreadable = Unreadable { path: "big".to_owned(), message: "is a folder".to_owned() };
    Report { files: vec![first, second], unreadable: vec![unreadable] }
}

fn text(format: Format, report: &Report, options: &Options<'_>) -> String {
    let mut out = Vec::new();
    render::render(format, report, options, &mut out).expect("a Vec takes everything");
    String::from_utf8(out).expect("UTF-8")
}

fn check(format: Format, report: &Report, expected: &Expect) {
    expected.assert_eq(&text(format, report, &Options::default()));
}

#[test]
fn full_shows_findings_matrix_gaps_and_summary() {
    check(
        Format::Full,
        &sample(),
        &expect![[r#"
            error[from-platform-constant]: stage `build` is pinned to `linux/amd64`
              ┌─ a b/Dockerfile:1:6
              │
            1 │ FROM --platform=linux/amd64 golang:1.24 AS build
              │      ^^^^^^^^^^^^^^^^^^^^^^
              ·
            5 │ COPY --from=build /app /app
              │      ------------ copied from here
              │
              = platforms: linux/arm64
              = help: remove `--platform`

            warning[image-unpinned]: a, b: 100%
              ┌─ a b/Dockerfile:4:6
              │
            4 │ FROM alpine:3.22
              │      ^^^^^^^^^^^

            platforms of a b/Dockerfile
                       linux/amd64  linux/arm64
              build    ✓            ✗
              stage 1  ✓            ✓            alpine:3.22 has it
              ✗ build on linux/arm64: pinned to linux/amd64

            error: `big` is a folder

            not checked:
              not in the snapshot
                example.org/x:1 (Dockerfile.windows:1)

            1 error, 1 warning in 1 of 2 files checked for linux/amd64, linux/arm64, windows/amd64; 1 path could not be read
        "#]],
    );
}

#[test]
fn concise_is_a_line_a_finding() {
    check(
        Format::Concise,
        &sample(),
        &expect![[r#"
            a b/Dockerfile:1:6: error[from-platform-constant] stage `build` is pinned to `linux/amd64` (linux/arm64)
            a b/Dockerfile:4:6: warning[image-unpinned] a, b: 100%
            not checked: 1 base image in 1 file; `--format full` names them
            big: error: is a folder
        "#]],
    );
}

#[test]
fn json_is_the_documented_frame() {
    check(
        Format::Json,
        &sample(),
        &expect![[r#"
        {
          "version": 1,
          "tool": {
            "name": "anyarch",
            "version": "0.1.0"
          },
          "files": [
            {
              "path": "a b/Dockerfile",
              "platforms": [
                "linux/amd64",
                "linux/arm64"
              ],
              "platforms_reason": null,
              "findings": [
                {
                  "rule": "from-platform-constant",
                  "severity": "error",
                  "message": "stage `build` is pinned to `linux/amd64`",
                  "line": 1,
                  "column": 6,
                  "end_line": 1,
                  "end_column": 28,
                  "platforms": [
                    "linux/arm64"
                  ],
                  "related": [
                    {
                      "path": "a b/Dockerfile",
                      "line": 5,
                      "column": 6,
                      "end_line": 5,
                      "end_column": 18,
                      "message": "copied from here"
                    }
                  ],
                  "help": [
                    "remove `--platform`"
                  ],
                  "fix": {
                    "title": "remove `--platform=linux/amd64`",
                    "applicability": "safe",
                    "edits": [
                      {
                        "line": 1,
                        "column": 6,
                        "end_line": 1,
                        "end_column": 29,
                        "start": 5,
                        "end": 28,
                        "content": ""
                      }
                    ]
                  }
                },
                {
                  "rule": "image-unpinned",
                  "severity": "warning",
                  "message": "a, b: 100%",
                  "line": 4,
                  "column": 6,
                  "end_line": 4,
                  "end_column": 17,
                  "platforms": [],
                  "related": [],
                  "help": [],
                  "fix": null
                }
              ],
              "matrix": [
                {
                  "stage": "build",
                  "line": 1,
                  "cells": [
                    {
                      "platform": "linux/amd64",
                      "mark": "yes",
                      "why": "pinned"
                    },
                    {
                      "platform": "linux/arm64",
                      "mark": "no",
                      "why": "pinned to linux/amd64"
                    }
                  ]
                },
                {
                  "stage": "stage 1",
                  "line": 1,
                  "cells": [
                    {
                      "platform": "linux/amd64",
                      "mark": "yes",
                      "why": "alpine:3.22 has it"
                    },
                    {
                      "platform": "linux/arm64",
                      "mark": "yes",
                      "why": "alpine:3.22 has it"
                    }
                  ]
                }
              ],
              "unchecked": []
            },
            {
              "path": "Dockerfile.windows",
              "platforms": [
                "windows/amd64"
              ],
              "platforms_reason": "the file name says windows",
              "findings": [],
              "matrix": [],
              "unchecked": [
                {
                  "what": "example.org/x:1",
                  "line": 1,
                  "column": 1,
                  "reason": "not in the snapshot"
                }
              ]
            }
          ],
          "unreadable": [
            {
              "path": "big",
              "message": "is a folder"
            }
          ],
          "summary": {
            "files": 2,
            "files_with_findings": 1,
            "unreadable": 1,
            "errors": 1,
            "warnings": 1,
            "infos": 0,
            "failed": true,
            "fail_on": "warning",
            "notes": []
          }
        }
    "#]],
    );
}

const RULES: [RuleInfo<'static>; 1] = [RuleInfo {
    slug: "from-platform-constant",
    summary: "A stage is pinned.",
    help_markdown: "# Pinned",
    severity: Severity::Error,
}];

#[test]
fn sarif_has_rules_results_and_fixes() {
    let options = Options { rules: &RULES, ..Options::default() };
    let text = text(Format::Sarif, &sample(), &options);
    let text = text.lines().filter(|line| !line.contains("helpUri")).collect::<Vec<_>>().join("\n");
    expect![[r##"
        {
          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "anyarch",
                  "semanticVersion": "0.1.0",
                  "rules": [
                    {
                      "id": "from-platform-constant",
                      "name": "FromPlatformConstant",
                      "shortDescription": {
                        "text": "A stage is pinned."
                      },
                      "fullDescription": {
                        "text": "A stage is pinned."
                      },
                      "help": {
                        "text": "# Pinned",
                        "markdown": "# Pinned"
                      },
                      "defaultConfiguration": {
                        "level": "error"
                      }
                    }
                  ]
                }
              },
              "columnKind": "unicodeCodePoints",
              "invocations": [
                {
                  "executionSuccessful": false,
                  "toolExecutionNotifications": [
                    {
                      "level": "error",
                      "message": {
                        "text": "big: is a folder"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "big"
                            }
                          }
                        }
                      ]
                    },
                    {
                      "level": "note",
                      "message": {
                        "text": "not checked: 1 base image in 1 file"
                      }
                    }
                  ]
                }
              ],
              "results": [
                {
                  "ruleId": "from-platform-constant",
                  "level": "error",
                  "message": {
                    "text": "stage `build` is pinned to `linux/amd64` (linux/arm64)\nremove `--platform`"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b/Dockerfile"
                        },
                        "region": {
                          "startLine": 1,
                          "startColumn": 6,
                          "endLine": 1,
                          "endColumn": 28
                        }
                      }
                    }
                  ],
                  "relatedLocations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b/Dockerfile"
                        },
                        "region": {
                          "startLine": 5,
                          "startColumn": 6,
                          "endLine": 5,
                          "endColumn": 18
                        }
                      },
                      "id": 0,
                      "message": {
                        "text": "copied from here"
                      }
                    }
                  ],
                  "fixes": [
                    {
                      "description": {
                        "text": "remove `--platform=linux/amd64`"
                      },
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "a%20b/Dockerfile"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "startLine": 1,
                                "startColumn": 6,
                                "endLine": 1,
                                "endColumn": 29
                              },
                              "insertedContent": {
                                "text": ""
                              }
                            }
                          ]
                        }
                      ]
                    }
                  ],
                  "properties": {
                    "platforms": [
                      "linux/arm64"
                    ]
                  },
                  "ruleIndex": 0,
                  "partialFingerprints": {
                    "anyarch/v1": "7730403aac09d379:1"
                  }
                },
                {
                  "ruleId": "image-unpinned",
                  "level": "warning",
                  "message": {
                    "text": "a, b: 100%"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b/Dockerfile"
                        },
                        "region": {
                          "startLine": 4,
                          "startColumn": 6,
                          "endLine": 4,
                          "endColumn": 17
                        }
                      }
                    }
                  ],
                  "properties": {
                    "platforms": []
                  },
                  "partialFingerprints": {
                    "anyarch/v1": "b806eb10696958c1:1"
                  }
                }
              ]
            }
          ]
        }"##]].assert_eq(&text);
}

/// Not compared with the schema here: that file is not ours to keep. It has been, by hand.
#[test]
fn sarif_of_nothing_is_whole() {
    check(
        Format::Sarif,
        &Report::default(),
        &expect![[r#"
        {
          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "anyarch",
                  "semanticVersion": "0.1.0",
                  "rules": []
                }
              },
              "columnKind": "unicodeCodePoints",
              "invocations": [
                {
                  "executionSuccessful": true,
                  "toolExecutionNotifications": []
                }
              ],
              "results": []
            }
          ]
        }
    "#]],
    );
}

#[test]
fn github_lines_are_escaped() {
    let mut report = sample();
    let file = report.files.first_mut().expect("a file");
    file.source = Source::new("./a:b,c%\n/Dockerfile", TEXT);
    let finding = file.diagnostics.first_mut().expect("a finding");
    finding.severity = Severity::Info;
    finding.message = "100%\r\n::error::x, y".to_owned();
    check(
        Format::Github,
        &report,
        &expect![[r#"
            ::notice file=a%3Ab%2Cc%25%0A/Dockerfile,line=1,endLine=1,col=6,endColumn=28,title=from-platform-constant::100%25%0D%0A::error::x, y (linux/arm64)%0Ahelp: remove `--platform`
            ::warning file=a%3Ab%2Cc%25%0A/Dockerfile,line=4,endLine=4,col=6,endColumn=17,title=image-unpinned::a, b: 100%25
            ::notice title=not checked::not checked: 1 base image in 1 file
            ::error file=big,title=cannot be read::is a folder
        "#]],
    );
}

#[test]
fn a_clean_run_is_one_line() {
    let clean = || file("Dockerfile", "FROM scratch\n", vec![]);
    let report = Report { files: vec![clean(), clean()], unreadable: vec![] };
    check(
        Format::Full,
        &report,
        &expect![[r#"
        no findings in 2 files checked for linux/amd64, linux/arm64
    "#]],
    );
    assert_eq!(text(Format::Concise, &report, &Options::default()), "");
    assert_eq!(text(Format::Github, &report, &Options::default()), "");
    check(
        Format::Full,
        &Report::default(),
        &expect![[r#"
        no file checked
    "#]],
    );
}

#[test]
fn notes_and_the_way_out_are_told() {
    let mut report = sample();
    report.files.remove(0);
    report.unreadable.clear();
    let gap = |number: usize| Unchecked {
        what: format!("image:{number}"),
        span: Span::default(),
        reason: "not in the snapshot".to_owned(),
        is_named: true,
    };
    let second = report.files.first_mut().expect("a file");
    second.unchecked = (0..23).map(|number| gap(number / 2 * 2)).chain((0..20).map(gap)).collect();
    let notes = ["2 templates were skipped".to_owned()];
    let options = Options {
        notes: &notes,
        unchecked_help: "`--online` asks registries",
        ..Options::default()
    };
    expect![[r#"
        not checked:
          not in the snapshot
            image:0 (Dockerfile.windows:1 and 2 more places)
            image:2 (Dockerfile.windows:1 and 2 more places)
            image:4 (Dockerfile.windows:1 and 2 more places)
            image:6 (Dockerfile.windows:1 and 2 more places)
            image:8 (Dockerfile.windows:1 and 2 more places)
            image:10 (Dockerfile.windows:1 and 2 more places)
            image:12 (Dockerfile.windows:1 and 2 more places)
            image:14 (Dockerfile.windows:1 and 2 more places)
            image:16 (Dockerfile.windows:1 and 2 more places)
            image:18 (Dockerfile.windows:1 and 2 more places)
            image:20 (Dockerfile.windows:1 and 1 more place)
            image:22 (Dockerfile.windows:1)
            image:1 (Dockerfile.windows:1)
            image:3 (Dockerfile.windows:1)
            image:5 (Dockerfile.windows:1)
            image:7 (Dockerfile.windows:1)
            image:9 (Dockerfile.windows:1)
            image:11 (Dockerfile.windows:1)
            image:13 (Dockerfile.windows:1)
            image:15 (Dockerfile.windows:1)
          and 2 more; `--format json` lists all
          `--online` asks registries

        note: 2 templates were skipped
        no findings in 1 file checked for windows/amd64
    "#]]
    .assert_eq(&text(Format::Full, &report, &options));
}

#[test]
fn long_help_goes_on_below_itself() {
    let source = "FROM scratch\n".repeat(12);
    let mut long = finding(&source, "FROM");
    long.span = Span::at(source.len() - 13, source.len() - 1);
    let arm = ["linux/arm/v5", "linux/arm/v6", "linux/arm/v7", "linux/arm64", "linux/riscv64"];
    long.platforms = platforms(&arm);
    long.help = vec![
        "short".to_owned(),
        "map it: `case \"$TARGETARCH\" in amd64) ARCH=x86_64 ;; arm64) ARCH=aarch64 ;; esac` there"
            .to_owned(),
        "an `open quote is kept whole up to its end".to_owned(),
    ];
    let mut long = file("Dockerfile", &source, vec![long]);
    long.unchecked = vec![Unchecked {
        what: format!("registry.example.com/base:2026.01@sha256:{}", "0123".repeat(16)),
        span: Span::at(0, 4),
        reason: "not in the snapshot of 2026-08-21".to_owned(),
        is_named: true,
    }];
    let report = Report { files: vec![long], unreadable: vec![] };
    let options = Options { width: 60, ..Options::default() };
    expect![[r#"
        error[from-platform-constant]: stage `build` is pinned to `linux/amd64`
           ┌─ Dockerfile:12:1
           │
        12 │ FROM scratch
           │ ^^^^^^^^^^^^
           │
           = platforms: linux/arm/v5, linux/arm/v6, linux/arm/v7,
                        linux/arm64, linux/riscv64
           = help: short
           = help: map it:
                   `case "$TARGETARCH" in amd64) ARCH=x86_64 ;; arm64) ARCH=aarch64 ;; esac`
                   there
           = help: an `open quote is kept whole up to its end

        not checked:
          not in the snapshot of 2026-08-21
            registry.example.com/base:2026.01@sha256:012301230123…
              (Dockerfile:1)

        1 error in 1 file checked for linux/amd64, linux/arm64
    "#]]
    .assert_eq(&text(Format::Full, &report, &options));
}

#[test]
fn a_wide_matrix_goes_on_below() {
    let mut wide = file("Dockerfile", "FROM scratch\n", vec![]);
    wide.required = platforms(&[
        "linux/amd64",
        "linux/arm64",
        "linux/arm/v6",
        "linux/arm/v7",
        "linux/386",
        "linux/ppc64le",
        "linux/s390x",
        "windows/amd64",
    ]);
    let no = (Mark::No, "the image `example.org/a:1` has no such platform");
    let unknown = (Mark::Unknown, "");
    let cells = [
        no,
        no,
        no,
        (Mark::Yes, ""),
        (Mark::Unneeded, "only for the build"),
        no,
        unknown,
        (Mark::No, "Windows"),
    ];
    wide.matrix = vec![
        row("建築", &cells),
        row(&"long-".repeat(9), &cells),
        row("build", &[(Mark::Yes, ""); 8]),
    ];
    let report = Report { files: vec![wide], unreadable: vec![] };
    let text = text(Format::Full, &report, &Options::default());
    let table = text.lines().take_while(|line| !line.starts_with("  ✗"));
    assert!(table.clone().count() > 8 && table.into_iter().all(|line| line.chars().count() <= 80));
    expect![[r#"
        platforms of Dockerfile
                                    linux/amd64  linux/arm64  linux/arm/v6  linux/arm/v7
          建築                      ✗            ✗            ✗             ✓
          long-long-long-long-lon…  ✗            ✗            ✗             ✓
          build                     ✓            ✓            ✓             ✓

                                    linux/386  linux/ppc64le  linux/s390x  windows/amd64
          建築                      ·          ✗              ?            ✗
          long-long-long-long-lon…  ·          ✗              ?            ✗
          build                     ✓          ✓              ✓            ✓
          ✗ 建築, long-long-long-long-lon… on linux/amd64, linux/arm64, linux/arm/v6,
            linux/ppc64le: the image `example.org/a:1` has no such platform
          ✗ 建築, long-long-long-long-lon… on windows/amd64: Windows

        no findings in 1 file checked for linux/amd64, linux/arm64, linux/arm/v6, linux/arm/v7, linux/386, linux/ppc64le, linux/s390x, windows/amd64
    "#]].assert_eq(&text);
}

/// What a terminal must never get from a file: an escape, a bell, a C1 code, a change of direction, a line of its own.
const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{2066}\u{200b}\r\u{85}\u{2028}\u{7f}\u{0}";

#[test]
fn hostile_text_is_shown_as_codes() {
    let text_of = format!("# {HOSTILE}\nFROM {HOSTILE} a\tbé\r\nRUN {HOSTILE}\n");
    let mut hostile = finding(&text_of, "a\tbé");
    hostile.message = HOSTILE.to_owned();
    hostile.help = vec![format!("{HOSTILE}\n::error::")];
    hostile.labels = vec![Label { span: span(&text_of, "RUN"), message: HOSTILE.to_owned() }];
    hostile.fix = Some(Fix {
        title: HOSTILE.to_owned(),
        edits: vec![],
        applicability: Applicability::Unsafe,
    });
    let mut file = file(&format!("{HOSTILE}/Dockerfile"), &text_of, vec![hostile]);
    file.required_reason = Some(HOSTILE.to_owned());
    file.matrix = vec![row(HOSTILE, &[(Mark::No, HOSTILE), (Mark::Unknown, HOSTILE)])];
    file.unchecked = vec![Unchecked {
        what: HOSTILE.to_owned(),
        span: Span::default(),
        reason: HOSTILE.to_owned(),
        is_named: true,
    }];
    let unreadable = Unreadable { path: HOSTILE.to_owned(), message: HOSTILE.to_owned() };
    let report = Report { files: vec![file], unreadable: vec![unreadable] };
    let notes = [HOSTILE.to_owned()];
    let options = Options { notes: &notes, unchecked_help: HOSTILE, ..Options::default() };
    for format in [Format::Full, Format::Concise] {
        let text = text(format, &report, &options);
        let bad = text.chars().find(|&each| each != '\n' && render::escape::is_hostile(each));
        assert_eq!(bad, None, "{text}");
        assert!(text.contains("\\u{1b}]0;x\\u{7}"), "{text}");
        let coloured = self::text(format, &report, &Options { color: true, ..options });
        let codes = coloured.split('\u{1b}').skip(1);
        assert!(
            codes.clone().count() > 0
                && codes.into_iter().all(|code| code.starts_with('[') && code.contains('m'))
        );
    }
    // Machines get the text itself, in their own escapes.
    for format in [Format::Json, Format::Sarif] {
        let text = text(format, &report, &options);
        assert!(!text.contains('\u{1b}') && text.contains("\\u001b]0;x"), "{text}");
    }
    let shown = text(Format::Full, &report, &options);
    let source =
        shown.lines().find(|line| line.contains("\u{2502} FROM")).expect("the source line");
    assert!(source.ends_with(r"\u{85}\u{2028}\u{7f}\u{0} a   bé"), "{source}");
}

/// The source part of a finding about `part`, from `full`.
fn drawn(text: &str, part: &str) -> String {
    let report = Report {
        files: vec![file("Dockerfile", text, vec![finding(text, part)])],
        unreadable: vec![],
    };
    self::text(Format::Full, &report, &Options::default())
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let long = format!("RUN {}THERE {}\nRUN y\n", "é ".repeat(300_000), "b ".repeat(300_000));
    let shown = drawn(&long, "THERE");
    assert!(shown.len() < 1_000, "{}", shown.len());
    assert!(shown.contains("Dockerfile:1:600005"), "{shown}");
    expect![[r#"
        error[from-platform-constant]: stage `build` is pinned to `linux/amd64`
          ┌─ Dockerfile:1:600005
          │
        1 │ …é é é é é é é é THERE b b b b b b b b b b b b b b b b b b b b b …
          │                  ^^^^^

        1 error in 1 file checked for linux/amd64, linux/arm64
    "#]]
    .assert_eq(&shown);
    let start = drawn(&long, "RUN");
    assert!(start.len() < 1_000 && start.contains("1 │ RUN é é"), "{start}");
    let whole = drawn(&long, long.trim_end_matches("\nRUN y\n"));
    assert!(whole.len() < 1_000, "{whole}");
    assert!(drawn(&long, "RUN y").contains("2 │ RUN y\n"));
}

#[test]
fn several_places_in_one_long_line_share_it() {
    let long = format!("RUN {}ONE {}TWO THREE\n", "a ".repeat(300), "b ".repeat(300));
    let mut finding = finding(&long, "TWO");
    finding.labels = ["ONE", "THREE"]
        .map(|part| Label { span: span(&long, part), message: part.to_owned() })
        .into();
    let report =
        Report { files: vec![file("Dockerfile", &long, vec![finding])], unreadable: vec![] };
    check(
        Format::Full,
        &report,
        &expect![[r#"
        error[from-platform-constant]: stage `build` is pinned to `linux/amd64`
          ┌─ Dockerfile:1:1209
          │
        1 │ …a a a a a a a a a a a a ONE b b b b b b b b b b b b b b b b b b b b b b …b b b b b b b b b b b b TWO THREE
          │                          ---                                                                      ^^^ ----- THREE
          │                          │                                                                             
          │                          ONE

        1 error in 1 file checked for linux/amd64, linux/arm64
    "#]],
    );
}

#[test]
fn odd_spans_do_not_stop_the_printer() {
    let text = "FROM é\r\n\r\nRUN a \\\n  b\nRUN c";
    let length = u32::try_from(text.len()).expect("short");
    for start in 0..length + 3 {
        for end in start..length + 3 {
            let mut odd = finding(text, "RUN");
            odd.span = Span::new(start, end);
            odd.labels = vec![Label { span: Span::new(end, start), message: "odd".to_owned() }];
            let report =
                Report { files: vec![file("Dockerfile", text, vec![odd])], unreadable: vec![] };
            for (_, format) in Format::ALL {
                assert!(self::text(format, &report, &Options::default()).contains("Dockerfile"));
            }
        }
    }
}

#[test]
fn a_place_over_lines_is_drawn_on_its_first() {
    let text = "RUN a \\\n  b\nRUN c\n";
    check_drawn(
        text,
        "RUN a \\\n  b",
        &expect![[r#"
        error[from-platform-constant]: stage `build` is pinned to `linux/amd64`
          ┌─ Dockerfile:1:1
          │
        1 │ RUN a \
          │ ^^^^^

        1 error in 1 file checked for linux/amd64, linux/arm64
    "#]],
    );
    check_drawn(
        "FROM a\nRUN x",
        "",
        &expect![[r#"
        error[from-platform-constant]: stage `build` is pinned to `linux/amd64`
          ┌─ Dockerfile:1:1
          │
        1 │ FROM a
          │ ^

        1 error in 1 file checked for linux/amd64, linux/arm64
    "#]],
    );
}

fn check_drawn(text: &str, part: &str, expected: &Expect) {
    expected.assert_eq(&drawn(text, part));
}

#[test]
fn only_findings_have_a_rule_and_a_line() {
    let document: serde_json::Value =
        serde_json::from_str(&text(Format::Json, &sample(), &Options::default())).expect("JSON");
    let mut found = 0;
    visit(&document, &mut |object| {
        if object.contains_key("rule") && object.contains_key("line") {
            assert!(object.contains_key("severity") && object.contains_key("related"));
            found += 1;
        }
    });
    assert_eq!(found, 2);
}

fn visit(
    value: &serde_json::Value,
    see: &mut dyn FnMut(&serde_json::Map<String, serde_json::Value>),
) {
    if let Some(object) = value.as_object() {
        see(object);
        object.values().for_each(|value| visit(value, see));
    }
    value.as_array().into_iter().flatten().for_each(|value| visit(value, see));
}

#[test]
fn what_fails_is_what_the_option_says() {
    let mut report = sample();
    report.unreadable.clear();
    report.files.first_mut().expect("a file").diagnostics.remove(0);
    for (fail_on, failed) in
        [(Severity::Info, true), (Severity::Warning, true), (Severity::Error, false)]
    {
        let text = text(Format::Json, &report, &Options { fail_on, ..Options::default() });
        assert!(text.contains(&format!("\"failed\": {failed}")), "{text}");
    }
}

/// The schema and the format must name the same keys; `serde_json` is all that is needed to see that.
#[test]
fn the_schema_has_every_key() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../rules/report.schema.json")).expect("JSON");
    let document: serde_json::Value =
        serde_json::from_str(&text(Format::Json, &sample(), &Options::default())).expect("JSON");
    let mut seen = 0;
    conform(&document, &schema, &schema, &mut seen);
    assert!(seen > 15, "{seen}");
}

fn conform(
    value: &serde_json::Value,
    schema: &serde_json::Value,
    root: &serde_json::Value,
    seen: &mut usize,
) {
    let named = schema.get("$ref").or_else(|| schema.pointer("/anyOf/0/$ref"));
    if let Some(name) = named.and_then(|name| name.as_str()?.strip_prefix('#')) {
        return conform(value, root.pointer(name).expect("a definition"), root, seen);
    }
    for item in value.as_array().into_iter().flatten() {
        conform(item, schema.get("items").expect("what a list holds"), root, seen);
    }
    if let Some(object) = value.as_object() {
        *seen += 1;
        let properties = schema.get("properties").and_then(|all| all.as_object()).expect("keys");
        assert!(object.keys().eq(properties.keys()), "{object:?} {properties:?}");
        object.iter().for_each(|(key, item)| {
            conform(item, properties.get(key).expect("known"), root, seen);
        });
    }
}
