//! Reports in every format.

use anyarch::{
    diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity},
    platform::Platform,
    render::{self, Format, Options},
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
          = fix: remove `--platform=linux/amd64`

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
          example.org/x:1: not in the snapshot (Dockerfile.windows:1)

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
