//! The parser against `testdata/syntax`: a Dockerfile in, a readable dump out.
//!
//! `UPDATE_EXPECT=1` writes the dumps. What holds for every input is asserted on mutations too.

use crate::mutation::{files, mutations};
use anyarch::source::Source;
use anyarch::span::Span;
use anyarch::syntax::ast::{
    Assignment, Command, Dockerfile, Heredoc, Instruction, Kind, Text, TokenKind, Transfer,
};
use anyarch::syntax::{SyntaxError, parse, parse_with_tokens};
use std::fmt::Write as _;

#[test]
fn dumps_are_as_written() {
    let mut wrong = Vec::new();
    let files = files();
    for (path, text) in &files {
        let expected = path.with_extension("txt");
        let dump = dump(text);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&expected, dump).unwrap();
        } else if std::fs::read_to_string(&expected).ok().as_deref() != Some(&dump) {
            wrong.push(format!("{}\n{dump}", expected.display()));
        }
    }
    assert!(files.len() >= 60, "only {} files", files.len());
    assert!(wrong.is_empty(), "UPDATE_EXPECT=1 accepts:\n{}", wrong.join("\n"));
}

#[test]
fn tokens_tile_every_input() {
    for text in inputs() {
        let (file, _) = parse_with_tokens(&text);
        let mut at = 0;
        for token in file.tokens.iter().flatten() {
            assert_eq!(token.span.start, at, "in {text:?}");
            assert!(token.span.end > at, "empty token at {at} in {text:?}");
            at = token.span.end;
        }
        assert_eq!(at as usize, text.len(), "in {text:?}");
    }
}

#[test]
fn newline_tokens_hold_line_ends_only() {
    for text in inputs() {
        let (file, _) = parse_with_tokens(&text);
        for token in file.tokens.iter().flatten().filter(|token| token.kind == TokenKind::Newline) {
            let token = token.span.slice(&text);
            assert!(matches!(token, "\n" | "\r\n"), "{token:?} in {text:?}");
        }
    }
}

#[test]
fn every_byte_of_a_text_stands_where_it_says() {
    for input in inputs() {
        let (file, _) = parse(&input);
        for text in file.instructions.iter().flat_map(texts) {
            assert_maps(&text, &input);
        }
    }
}

