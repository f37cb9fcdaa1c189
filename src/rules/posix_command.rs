//! `linux-package-manager`, `healthcheck-linux-tool` and the lines of `posix-shell-command`: commands
//! that Windows lacks.
//!
//! Three rules in one file: they divide the commands of a line. Of all that is wrong with a line for one reason, the
//! first is told, with the names of the others.

use super::{
    bare, dev_special_path,
    os::{self, SPLIT, WINDOWS},
    posix_option::differs,
    posix_program, posix_sign,
    powershell_sign::{self, Odd, joined_options, renames},
    said::{Hears, Line, Role, lines},
    start,
};
use crate::{
    diagnostic::Severity,
    facts::{Facts, Said},
    knowledge::{self, Class, Command, Systems},
    rule::{Check, Findings, Rule},
    rules::{join, list},
    shell::{
        plain::{Dialect, Plain, Written},
        value::UNKNOWN,
    },
    span::Span,
};

pub(super) static MANAGER: Rule = Rule {
    slug: "linux-package-manager",
    summary: "A package manager of Linux in a stage that is built for Windows.",
    page: include_str!("../../rules/linux-package-manager/rule.md"),
    severity: Severity::Error,
    check: Check::File(manager),
};

pub(super) static HEALTH: Rule = Rule {
    slug: "healthcheck-linux-tool",
    summary: "The health check starts a tool of Linux, also where it is built for Windows.",
    page: include_str!("../../rules/healthcheck-linux-tool/rule.md"),
    severity: Severity::Warning,
    check: Check::File(health),
};

/// The way out of a health check that does not work.
pub(super) const CHECK_ITSELF: &str =
    "let the program check itself, with a subcommand of its own, and use the exec form";

/// How many names a message holds.
const NAMES: usize = 4;

fn manager(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for line in lines(facts, WINDOWS) {
        let both = os::both_required(facts);
        // MSYS2 brings `pacman` to Windows.
        let is_meant = |it: &&Written| both || name_of(it) != "pacman";
        let found = sure(line.said).filter_map(of_manager).find(is_meant);
        let Some(word) = found.filter(|_| line.role != Role::Health && is_posix(&line)) else {
            continue;
        };
        let message = format!("`{}` does not exist on {}", name_of(word), list(&line.platforms));
        findings
            .add(word.span, message)
            .platforms(line.platforms)
            .help(format!("install in a stage for Linux: {SPLIT}"));
    }
}

fn health(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for line in untold(facts).into_iter().filter(|it| it.role == Role::Health) {
        let Some(fault) = fault(facts, &line) else { continue };
        findings.add(fault.span, fault.message(&line)).platforms(line.platforms).help(CHECK_ITSELF);
    }
}

/// The lines that the rules on programs leave.
fn untold<'f>(facts: &'f Facts<'_>) -> Vec<Line<'f>> {
    let mut lines = lines(facts, WINDOWS);
    if !lines.is_empty() {
        let told = posix_program::told(facts);
        lines.retain(|it| !told.contains(&it.said.instruction));
    }
    lines
}

/// The part of `posix-shell-command` that is about lines.
pub(super) fn shell(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for line in untold(facts).into_iter().filter(|it| it.role != Role::Health) {
        let Some(fault) = fault(facts, &line) else { continue };
        let help = fault.help(line.role);
        findings.add(fault.span, fault.message(&line)).platforms(line.platforms).help(help);
    }
}

/// The part of `posix-user` that is about commands.
pub(super) fn accounts(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for line in untold(facts).into_iter().filter(|it| it.role != Role::Health) {
        let Some((word, command)) = account(&line) else { continue };
        let message = format!("`{}` does not exist on {}", command.name, list(&line.platforms));
        let help = match command.instead.as_deref() {
            Some(instead) => format!("on Windows use {instead}, or {SPLIT}"),
            None => SPLIT.to_owned(),
        };
        findings.add(word.span, message).platforms(line.platforms).help(help);
    }
}

