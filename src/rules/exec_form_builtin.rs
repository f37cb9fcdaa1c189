//! `exec-form-builtin`: `["md", …]` asks for a program that exists only inside the shell.
//!
//! Not about programs that an image may lack. What is a builtin on one system can be a program on the other.

use super::{
    os::{LINUX, WINDOWS},
    start::{self, Started},
};
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    knowledge,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Command, Instruction, Kind, Text},
};

pub(super) static RULE: Rule = Rule {
    slug: "exec-form-builtin",
    summary: "The exec form starts a program, and this word is a builtin of the shell.",
    page: include_str!("../../rules/exec-form-builtin/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let systems = [
        (LINUX, "sh", &knowledge::linux().builtins),
        (WINDOWS, "cmd", &knowledge::windows().builtins),
    ];
    for (os, shell, builtins) in systems {
        let is_builtin = |name: &str| {
            let is_it =
                |it: &String| if os == LINUX { it == name } else { it.eq_ignore_ascii_case(name) };
            builtins.iter().any(is_it)
        };
        let is_wrong = |it: &Started<'_>| {
            it.is_exec() && it.program().is_some_and(|program| is_builtin(program.name()))
        };
        for started in start::commands(facts, os, is_wrong) {
            let Some(program) = started.program() else { continue };
            let name = program.name();
            let message = format!(
                "`{name}` is a builtin of `{shell}` and no program on {}",
                list(&started.platforms)
            );
            let finding = findings
                .add(program.word.span(), message)
                .platforms(started.platforms)
                .help("use the shell form, or name a program");
            if let Some(fix) = facts.instruction(started.index).and_then(shell_form) {
                finding.fix(fix);
            }
        }
    }
}

/// The same `RUN` in shell form, where no word needs quotes.
fn shell_form(instruction: &Instruction) -> Option<Fix> {
    let instruction = instruction.inner().unwrap_or(instruction);
    let Kind::Run(Command::Exec(words)) = &instruction.kind else { return None };
    let plain = |it: char| it.is_ascii_alphanumeric() || "/:._-=".contains(it);
    let words: Vec<&str> = words.iter().map(Text::as_str).collect();
    if !words.iter().all(|word| !word.is_empty() && word.chars().all(plain)) {
        return None;
    }
    Some(Fix {
        title: "use the shell form".to_owned(),
        edits: vec![Edit { span: instruction.rest().span(), content: words.join(" ") }],
        applicability: Applicability::Unsafe,
    })
}
