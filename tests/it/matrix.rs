//! The platform matrix: which row shows what.
//!
//! How the table is drawn is tested in `render`.

use crate::arguments;
use anyarch::{diagnostic::Severity, engine, image::Resolver, report::Mark, source::Source};
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    check_with(text, &[], expected);
}

#[expect(clippy::needless_pass_by_value, reason = "so that calls read well")]
fn check_with(text: &str, severities: &[(&str, Option<Severity>)], expected: Expect) {
    let job = engine::Job {
        source: Source::new("Dockerfile".to_owned(), text),
        options: arguments::read("").options,
        severities: severities.iter().map(|(slug, it)| ((*slug).to_owned(), *it)).collect(),
        declared: None,
        elsewhere: Vec::new(),
        is_general: false,
        context: None,
        partial: false,
        preview: true,
    };
    let report = engine::check(job, &Resolver::offline());
    let mut out = String::new();
    for row in &report.matrix {
        for (cell, platform) in row.cells.iter().zip(&report.required) {
            let mark = match cell.mark {
                Mark::Yes => "yes",
                Mark::Warned => "warning",
                Mark::No => "no",
                Mark::Unknown => "?",
                Mark::Unneeded => "-",
            };
            out += &format!("{} on {platform}: {mark}: {}\n", row.stage, cell.why);
        }
    }
    expected.assert_eq(&out);
}