/// The first command of a line that makes or changes accounts of Linux.
fn account<'l>(line: &Line<'l>) -> Option<(&'l Written, &'static Command)> {
    if line.hears == Hears::Missing || !is_posix(line) {
        return None;
    }
    let known = |plain: &'l Plain| {
        let word = plain.words.first().filter(|word| is_program(word))?;
        let command = knowledge::command(plain.name())?;
        let is_it = command.systems == Systems::Linux && command.class == Some(Class::Account);
        is_it.then_some((word, command))
    };
    sure(line.said).find_map(known)
}

/// True if a rule here speaks of an instruction.
pub(super) fn speaks(facts: &Facts<'_>, index: usize) -> bool {
    let mut own = lines(facts, WINDOWS).into_iter().filter(|it| it.said.instruction == index);
    own.any(|line| {
        fault(facts, &line).is_some()
            || account(&line).is_some()
            || sure(line.said).any(|it| of_manager(it).is_some())
    })
}

/// The lines in a POSIX shell's language, and whether a command is missing there.
pub(super) fn posix_lines<'f>(facts: &'f Facts<'_>) -> Vec<(Line<'f>, bool)> {
    let is_posix = |it: &Line<'_>| {
        it.hears != Hears::Missing && it.said.dialect == Dialect::Posix && !it.said.is_exec
    };
    let lacks = |it: &Line<'_>| {
        account(it).is_some()
            || sure(it.said).any(|it| of_manager(it).is_some())
            || fault(facts, it)
                .is_some_and(|it| matches!(it.what, What::Lacks(_) | What::Script(_)))
    };
    let with_lacks = |it: Line<'f>| {
        let lacks = lacks(&it);
        (it, lacks)
    };
    untold(facts).into_iter().filter(is_posix).map(with_lacks).collect()
}

/// A command of the line does not exist, so that the whole line has to go.
pub(super) fn lacks_command(facts: &Facts<'_>, line: &Line<'_>) -> bool {
    let fault = fault(facts, line).map(|it| it.what);
    matches!(fault, Some(What::Lacks(_)))
        || account(line).is_some()
        || sure(line.said).any(|it| of_manager(it).is_some())
}

/// The commands that are run for certain, and whose failure is not handled.
pub(super) fn sure(said: &Said) -> impl Iterator<Item = &Plain> + Clone {
    said.script.commands.iter().filter(|it| it.sure)
}

/// What is wrong with a line.
struct Fault<'l> {
    span: Span,
    what: What<'l>,
}

