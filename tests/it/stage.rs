//! What a file means for each platform: `testdata/stage/<name>.Dockerfile` in, `<name>.txt` out.
//!
//! The first line of the text holds arguments. `UPDATE_EXPECT=1` writes the texts anew; a missing text fails.

use crate::arguments;
use anyarch::{
    facts::Facts,
    image::Resolver,
    span::Span,
    stage::{
        cycle,
        source::{Origin, Source},
        target::{Base, Evaluation, Word},
        value::Value,
    },
    syntax,
};
use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

#[test]
fn evaluations_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/stage");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|it| it.extension().is_some_and(|it| it == "Dockerfile")).collect();
    files.sort();
    assert!(files.len() > 15, "only {} files found", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let expected = fs::read_to_string(file.with_extension("txt")).unwrap_or_default();
        let first = expected.lines().next().unwrap_or_default();
        let arguments = first.strip_prefix("$ ").unwrap_or_default();
        let got =
            format!("$ {arguments}\n{}", dump(&fs::read_to_string(&file).unwrap(), arguments));
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(file.with_extension("txt"), got).unwrap();
        } else if got != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- got\n{got}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn dump(text: &str, arguments: &str) -> String {
    let (file, errors) = syntax::parse(text);
    let (options, resolver) = (arguments::read(arguments).options, Resolver::offline());
    let facts = Facts::new(&file, text, &options, &resolver);
    let mut out = String::new();
    for error in errors {
        writeln!(out, "error: {}", error.message).unwrap();
    }
    for source in &facts.sources {
        let origin = match &source.origin {
            Origin::Stage(stage) => format!("stage {stage}"),
            Origin::Image(name) => format!("image {name}"),
            Origin::Refused(why) => format!("nothing: {why}"),
        };
        writeln!(out, "stage {} takes from {origin}", source.stage).unwrap();
    }
    for evaluation in &facts.evaluations {
        one(&facts, evaluation, &mut out);
    }
    out.push_str("values\n");
    for (span, value) in values(&facts) {
        let shown = match value {
            Value::Known(value) if value.len() > 80 => format!("{} bytes", value.len()),
            Value::Known(value) => format!("{value:?}"),
            Value::PerPlatform(values) => format!("{values:?}"),
            Value::Unknown(why) => format!("unknown: {why}"),
        };
        writeln!(out, "  {} = {shown}", Span::new(span.0, span.1).slice(text)).unwrap();
    }
    out
}

fn one(facts: &Facts<'_>, evaluation: &Evaluation, out: &mut String) {
    let setting = &evaluation.setting;
    writeln!(out, "for {} on {}", setting.target, setting.builder).unwrap();
    for (stage, at) in facts.graph.stages.iter().zip(&evaluation.stages) {
        let base = match &at.base {
            Base::Stage(stage) => format!("stage {stage}"),
            Base::Scratch => "scratch".to_owned(),
            Base::Image(name) => format!("image {name}"),
            Base::Unknown(why) => format!("unknown: {why}"),
        };
        let platform = match &at.platform {
            Ok(platform) => platform.to_string(),
            Err(why) => format!("unknown: {why}"),
        };
        writeln!(out, "  {} = {base}; runs on {platform}; {:?}", stage.title(), at.reach).unwrap();
    }
}

/// Every word with a variable, folded over the settings that reach it.
fn values(facts: &Facts<'_>) -> BTreeMap<(u32, u32), Value> {
    let mut all: BTreeMap<(u32, u32), Vec<&Word>> = BTreeMap::new();
    for evaluation in &facts.evaluations {
        let stages = evaluation.stages.iter().flat_map(|at| &at.body.words);
        for word in evaluation.words.iter().chain(stages) {
            all.entry((word.span.start, word.span.end)).or_default().push(word);
        }
    }
    let folded = all.into_iter().filter_map(|(span, words)| {
        let with_variable = facts.text[span.0 as usize..span.1 as usize].contains('$');
        Some((span, Value::over(words.iter().map(|word| &word.value)).filter(|_| with_variable)?))
    });
    folded.collect()
}

#[test]
fn a_circle_of_100_000_stages_is_one() {
    const STAGES: usize = 100_000;
    let source = |stage: usize| Source {
        stage,
        instruction: 0,
        span: Span::default(),
        name: String::new(),
        origin: Origin::Stage((stage + 1) % STAGES),
        mount: None,
        trigger: false,
    };
    let circles = cycle::circles(STAGES, &(0..STAGES).map(source).collect::<Vec<_>>());
    assert!(circles[0].is_some() && circles.iter().all(|it| *it == circles[0]));
}
