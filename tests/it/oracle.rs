//! Other parsers as judges: `BuildKit`'s own in Go, and two crates.
//!
//! Where a judge accepts an input we must read the same from it, and have no error of the kinds the judge looks for.
//! What is known to differ stands in a table with its reason; what is not in a table fails.

use crate::mutation::{files, mutations};
use anyarch::syntax::ast::{Command, Dockerfile, Flag, Instruction, Kind, Text, TokenKind};
use anyarch::syntax::{SyntaxError, parse_with_tokens as parse};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

/// An input on which we and the Go parser may differ, and why.
type Known = (&'static str, fn(&str, &Dockerfile) -> bool);

/// The wheel holds `BuildKit` v0.12.5; we follow its head.
const GO_DIFFERENCES: [Known; 8] = [
    ("v0.12.5 allows no blank between `<<` and a heredoc's name", |_, file| {
        let rests = file.instructions.iter().map(|it| it.rest().as_str());
        rests.flat_map(|rest| rest.split("<<").skip(1)).any(|it| it.starts_with([' ', '\t', '\r']))
    }),
    ("v0.12.5 takes JSON with text behind it for JSON", |_, file| {
        file.instructions.iter().any(|it| has_text_behind_json(command(it)))
    }),
    ("since June 2024 `${a:-b}` forgets what stands before it in a word", |text, _| {
        text.contains("<<") && text.contains("${")
    }),
    ("v0.12.5 has no `check` directive, so there it ends the section", |_, file| {
        file.directives.iter().any(|directive| directive.name == "check")
    }),
    (
        "flags are read byte by byte in Go, which garbles and splits other characters",
        |text, file| {
            let flags = file.instructions.iter().flat_map(all_flags);
            flags.into_iter().any(|flag| !flag.span.slice(text).is_ascii())
        },
    ),
    ("Go's scanner drops a byte order mark at the start of a line's words", |text, _| {
        text.trim_start_matches('\u{feff}').contains('\u{feff}') && text.contains("<<")
    }),
    ("a chain of `ONBUILD` is read to its end in Go, and refused later", |_, file| {
        let chained = |it: &Instruction| {
            it.inner().is_some_and(|inner| matches!(inner.kind, Kind::Onbuild(_)))
        };
        file.instructions.iter().any(chained)
    }),
    ("substitutions nested too deep to be read hide no heredoc", |text, _| {
        text.matches("${").count() > 64
    }),
];

/// The errors that Go's parser has too; the others come from its later layers.
const PARSER_ERRORS: [&str; 8] = [
    "file with no instructions",
    "unterminated heredoc",
    "must have two arguments",
    "Syntax error - can't find",
    "arrays must be comprised of strings only",
    "parser directive can be used",
    "invalid escape token",
    "greater than max allowed size",
];

/// Files of `testdata/syntax` that a crate accepts and reads otherwise, and why.
const CRATE_DIFFERENCES: [(&str, &str, &str); 5] = [
    ("parse-dockerfile", "doubled-escape", "a doubled escape character continues the line"),
    ("dockerfile-parser", "doubled-escape", "a doubled escape character continues the line"),
    ("parse-dockerfile", "escape-alone", "a last line of escape characters only is dropped"),
    ("dockerfile-parser", "from-quoted", "the quotes of an image are dropped"),
    ("dockerfile-parser", "heredoc-unterminated", "heredocs are read as instructions"),
];

#[test]
fn go_reads_our_test_files_as_we_do() {
    let inputs: Vec<_> = files().into_iter().map(|(_, text)| text).collect();
    let accepted = agree_with_go(&inputs);
    assert!(accepted > 60, "Go accepts {accepted} of {}", inputs.len());
}

#[test]
fn go_reads_mutations_as_we_do() {
    let accepted = agree_with_go(&mutations(4_000, 2));
    assert!(accepted > 2_500, "Go accepts {accepted}");
}

#[test]
#[ignore = "needs a folder of Dockerfiles in ANYARCH_CORPUS"]
fn go_reads_a_corpus_as_we_do() {
    let folder = PathBuf::from(std::env::var_os("ANYARCH_CORPUS").unwrap());
    let mut inputs = Vec::new();
    collect(&folder, &mut inputs);
    let start = std::time::Instant::now();
    let (instructions, errors) = inputs.iter().map(|text| parse(text)).fold((0, 0), |sum, it| {
        (sum.0 + it.0.instructions.len(), sum.1 + usize::from(!it.1.is_empty()))
    });
    let spent = start.elapsed();
    let accepted = agree_with_go(&inputs);
    println!("{} files, {instructions} instructions, {spent:?}", inputs.len());
    println!("Go accepts {accepted}, {errors} files have errors of ours");
}

#[test]
fn crates_read_our_test_files_as_we_do() {
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file = parse(&text).0;
        let ours: Vec<_> = file.instructions.iter().map(|it| line(it, &text)).collect();
        for (judge, theirs) in [
            ("parse-dockerfile", parse_dockerfile_lines(&text)),
            ("dockerfile-parser", dockerfile_parser_lines(&text)),
        ] {
            let known = CRATE_DIFFERENCES.iter().any(|it| it.0 == judge && it.1 == name);
            if theirs.is_some_and(|theirs| (theirs != ours) != known) {
                wrong.push(format!("{judge} {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn collect(folder: &Path, inputs: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, inputs);
        } else {
            let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
            inputs.extend((!text.contains('\0')).then_some(text));
        }
    }
}

/// Holds our tree against Go's for every input; gives how many Go accepts.
fn agree_with_go(inputs: &[String]) -> usize {
    let mut accepted = 0;
    let mut wrong = Vec::new();
    for (text, verdict) in inputs.iter().zip(ask_go(inputs)) {
        let (file, errors) = parse(text);
        let ours =
            json!(file.instructions.iter().map(|it| as_go(it, &file, text)).collect::<Vec<_>>());
        let known = GO_DIFFERENCES.iter().any(|(_, differs)| differs(text, &file));
        if verdict["error"].is_string() {
            if errors.is_empty() && !known {
                wrong.push(format!("{text:?}\n  Go refuses: {verdict}"));
            }
            continue;
        }
        accepted += 1;
        let is_parser_error =
            |error: &&SyntaxError| PARSER_ERRORS.iter().any(|it| error.message.contains(it));
        let refused = errors.iter().find(is_parser_error);
        if !known && (verdict["instructions"] != ours || refused.is_some()) {
            let theirs = &verdict["instructions"];
            wrong.push(format!("{text:?}\n  Go  {theirs}\n  we  {ours}\n  and {refused:?}"));
        }
    }
    let shown = wrong.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} differ:\n{shown}", wrong.len());
    accepted
}

/// One verdict an input, in order.
fn ask_go(inputs: &[String]) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let oracle = std::env::var_os("ANYARCH_ORACLE").map_or(root.join("target/oracle"), Into::into);
    let mut process = Process::new(root.join(oracle).join("bin/python"))
        .arg(root.join("tests/oracle/go.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("no virtual environment ({error}): run tests/setup"));
    let mut stdin = process.stdin.take().unwrap();
    let input = inputs.iter().flat_map(|text| [text, "\0"]).collect::<String>();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = process.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "the oracle failed: run tests/setup");
    let lines = String::from_utf8(output.stdout).unwrap();
    let verdicts: Vec<_> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(verdicts.len(), inputs.len());
    verdicts
}

/// An instruction as `go.py` prints it.
fn as_go(instruction: &Instruction, file: &Dockerfile, text: &str) -> Value {
    let command = command(instruction);
    let inner = (!std::ptr::eq(command, instruction)).then_some(command);
    // The wheel does not pass on the heredocs of an `ONBUILD`.
    let heredocs = instruction.heredocs.iter();
    let heredocs: Vec<_> =
        heredocs.map(|it| json!([it.name, it.fd, it.body.slice(text)])).collect();
    json!({
        "cmd": keyword(instruction, file, text),
        "sub_cmd": inner.and_then(|inner| keyword(inner, file, text)),
        "json": is_json(command),
        "flags": instruction.flags.iter().map(flag_word).collect::<Vec<_>>(),
        "value": values(command),
        "start_line": instruction.lines.0,
        "end_line": instruction.lines.1,
        "heredocs": heredocs,
    })
}

/// The instruction that an `ONBUILD` holds, or the instruction itself.
fn command(instruction: &Instruction) -> &Instruction {
    instruction.inner().unwrap_or(instruction)
}

fn has_text_behind_json(instruction: &Instruction) -> bool {
    let mut rest = instruction.rest().as_str();
    if matches!(instruction.kind, Kind::Healthcheck(_)) {
        rest = rest.split_once(char::is_whitespace).map_or(rest, |(_, rest)| rest).trim_start();
    }
    // Lone surrogates are errors to serde only.
    let rest = &rest.replace("\\ud", "ud");
    let is_array = |json: &str| {
        let first = serde_json::Deserializer::from_str(json).into_iter::<Value>().next();
        matches!(first, Some(Ok(Value::Array(_))))
    };
    is_array(rest) && serde_json::from_str::<Value>(rest).is_err()
}

/// A keyword, which a continuation may cut. `None` if a line has none.
fn keyword(instruction: &Instruction, file: &Dockerfile, text: &str) -> Option<String> {
    let span = instruction.keyword;
    let tokens = file.tokens.iter().flatten().skip_while(|it| it.span.start < span.start);
    let tokens = tokens.take_while(|it| it.span.end <= span.end);
    let pieces = tokens.filter(|token| token.kind == TokenKind::Keyword);
    Some(pieces.map(|it| it.span.slice(text)).collect::<String>()).filter(|it| !it.is_empty())
}

fn flag_word(flag: &Flag) -> String {
    let value = flag.value.as_ref().map(|value| format!("={}", value.as_str()));
    format!("--{}{}", flag.name, value.unwrap_or_default())
}

fn all_flags(instruction: &Instruction) -> Vec<&Flag> {
    let mut flags: Vec<_> = instruction.flags.iter().collect();
    flags.extend(instruction.inner().map(all_flags).unwrap_or_default());
    flags
}

fn is_json(instruction: &Instruction) -> bool {
    match &instruction.kind {
        Kind::Run(it)
        | Kind::Cmd(it)
        | Kind::Entrypoint(it)
        | Kind::Shell(it)
        | Kind::Healthcheck(Some(it)) => is_exec(it),
        Kind::Copy(it) | Kind::Add(it) => it.json,
        Kind::Volume(_) => serde_json::from_str::<Vec<String>>(instruction.rest().as_str()).is_ok(),
        _ => false,
    }
}

fn is_exec(command: &Command) -> bool {
    matches!(command, Command::Exec(_))
}

fn values(instruction: &Instruction) -> Vec<String> {
    let rest = instruction.rest().as_str();
    let strings = |texts: &[Text]| texts.iter().map(|it| it.as_str().to_owned()).collect();
    let command = |command: &Command| match command {
        Command::Exec(words) => strings(words),
        Command::Shell(text) => strings(std::slice::from_ref(text)),
    };
    let mut values: Vec<String> = match &instruction.kind {
        Kind::Run(it) | Kind::Cmd(it) | Kind::Entrypoint(it) | Kind::Shell(it) => command(it),
        Kind::Healthcheck(it) => {
            let kind = rest.split_ascii_whitespace().next().unwrap_or_default();
            let rest = rest[kind.len()..].trim_ascii_start();
            let rest = it.as_ref().map_or_else(|| vec![rest.to_owned()], command);
            let rest = rest.into_iter().filter(|rest| !rest.is_empty() || is_json(instruction));
            [kind.to_owned()].into_iter().chain(rest).collect()
        }
        Kind::From(_) => blank_words(rest),
        Kind::Arg(pairs) => {
            let pair = |name: &Text, value: &Option<Text>| match value {
                Some(value) => format!("{}={}", name.as_str(), value.as_str()),
                None => name.as_str().to_owned(),
            };
            pairs.iter().map(|it| pair(&it.name, &it.value)).collect()
        }
        Kind::Env(pairs) | Kind::Label(pairs) => pairs
            .iter()
            .flat_map(|it| [Some(&it.name), it.value.as_ref()])
            .map(|it| it.map_or_else(String::new, |it| it.as_str().to_owned()))
            .collect(),
        Kind::Copy(it) | Kind::Add(it) => {
            strings(&it.sources).into_iter().chain(strings(it.destination.as_slice())).collect()
        }
        Kind::Expose(list) | Kind::Volume(list) => strings(list),
        Kind::User(it) | Kind::Workdir(it) | Kind::Stopsignal(it) | Kind::Maintainer(it) => {
            strings(std::slice::from_ref(it))
        }
        Kind::Onbuild(_) => Vec::new(),
        Kind::Unknown => return vec![String::new()],
    };
    if rest.is_empty() {
        values.clear();
    }
    // The wheel hands strings over as C does.
    for value in &mut values {
        value.truncate(value.find('\0').unwrap_or(value.len()));
    }
    values
}

fn blank_words(text: &str) -> Vec<String> {
    let words = text.split(['\t', '\x0b', '\x0c', '\r', ' ']);
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// An instruction as the crates can be asked for it: the keyword, and all of a `FROM`.
fn line(instruction: &Instruction, text: &str) -> String {
    let name = instruction.keyword.slice(text).to_uppercase();
    match &instruction.kind {
        Kind::From(Some(from)) => {
            let flags: Vec<_> = instruction.flags.iter().map(flag_word).collect();
            let alias = from.name.as_ref().map(Text::as_str);
            format!("{name} {flags:?} {} {alias:?}", from.image.as_str())
        }
        _ => name,
    }
}

fn parse_dockerfile_lines(text: &str) -> Option<Vec<String>> {
    use parse_dockerfile::Instruction;
    let file = parse_dockerfile::parse(text).ok()?;
    let line = |instruction: &Instruction<'_>| {
        let name = format!("{instruction:?}");
        let name = name.split('(').next().unwrap_or_default().to_uppercase();
        let Instruction::From(from) = instruction else { return name };
        let flag = |flag: &parse_dockerfile::Flag<'_>| {
            let value = flag.value.as_ref().map(|value| format!("={}", value.value));
            format!("--{}{}", flag.name.value, value.unwrap_or_default())
        };
        let flags: Vec<_> = from.options.iter().map(flag).collect();
        let alias = from.as_.as_ref().map(|(_, name)| &*name.value);
        format!("{name} {flags:?} {} {alias:?}", from.image.value)
    };
    Some(file.instructions.iter().map(line).collect())
}

fn dockerfile_parser_lines(text: &str) -> Option<Vec<String>> {
    use dockerfile_parser::Instruction;
    let file = dockerfile_parser::Dockerfile::parse(text).ok()?;
    let line = |instruction: &Instruction| match instruction {
        Instruction::From(from) => {
            let flag = |flag: &dockerfile_parser::FromFlag| {
                format!("--{}={}", flag.name.content, flag.value.content)
            };
            let flags: Vec<_> = from.flags.iter().map(flag).collect();
            let alias = from.alias.as_ref().map(|name| name.content.as_str());
            format!("FROM {flags:?} {} {alias:?}", from.image.content)
        }
        Instruction::Misc(other) => other.instruction.content.to_uppercase(),
        _ => {
            let name = format!("{instruction:?}");
            name.split('(').next().unwrap_or_default().to_uppercase()
        }
    };
    Some(file.instructions.iter().map(line).collect())
}