enum What<'l> {
    /// These do not exist.
    Lacks(Vec<(&'l str, &'static Command)>),
    /// It means something else.
    Differs(String, &'static Command),
    /// A script for a POSIX shell.
    Script(&'l str),
    /// cmd does not act on it.
    Sign(&'l str),
    /// PowerShell does not take it.
    Odd(Odd<'l>),
}

fn fault<'l>(facts: &'l Facts<'_>, line: &'l Line<'_>) -> Option<Fault<'l>> {
    let both = os::both_required(facts);
    let is_bare = !both && bare::is_bare(facts, line);
    if line.hears == Hears::Missing || !is_posix(line) && !is_bare || renames(line) {
        return None;
    }
    let is_heard = powershell_sign::is_heard(facts, line);
    let commands = || sure(line.said);
    let lacking = |it: &'l Plain| {
        let known = if is_bare { bare::lacks(it) } else { None };
        let builtin = || Some(it).filter(|_| is_heard).and_then(powershell_sign::lacks);
        Some((it, known.or_else(builtin).or_else(|| lacks(facts, line, it))?))
    };
    let lacking = commands().filter_map(lacking);
    // PowerShell answers to `rm -rf`, and refuses the option.
    let answers = |it: &(&Plain, &'static Command)| is_heard && it.1.powershell;
    let (answered, lacking): (Vec<_>, Vec<_>) = lacking.partition(answers);
    if let Some((first, _)) = lacking.first() {
        let mut names: Vec<(&str, &'static Command)> = Vec::new();
        for (plain, command) in &lacking {
            if names.iter().all(|(name, _)| *name != plain.name()) {
                names.push((plain.name(), command));
            }
        }
        return Some(Fault { span: first.span(), what: What::Lacks(names) });
    }
    let answered: Vec<&Plain> = answered.into_iter().map(|(plain, _)| plain).collect();
    let meant = if both { misread(facts, line) } else { None };
    meant.or_else(|| refused(facts, line, &answered, is_heard))
}

/// What another shell takes otherwise.
fn misread<'l>(facts: &'l Facts<'_>, line: &'l Line<'_>) -> Option<Fault<'l>> {
    let commands = || sure(line.said);
    let differs = |it: &'l Plain| Some((it, differs(line, it)?));
    if let Some((plain, (option, command))) = commands().find_map(differs) {
        let what = What::Differs(format!("{} {}", plain.name(), option.text), command);
        return Some(Fault { span: plain.span().cover(option.span), what });
    }
    let is_script = |it: &&Plain| {
        start::has_ending(it.name(), &[".sh", ".bash"]) && !it.name().contains(UNKNOWN)
    };
    if let Some(plain) = commands().find(is_script).filter(|_| line.role == Role::Run) {
        let text = plain.span().slice(facts.text);
        return Some(Fault { span: plain.span(), what: What::Script(text) });
    }
    let sign = posix_sign::sign(facts, line)?;
    Some(Fault { span: sign.span, what: What::Sign(sign.span.slice(facts.text)) })
}

/// What PowerShell refuses; `answered` are commands of whose options that is known.
fn refused<'l>(
    facts: &'l Facts<'_>,
    line: &'l Line<'_>,
    answered: &[&'l Plain],
    is_heard: bool,
) -> Option<Fault<'l>> {
    let commands = || sure(line.said);
    // Whoever mends what other rules tell of a line writes it anew.
    let is_told = || account(line).is_some() || commands().any(|it| of_manager(it).is_some());
    let odd = if is_heard && !is_told() { powershell_sign::odd(facts, line) } else { None };
    let by_name = || answered.first().and_then(|it| Some((*it, joined_options(it)?)));
    let alias = |it: &'l Plain| Some((it, posix_sign::alias(facts, line, it)?));
    let alias = || commands().find_map(alias).filter(|_| os::both_required(facts));
    let by_option = || {
        let (plain, option) = by_name().or_else(alias)?;
        Some(powershell_sign::alias(plain, option, is_heard))
    };
    let (span, odd) = odd.or_else(by_option)?;
    Some(Fault { span, what: What::Odd(odd) })
}

/// A line for cmd is meant for Windows as it stands: what it starts was put there.
fn is_posix(line: &Line<'_>) -> bool {
    line.said.dialect != Dialect::Cmd || line.said.is_exec
}

impl Fault<'_> {
    fn message(&self, line: &Line<'_>) -> String {
        let where_ = list(&line.platforms);
        match &self.what {
            What::Lacks(all) => {
                let mut names: Vec<String> =
                    all.iter().take(NAMES).map(|(name, _)| format!("`{name}`")).collect();
                if all.len() > NAMES {
                    names.push(format!("{} more", all.len() - NAMES));
                }
                let verb = if all.len() == 1 { "does" } else { "do" };
                format!("{} {verb} not exist on {where_}", join(&names))
            }
            What::Differs(written, command) => {
                let difference = command.difference.as_deref().unwrap_or_default();
                format!("`{written}` means something else on {where_}: {difference}")
            }
            What::Script(name) => {
                format!("`{name}` needs a POSIX shell, which images for {where_} lack")
            }
            What::Odd(odd) => odd.message(&where_),
            What::Sign(sign) if line.hears == Hears::Unknown => {
                format!(
                    "`{sign}` means nothing to `cmd` and PowerShell, one of which reads this line on {where_}"
                )
            }
            What::Sign(sign) => {
                format!("`{sign}` means nothing to `cmd`, which reads this line on {where_}")
            }
        }
    }

    fn help(&self, role: Role) -> String {
        let split = match role {
            Role::Run => SPLIT.to_owned(),
            Role::Start | Role::Health => {
                format!("start the program itself, without a shell, or {SPLIT}")
            }
        };
        let instead = match &self.what {
            What::Lacks(all) if all.len() == 1 => {
                all.first().and_then(|(_, it)| it.instead.as_deref())
            }
            What::Lacks(_) | What::Differs(..) | What::Script(_) | What::Sign(_) | What::Odd(_) => {
                None
            }
        };
        match (&self.what, instead) {
            (What::Odd(odd), _) => {
                odd.help(role).map_or(split.clone(), |help| format!("{help}, or {split}"))
            }
            (What::Differs(written, _), _) if written.starts_with("mkdir") => {
                format!("`WORKDIR` and `COPY` make folders on both, or {split}")
            }
            (_, Some(instead)) => format!("on Windows use {instead}, or {split}"),
            (_, None) => split,
        }
    }
}

/// The program that a command starts, behind `sudo` and its like, if it is a package manager of Linux.
fn of_manager(command: &Plain) -> Option<&Written> {
    let (first, rest) = command.words.split_first()?;
    let is_manager = |word: &Written| {
        is_program(word)
            && knowledge::command(name_of(word)).is_some_and(|it| {
                it.systems == Systems::Linux && it.class == Some(Class::PackageManager)
            })
    };
    let starts = ["sudo", "doas", "env", "exec", "command", "eatmydata"].contains(&name_of(first));
    if is_manager(first) {
        return Some(first);
    }
    let mut behind = rest.iter().filter(|it| !it.text.starts_with('-') && !it.text.contains('='));
    behind.next().filter(|it| starts && is_manager(it))
}

/// A name alone, or a program of a distribution by its path; an own program may have any name.
fn is_program(word: &Written) -> bool {
    !word.text.contains(['/', '\\']) || start::is_in_folder(&word.text)
}

fn name_of(word: &Written) -> &str {
    start::file_name(&word.text)
}

/// The command, if Windows lacks it and it is no package manager.
fn lacks(facts: &Facts<'_>, line: &Line<'_>, plain: &Plain) -> Option<&'static Command> {
    let both = os::both_required(facts);
    let is_own = !is_program(plain.words.first()?);
    let known =
        knowledge::command(plain.name()).filter(|it| it.systems == Systems::Linux && !is_own)?;
    // `shell-form-cmd` and `dev-special-path` speak of these.
    if known.name == "exec" && line.role == Role::Start || dev_special_path::is_link(plain) && both
    {
        return None;
    }
    // Of these `linux-package-manager` and `posix-user` speak.
    let other = [Some(Class::PackageManager), Some(Class::Account)].contains(&known.class);
    if other || of_manager(plain).is_some() {
        return None;
    }
    if is_brought(facts, line, plain) {
        return None;
    }
    // Git for Windows brings a shell and its tools: in a file for Windows alone they are meant.
    let never = [Class::Packaging, Class::Account, Class::Service];
    if !both && !known.class.is_some_and(|it| never.contains(&it)) {
        return None;
    }
    let other =
        matches!(line.hears, Hears::Unknown | Hears::Image) || plain.dialect == Dialect::Powershell;
    let takes = plain.dialect == Dialect::Powershell || joined_options(plain).is_none();
    (!other || !known.powershell || !takes).then_some(known)
}

/// The image has a command of that name, which may not know options that are joined.
fn is_brought(facts: &Facts<'_>, line: &Line<'_>, plain: &Plain) -> bool {
    let brings = |image: &String| {
        let name = image.split([':', '@']).next().unwrap_or_default();
        knowledge::is_brought(name, plain.name())
    };
    let all = || os::base_names(facts, line.said.instruction);
    line.hears == Hears::Image && joined_options(plain).is_none() && all().iter().any(brings)
}
