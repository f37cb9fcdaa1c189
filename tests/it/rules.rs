//! The rules: every page's examples, and every case under `rules/<slug>/cases`.
//!
//! A ❌ example must give a finding of its rule, a ✅ example none. A case is a Dockerfile with a text beside it:
//! its first line holds arguments, the rest is what `--format concise` prints, and the diff of the fixes.
//! `UPDATE_EXPECT=1` writes the texts anew; a missing text fails. `NAME.context` beside a case, or behind `--context`
//! of an example, says what the build context holds.

use crate::{
    arguments::{self, Arguments},
    context,
};
use anyarch::{
    declared, diagnostic::Diagnostic, engine, fix, image::Resolver, report::FileReport,
    rule::Check, rules, source::Source,
};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

fn resolver() -> Resolver {
    use anyarch::image::{Backend, snapshot::Snapshot};
    // Tests run in the package's folder; a short path keeps the texts the same on every machine.
    let file = Backend::open("testdata/images.json", Path::new("")).unwrap();
    let layout = Backend::open("oci:testdata/faulty", Path::new("")).unwrap();
    Resolver::new(vec![file, layout, Backend::Snapshot(Snapshot::embedded())])
}

fn check(text: &str, arguments: &str, files: Option<&str>, resolver: &Resolver) -> FileReport {
    let Arguments { options, path, .. } = arguments::read(arguments);
    let folder = files.map(context::folder);
    let declared = declared::declared(&path);
    let source = Source::new(path, text);
    engine::check(
        engine::Job {
            source,
            options,
            severities: BTreeMap::new(),
            declared,
            elsewhere: Vec::new(),
            is_general: false,
            context: folder.as_ref().map(context::context),
            partial: false,
            preview: true,
        },
        resolver,
    )
}

struct Example {
    slug: &'static str,
    found: bool,
    arguments: String,
    text: String,
}

/// The fenced blocks under "## ❌ Found" and "## ✅ Fine".
fn examples(slug: &'static str, page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let (mut found, mut open): (Option<bool>, Option<Example>) = (None, None);
    for line in page.lines() {
        if let Some(example) = &mut open {
            if line == "```" {
                examples.extend(open.take());
            } else {
                example.text.push_str(line);
                example.text.push('\n');
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            found = match heading {
                "❌ Found" => Some(true),
                "✅ Fine" => Some(false),
                _ => None,
            };
        } else if let (Some(info), Some(found)) = (line.strip_prefix("```dockerfile"), found) {
            let arguments = info.trim().to_owned();
            open = Some(Example { slug, found, arguments, text: String::new() });
        }
    }
    examples
}

#[test]
fn pages_have_all_parts() {
    let headings = ["Why", "❌ Found", "✅ Fine", "When it stays silent", "Fix", "References"]
        .map(|it| format!("\n## {it}\n"));
    for rule in rules::ALL {
        let title = format!("# {}\n\n{}\n", rule.slug, rule.summary);
        assert!(
            rule.page.starts_with(&title),
            "{}: the page must begin with slug and summary",
            rule.slug
        );
        let mut at = 0;
        for heading in &headings {
            let next = rule.page[at..].find(heading.as_str());
            at += next.unwrap_or_else(|| panic!("{}: no heading{heading}in its place", rule.slug));
        }
    }
}

#[test]
fn examples_of_pages_hold() {
    let resolver = resolver();
    let mut wrong = Vec::new();
    for rule in rules::ALL.iter().filter(|rule| !matches!(rule.check, Check::Set(_))) {
        let examples = examples(rule.slug, rule.page);
        assert!(examples.iter().any(|it| it.found), "{}: no ❌ example", rule.slug);
        assert!(examples.iter().any(|it| !it.found), "{}: no ✅ example", rule.slug);
        for example in examples {
            let name = arguments::read(&example.arguments).context;
            let files =
                name.map(|name| files(rule.slug, &name).expect("the context of an example"));
            let report = check(&example.text, &example.arguments, files.as_deref(), &resolver);
            let is_it = |it: &&Diagnostic| it.rule == example.slug;
            if report.diagnostics.iter().find(is_it).is_some() != example.found {
                let got: Vec<_> = report.diagnostics.iter().map(|it| it.rule).collect();
                wrong.push(format!(
                    "{}: expected {} in\n{}got {got:?}",
                    example.slug,
                    if example.found { "a finding" } else { "none" },
                    example.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The text of a `.context` file among a rule's cases.
fn files(slug: &str, name: &str) -> Option<String> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    fs::read_to_string(rules.join(slug).join("cases").join(format!("{name}.context"))).ok()
}

fn cases() -> Vec<PathBuf> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut cases = Vec::new();
    for rule in fs::read_dir(rules).unwrap() {
        let Ok(folder) = fs::read_dir(rule.unwrap().path().join("cases")) else { continue };
        let files = folder.map(|file| file.unwrap().path());
        cases.extend(files.filter(|it| it.extension().is_some_and(|it| it == "Dockerfile")));
    }
    cases.sort();
    cases
}

fn shown(report: &FileReport) -> String {
    let mut out = String::new();
    for it in &report.diagnostics {
        let at = report.source.position(it.span.start);
        let platforms: Vec<String> = it.platforms.iter().map(ToString::to_string).collect();
        out += &format!("{}:{}: {:?}[{}] {}", at.line, at.column, it.severity, it.rule, it.message);
        out += &format!(" ({})\n", platforms.join(", "));
        for label in &it.labels {
            let at = report.source.position(label.span.start);
            out += &format!("  {}:{}: {}\n", at.line, at.column, label.message);
        }
        for help in &it.help {
            out += &format!("  help: {help}\n");
        }
        if let Some(fix) = &it.fix {
            out += &format!("  {:?} fix: {}\n", fix.applicability, fix.title);
            let fixed = fix::apply(report.source.text(), &fix.edits).unwrap();
            for line in
                fixed.lines().filter(|line| !report.source.text().lines().any(|it| it == *line))
            {
                out += &format!("  + {line}\n");
            }
        }
    }
    for it in &report.unchecked {
        let at = report.source.position(it.span.start);
        out += &format!("{}:{}: not checked: {}: {}\n", at.line, at.column, it.what, it.reason);
    }
    out
}

#[test]
fn cases_hold() {
    let (resolver, update) = (resolver(), env::var_os("UPDATE_EXPECT").is_some());
    let cases = cases();
    assert!(cases.len() > 40, "only {} cases found", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let text = fs::read_to_string(&case).unwrap();
        let beside = case.with_extension("txt");
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        let first = expected.lines().next().unwrap_or_default();
        let arguments = first.strip_prefix("$ ").unwrap_or_default();
        let files = fs::read_to_string(case.with_extension("context")).ok();
        let report = check(&text, arguments, files.as_deref(), &resolver);
        let got = format!("$ {arguments}\n{}", shown(&report));
        if update && got != expected {
            fs::write(&beside, got).unwrap();
        } else if got != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- got\n{got}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The folder of a case names a rule; a case whose name begins with `fine-` has no finding of it, any other has one.
#[test]
fn cases_say_what_they_show() {
    for case in cases() {
        let slug = case.ancestors().nth(2).and_then(Path::file_name).unwrap().to_str().unwrap();
        let fine = case.file_name().unwrap().to_str().unwrap().starts_with("fine-");
        let expected = fs::read_to_string(case.with_extension("txt")).unwrap_or_default();
        let found = expected.contains(&format!("[{slug}]"));
        assert_eq!(found, !fine, "{}: rename the case or mend the rule", case.display());
    }
}