#[test]
fn spans_lie_in_the_input_and_in_order() {
    for text in inputs() {
        let (file, errors) = parse(&text);
        let spans = file.instructions.iter().map(|instruction| instruction.span);
        let mut last = 0;
        for span in spans {
            assert!(span.start >= last && span.end >= span.start, "{span:?} in {text:?}");
            last = span.end;
        }
        for span in errors.iter().map(|error| error.span).chain([Span::new(0, last)]) {
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
    }
}

#[test]
fn comments_start_with_a_hash_sign() {
    for text in inputs() {
        let (file, _) = parse(&text);
        assert!(file.comments.iter().all(|span| span.slice(&text).starts_with('#')), "{text:?}");
    }
}

#[test]
fn a_long_line_is_an_error_and_is_read_all_the_same() {
    let line = |len: usize| format!("FROM a\nRUN {}\nRUN b\n", "x".repeat(len - 4));
    assert!(parse(&line(65_535)).1.is_empty());
    let (file, errors) = parse(&line(65_536));
    assert_eq!(file.instructions.len(), 3);
    assert_eq!(errors[0].message, "dockerfile line greater than max allowed size of 65535");
}

#[test]
fn hostile_files_take_no_longer_than_their_length() {
    let nested = format!("FROM a\nENV A={}\n", "${a:-".repeat(5_000));
    let numbered = |line: fn(i32) -> String| (0..20_000).map(line).collect::<String>();
    let distinct = numbered(|nth| format!("RUN a <<E{nth}\n"));
    let tabs = numbered(|nth| format!("RUN <<E{nth}\n\tE{}\n", nth - 1));
    let hostile = [
        format!("FROM a\nRUN a{}\n", " \\\n b".repeat(100_000)),
        format!("FROM a\nRUN a \\\n{}", "# c\n".repeat(100_000)),
        format!("{}FROM a\n", "ONBUILD ".repeat(5_000)),
        "RUN a <<EOF\n".repeat(3_000),
        distinct,
        tabs,
        nested,
        format!("RUN {}\n", "--mount=a ".repeat(50_000)),
        format!("RUN {}\n", "<<E ".repeat(20_000)),
        format!("CMD {}\n", "[".repeat(60_000)),
        format!("CMD [{}]\n", "\"\\u0041\", ".repeat(50_000)),
        format!("ENV {}\n", "A=b \\\n".repeat(50_000)),
        format!("COPY {}\n", "a \\\n".repeat(50_000)),
        "# escape=x\n".repeat(50_000),
    ];
    for text in hostile {
        let start = std::time::Instant::now();
        let (file, _) = parse_with_tokens(&text);
        let spent = start.elapsed();
        assert!(file.tokens.is_some_and(|it| !it.is_empty()));
        assert!(spent.as_secs() < 2, "{spent:?} for {:?}", text.get(..30));
    }
}

fn inputs() -> Vec<String> {
    let files = files().into_iter().map(|(_, text)| text);
    files.chain(mutations(4_000, 1)).collect()
}

/// Every piece of a text is the same bytes as in the file, or an escape of a JSON string.
fn assert_maps(text: &Text, input: &str) {
    let ends = text.segments().skip(1).map(|next| next.at as usize).chain([text.len()]);
    for (piece, end) in text.segments().zip(ends) {
        let here = &text.as_str()[piece.at as usize..end];
        let there = Span::new(piece.source, piece.end).slice(input);
        assert!(here == there || there.starts_with('\\'), "{here:?} {there:?} in {input:?}");
        assert_eq!(text.span_of(piece.at as usize..end), Span::new(piece.source, piece.end));
    }
    for (at, character) in text.as_str().char_indices() {
        let range = at..at + character.len_utf8();
        let there = text.span_of(range.clone()).slice(input);
        assert!(there == character.to_string() || there.starts_with('\\'), "{there:?} {input:?}");
        assert_eq!(text.slice(range).span().slice(input), there);
    }
}

fn texts(instruction: &Instruction) -> Vec<Text> {
    let mut texts = vec![instruction.rest().clone()];
    texts.extend(instruction.flags.iter().filter_map(|flag| flag.value.clone()));
    match &instruction.kind {
        Kind::From(from) => from.iter().for_each(|from| {
            texts.push(from.image.clone());
            texts.extend(from.name.clone());
        }),
        Kind::Arg(pairs) | Kind::Env(pairs) | Kind::Label(pairs) => pairs.iter().for_each(|pair| {
            texts.push(pair.name.clone());
            texts.extend(pair.value.clone());
        }),
        Kind::Run(it) | Kind::Cmd(it) | Kind::Entrypoint(it) | Kind::Shell(it) => {
            texts.extend(command_texts(it));
        }
        Kind::Healthcheck(it) => texts.extend(it.iter().flat_map(command_texts)),
        Kind::Copy(it) | Kind::Add(it) => {
            texts.extend(it.sources.iter().chain(&it.destination).cloned());
        }
        Kind::Expose(list) | Kind::Volume(list) => texts.extend(list.clone()),
        Kind::User(it) | Kind::Workdir(it) | Kind::Stopsignal(it) | Kind::Maintainer(it) => {
            texts.push(it.clone());
        }
        Kind::Onbuild(inner) => texts.extend(inner.iter().flat_map(|inner| self::texts(inner))),
        Kind::Unknown => {}
    }
    texts
}

fn command_texts(command: &Command) -> Vec<Text> {
    match command {
        Command::Exec(words) => words.clone(),
        Command::Shell(text) => vec![text.clone()],
    }
}

fn dump(text: &str) -> String {
    let (file, errors) = parse(text);
    let mut out = String::new();
    dump_file(&mut out, &file, text);
    let source = Source::new("Dockerfile", text);
    for SyntaxError { span, message } in &errors {
        let (start, end) = source.positions(*span);
        let (line, column) = (start.line, start.column);
        writeln!(out, "error {line}:{column}-{}:{} {message}", end.line, end.column).unwrap();
    }
    out
}

fn dump_file(out: &mut String, file: &Dockerfile, text: &str) {
    for directive in &file.directives {
        let value = directive.value_span.slice(text);
        writeln!(out, "directive {} {:?} {value:?}", directive.name, directive.value).unwrap();
    }
    for comment in &file.comments {
        writeln!(out, "comment {:?}", comment.slice(text)).unwrap();
    }
    for instruction in &file.instructions {
        dump_instruction(out, instruction, text, "");
    }
}

fn dump_instruction(out: &mut String, instruction: &Instruction, text: &str, indent: &str) {
    let keyword = instruction.keyword.slice(text);
    let (first, last) = instruction.lines;
    writeln!(out, "{indent}{first}-{last} {keyword}").unwrap();
    for flag in &instruction.flags {
        let value = flag.value.as_ref().map(Text::as_str);
        writeln!(out, "{indent}  --{} {value:?}", flag.name).unwrap();
    }
    dump_kind(out, &instruction.kind, text, &format!("{indent}  "));
    for heredoc in &instruction.heredocs {
        dump_heredoc(out, heredoc, text, indent);
    }
}

fn dump_kind(out: &mut String, kind: &Kind, text: &str, indent: &str) {
    match kind {
        Kind::From(Some(from)) => {
            list(out, indent, "image", std::slice::from_ref(&from.image));
            list(out, indent, "name", from.name.as_slice());
        }
        Kind::From(None) | Kind::Onbuild(None) | Kind::Healthcheck(None) => {
            writeln!(out, "{indent}none").unwrap();
        }
        Kind::Arg(pairs) | Kind::Env(pairs) | Kind::Label(pairs) => {
            for pair in pairs {
                dump_pair(out, pair, indent);
            }
        }
        Kind::Run(it) | Kind::Cmd(it) | Kind::Entrypoint(it) | Kind::Shell(it) => {
            dump_command(out, it, indent);
        }
        Kind::Healthcheck(Some(it)) => dump_command(out, it, indent),
        Kind::Copy(it) | Kind::Add(it) => dump_transfer(out, it, indent),
        Kind::Expose(it) | Kind::Volume(it) => list(out, indent, "word", it),
        Kind::User(it) | Kind::Workdir(it) | Kind::Stopsignal(it) | Kind::Maintainer(it) => {
            list(out, indent, "text", std::slice::from_ref(it));
        }
        Kind::Onbuild(Some(inner)) => dump_instruction(out, inner, text, indent),
        Kind::Unknown => writeln!(out, "{indent}unknown").unwrap(),
    }
}

fn dump_pair(out: &mut String, pair: &Assignment, indent: &str) {
    let value = pair.value.as_ref().map(Text::as_str);
    writeln!(out, "{indent}{:?} = {value:?}", pair.name.as_str()).unwrap();
}

fn dump_command(out: &mut String, command: &Command, indent: &str) {
    match command {
        Command::Exec(words) if words.is_empty() => writeln!(out, "{indent}exec").unwrap(),
        Command::Exec(words) => list(out, indent, "exec", words),
        Command::Shell(text) => list(out, indent, "shell", std::slice::from_ref(text)),
    }
}

fn dump_transfer(out: &mut String, transfer: &Transfer, indent: &str) {
    let form = if transfer.json { "json " } else { "" };
    list(out, indent, &format!("{form}source"), &transfer.sources);
    list(out, indent, &format!("{form}destination"), transfer.destination.as_slice());
}

fn list(out: &mut String, indent: &str, what: &str, texts: &[Text]) {
    for text in texts {
        writeln!(out, "{indent}{what} {:?}", text.as_str()).unwrap();
    }
}

fn dump_heredoc(out: &mut String, heredoc: &Heredoc, text: &str, indent: &str) {
    let marker = heredoc.marker.slice(text);
    let body = heredoc.body_text(text);
    let how = if heredoc.expand { "expand" } else { "literal" };
    let (name, fd) = (&heredoc.name, heredoc.fd);
    writeln!(out, "{indent}  heredoc {marker:?} {name:?} fd {fd} {how} {:?}", body.as_str())
        .unwrap();
}