/// The stage that runs a trigger suffers from it, not the one that holds it.
#[test]
fn a_fault_in_a_trigger_is_its_runner_s() {
    check(
        "FROM alpine:3.22 AS base
ONBUILD ARG TARGETARCH=amd64
FROM base AS runs
FROM alpine:3.22 AS takes
COPY --from=runs /a /a
FROM alpine:3.22 AS other
COPY --from=base /a /a
FROM base AS unneeded
FROM base AS knows-better
ARG TARGETARCH
FROM other
COPY --from=knows-better /a /a
COPY --from=takes /a /a
",
        expect![[r#"
            base on linux/amd64: yes: `alpine:3.22`
            base on linux/arm64: yes: `alpine:3.22`
            runs on linux/amd64: yes: on `base`
            runs on linux/arm64: no: targetarch-default-shadows
            takes on linux/amd64: yes: `alpine:3.22`
            takes on linux/arm64: no: takes files from `runs`
            other on linux/amd64: yes: `alpine:3.22`
            other on linux/arm64: yes: `alpine:3.22`
            unneeded on linux/amd64: -: not needed
            unneeded on linux/arm64: -: not needed
            knows-better on linux/amd64: yes: on `base`
            knows-better on linux/arm64: yes: on `base`
            stage 6 on linux/amd64: yes: on `other`
            stage 6 on linux/arm64: no: takes files from `takes`
        "#]],
    );
}

/// Nobody in the file runs it; whoever builds on the image will.
#[test]
fn a_fault_in_a_trigger_of_the_image_is_its_holder_s() {
    check(
        "FROM alpine:3.22 AS base
FROM base
ONBUILD ARG TARGETARCH=amd64
",
        expect![[r#"
            base on linux/amd64: yes: `alpine:3.22`
            base on linux/arm64: yes: `alpine:3.22`
            stage 1 on linux/amd64: yes: on `base`
            stage 1 on linux/arm64: no: targetarch-default-shadows
        "#]],
    );
}

#[test]
fn images_of_triggers_are_for_their_runners() {
    check(
        "FROM alpine:3.22 AS base
ONBUILD COPY --from=vendor/tool:1 /tool /tool
FROM alpine:3.22 AS other
ONBUILD COPY --from=mysql:5.7 /tool /tool
FROM base AS unknown
FROM other AS lacks
FROM scratch
COPY --from=base /a /a
COPY --from=other /b /b
",
        expect![[r#"
            base on linux/amd64: yes: `alpine:3.22`
            base on linux/arm64: yes: `alpine:3.22`
            other on linux/amd64: yes: `alpine:3.22`
            other on linux/arm64: yes: `alpine:3.22`
            unknown on linux/amd64: -: not needed
            unknown on linux/arm64: -: not needed
            lacks on linux/amd64: -: not needed
            lacks on linux/arm64: -: not needed
            stage 4 on linux/amd64: yes: scratch
            stage 4 on linux/arm64: yes: scratch
        "#]],
    );
    check(
        "FROM alpine:3.22 AS base
ONBUILD COPY --from=vendor/tool:1 /tool /tool
FROM alpine:3.22 AS other
ONBUILD COPY --from=mysql:5.7 /tool /tool
FROM base AS unknown
FROM other AS lacks
FROM unknown
COPY --from=lacks /b /b
",
        expect![[r#"
            base on linux/amd64: yes: `alpine:3.22`
            base on linux/arm64: yes: `alpine:3.22`
            other on linux/amd64: yes: `alpine:3.22`
            other on linux/arm64: yes: `alpine:3.22`
            unknown on linux/amd64: ?: `vendor/tool:1` is not known
            unknown on linux/arm64: ?: `vendor/tool:1` is not known
            lacks on linux/amd64: yes: on `other`
            lacks on linux/arm64: no: copy-from-image-missing-platform
            stage 4 on linux/amd64: ?: takes its base from `unknown`
            stage 4 on linux/arm64: no: takes files from `lacks`
        "#]],
    );
}

/// What it says is about the stage that it stands in.
#[test]
fn a_warning_marks_its_own_stage_alone() {
    check(
        "FROM --platform=linux/amd64 alpine:3.22 AS build
FROM build AS child
FROM alpine:3.22 AS takes
COPY --from=build /a /a
FROM --platform=linux/amd64 vendor/tool:1 AS unknown
FROM --platform=linux/amd64 mysql:5.7 AS fails
ARG TARGETARCH=amd64
FROM alpine:3.22
COPY --from=takes /a /a
COPY --from=child /a /a
COPY --from=unknown /b /b
COPY --from=fails /c /c
",
        expect![[r#"
            build on linux/amd64: yes: `alpine:3.22`
            build on linux/arm64: warning: from-platform-constant
            child on linux/amd64: yes: on `build`
            child on linux/arm64: yes: on `build`
            takes on linux/amd64: yes: `alpine:3.22`
            takes on linux/arm64: yes: `alpine:3.22`
            unknown on linux/amd64: ?: `vendor/tool:1` is not known
            unknown on linux/arm64: ?: `vendor/tool:1` is not known, on linux/amd64
            fails on linux/amd64: yes: `mysql:5.7`
            fails on linux/arm64: no: targetarch-default-shadows
            stage 5 on linux/amd64: ?: takes files from `unknown`
            stage 5 on linux/arm64: no: takes files from `fails`
        "#]],
    );
}

/// A finding that the configuration turns off, or that a comment takes back, says nothing against a stage.
#[test]
fn the_severity_that_is_shown_marks_the_cell() {
    let text = "FROM alpine:3.22 AS build
ARG TARGETARCH=amd64
FROM alpine:3.22
COPY --from=build /a /a
";
    let slug = "targetarch-default-shadows";
    check_with(
        text,
        &[(slug, Some(Severity::Warning))],
        expect![[r#"
        build on linux/amd64: yes: `alpine:3.22`
        build on linux/arm64: warning: targetarch-default-shadows
        stage 1 on linux/amd64: yes: `alpine:3.22`
        stage 1 on linux/arm64: yes: `alpine:3.22`
    "#]],
    );
    check_with(
        text,
        &[(slug, Some(Severity::Info))],
        expect![[r#"
        build on linux/amd64: yes: `alpine:3.22`
        build on linux/arm64: yes: `alpine:3.22`
        stage 1 on linux/amd64: yes: `alpine:3.22`
        stage 1 on linux/arm64: yes: `alpine:3.22`
    "#]],
    );
    check_with(
        text,
        &[(slug, None)],
        expect![[r#"
        build on linux/amd64: yes: `alpine:3.22`
        build on linux/arm64: yes: `alpine:3.22`
        stage 1 on linux/amd64: yes: `alpine:3.22`
        stage 1 on linux/arm64: yes: `alpine:3.22`
    "#]],
    );
    let text = text.replace("\nARG", "\n# anyarch: ignore[targetarch-default-shadows] known\nARG");
    check(
        &text,
        expect![[r#"
        build on linux/amd64: yes: `alpine:3.22`
        build on linux/arm64: yes: `alpine:3.22`
        stage 1 on linux/amd64: yes: `alpine:3.22`
        stage 1 on linux/arm64: yes: `alpine:3.22`
    "#]],
    );
    check_with(
        "FROM alpine:3.22\nNONSENSE\n",
        &[("invalid-instruction", None)],
        expect![[r#"
        stage 0 on linux/amd64: no: the file is refused
        stage 0 on linux/arm64: no: the file is refused
    "#]],
    );
}
