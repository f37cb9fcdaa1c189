//! What the rules on commands of one operating system share: the lines that run on it, and the shell that hears them.
//!
//! Not a rule. A file's lines are the facts'; where each is run is seen here.

use super::{os, start};
use crate::{
    facts::{Facts, Said, Shell},
    platform::Platform,
    shell::plain::Dialect,
    stage::target::{Base, Evaluation},
    syntax::ast::Kind,
};

/// A line that runs on an operating system.
pub(super) struct Line<'f> {
    /// What it says.
    pub said: &'f Said,
    /// What it is for.
    pub role: Role,
    /// Who hears it there.
    pub hears: Hears,
    /// The required platforms on which it is run.
    pub platforms: Vec<Platform>,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `RUN`.
    Run,
    /// `CMD` and `ENTRYPOINT`.
    Start,
    /// `HEALTHCHECK`.
    Health,
}

/// Who hears a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hears {
    /// A program: no shell comes into it.
    Program,
    /// The shell that the system brings, on an image that brings nothing else.
    System,
    /// The system's shell as far as anyone knows; the image may bring commands for it.
    Image,
    /// Nobody knows, because the image may name a shell.
    Unknown,
    /// `SHELL` names one that the system has.
    Named(Option<Dialect>),
    /// `SHELL` names one that the system lacks, so that no line works: the rules on `SHELL` say so.
    Missing,
}

/// The lines that run on an operating system, in order.
pub(super) fn lines<'f>(facts: &'f Facts<'_>, os: &str) -> Vec<Line<'f>> {
    let said = facts.said();
    if said.is_empty() {
        return Vec::new();
    }
    let started = start::started(facts, os, |_| true);
    said.iter().filter_map(|said| line(facts, os, &started, said)).collect()
}

fn line<'f>(
    facts: &'f Facts<'_>,
    os: &str,
    started: &[start::Started<'_>],
    said: &'f Said,
) -> Option<Line<'f>> {
    let instruction = facts.instruction(said.instruction)?;
    let kind = &instruction.inner().unwrap_or(instruction).kind;
    let role = if matches!(kind, Kind::Run(_)) {
        Role::Run
    } else if matches!(kind, Kind::Healthcheck(_)) {
        Role::Health
    } else {
        Role::Start
    };
    let platforms = if role == Role::Run {
        os::on(facts, said.instruction, os)
    } else {
        started.iter().find(|it| it.index == said.instruction)?.platforms.clone()
    };
    let first = platforms.first()?;
    let evaluation = facts.evaluations.iter().find(|it| it.setting.target == *first)?;
    let stages = os::stages(facts, evaluation, said.instruction);
    let stage = match role {
        Role::Run => stages.into_iter().find(|stage| os::is_on(facts, evaluation, *stage, os)),
        Role::Start | Role::Health => evaluation.target,
    };
    let hears = hears(facts, (evaluation, stage?), said, os);
    Some(Line { said, role, hears, platforms })
}

fn hears(
    facts: &Facts<'_>,
    (evaluation, stage): (&Evaluation, usize),
    said: &Said,
    os: &str,
) -> Hears {
    if said.is_exec {
        return Hears::Program;
    }
    let holder = facts.stage_of(said.instruction).map_or(stage, |it| it.index);
    let Shell { program, dialect } = facts.shell_at(evaluation, holder, said.instruction);
    let Some(program) = program else { return of_base(evaluation, stage) };
    let lacks = if os == os::WINDOWS {
        program.starts_with('/') || dialect == Some(Dialect::Posix)
    } else {
        start::windows_shell(program).is_some()
    };
    if lacks { Hears::Missing } else { Hears::Named(dialect) }
}

/// Docker's official images name PowerShell where they are built for Windows; Microsoft's keep cmd.
fn of_base(evaluation: &Evaluation, stage: usize) -> Hears {
    let root = evaluation.stages.get(evaluation.root(stage));
    let Some(Base::Image(name)) = root.map(|it| &it.base) else { return Hears::System };
    if !name.contains('/') || name.contains("powershell") {
        Hears::Unknown
    } else if name.starts_with("mcr.microsoft.com/") || name.starts_with("microsoft/") {
        Hears::System
    } else {
        Hears::Image
    }
}
