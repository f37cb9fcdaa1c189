//! What a container of the image starts, and which programs commands name.
//!
//! Not a rule, and not a shell: of a command in shell form only the first word is read, and of a script nothing.

use super::os;
pub(super) use crate::shell::plain::file_name;
use crate::{
    facts::Facts,
    knowledge,
    platform::Platform,
    stage::{graph::Stage, target::Evaluation},
    syntax::ast::{Command, Instruction, Kind, Text},
};
use std::borrow::Cow;

/// A command, and the required platforms on which it is run.
pub(super) struct Started<'f> {
    /// Index of its instruction.
    pub index: usize,
    /// The command.
    pub command: &'f Command,
    /// The platforms.
    pub platforms: Vec<Platform>,
}

/// `Started::program`: the program, and what follows it.
pub(super) struct Program<'f> {
    /// The word that names it.
    pub word: Cow<'f, Text>,
    /// Its arguments; empty in shell form.
    pub arguments: &'f [Text],
}

/// The commands that a container of the image starts: `ENTRYPOINT`, or `CMD` without one, and `HEALTHCHECK`.
/// What a later line or stage replaces is not among them, nor a `CMD` that is only arguments.
pub(super) fn started<'f>(
    facts: &'f Facts<'_>,
    os: &str,
    wanted: impl Fn(&Started<'f>) -> bool,
) -> Vec<Started<'f>> {
    if !os::any_on(facts, os) {
        return Vec::new();
    }
    let all = || facts.evaluations.iter().map(|it| starts(facts, it)).collect();
    let starts = facts.kept.starts.get_or_init(all);
    let mut all: Vec<usize> = starts.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let one = |index: usize| {
        let command = start_command(facts.instruction(index)?)?;
        let mut started = Started { index, command, platforms: Vec::new() };
        // To ask for the platforms costs most.
        if !wanted(&started) {
            return None;
        }
        let used = |setting: usize| starts.get(setting).is_some_and(|it| it.contains(&index));
        started.platforms = facts.targets_at(|setting| {
            let it = facts.evaluations.get(setting).filter(|_| used(setting));
            it.is_some_and(|it| it.target.is_some_and(|target| os::is_on(facts, it, target, os)))
        });
        (!started.platforms.is_empty()).then_some(started)
    };
    all.into_iter().filter_map(one).collect()
}

/// The same with the `RUN`s in exec form, which need no shell to be understood.
pub(super) fn commands<'f>(
    facts: &'f Facts<'_>,
    os: &str,
    wanted: impl Fn(&Started<'f>) -> bool,
) -> Vec<Started<'f>> {
    if !os::any_on(facts, os) {
        return Vec::new();
    }
    let all = facts.file.instructions.iter().enumerate();
    let runs = all.filter_map(|(index, instruction)| {
        let instruction = instruction.inner().unwrap_or(instruction);
        let Kind::Run(command @ Command::Exec(_)) = &instruction.kind else { return None };
        let mut started = Started { index, command, platforms: Vec::new() };
        if wanted(&started) {
            started.platforms = os::on(facts, index, os);
        }
        (!started.platforms.is_empty()).then_some(started)
    });
    let runs: Vec<Started<'f>> = runs.collect();
    let mut all = started(facts, os, wanted);
    all.extend(runs);
    all.sort_by_key(|it| it.index);
    all
}

/// A command that something is wrong with.
pub(super) struct Wrong<'f, F> {
    /// The command.
    pub started: Started<'f>,
    /// What is wrong.
    pub fault: F,
    /// The word that says so.
    pub word: Text,
}

/// The commands on a system that something is wrong with.
pub(super) fn wrong<'f, F>(
    facts: &'f Facts<'_>,
    os: &str,
    fault: impl for<'p> Fn(&Started<'f>, &'p Program<'f>) -> Option<(F, &'p Text)>,
) -> Vec<Wrong<'f, F>> {
    let found = |started: &Started<'f>| {
        let program = started.program()?;
        let (fault, word) = fault(started, &program)?;
        Some((fault, word.clone()))
    };
    let one = |started: Started<'f>| {
        let (fault, word) = found(&started)?;
        Some(Wrong { started, fault, word })
    };
    commands(facts, os, |it| found(it).is_some()).into_iter().filter_map(one).collect()
}

/// The command of an instruction that says what a container runs.
pub(super) fn start_command(instruction: &Instruction) -> Option<&Command> {
    if let Kind::Cmd(command) | Kind::Entrypoint(command) | Kind::Healthcheck(Some(command)) =
        &instruction.kind
    {
        Some(command)
    } else {
        None
    }
}

/// Indices of the instructions that say what a container runs.
fn starts(facts: &Facts<'_>, evaluation: &Evaluation) -> Vec<usize> {
    let Some(target) = evaluation.target else { return Vec::new() };
    let (mut entrypoint, mut cmd, mut health) = (None, None, None);
    for stage in facts.chain(evaluation, target) {
        // An `ENTRYPOINT` takes away the `CMD` of the stage below.
        if entrypoint.is_none() {
            cmd = cmd.or_else(|| last(facts, stage, |kind| matches!(kind, Kind::Cmd(_))));
        }
        let is_entrypoint = |kind: &Kind| matches!(kind, Kind::Entrypoint(_));
        entrypoint = entrypoint.or_else(|| last(facts, stage, is_entrypoint));
        health = health.or_else(|| last(facts, stage, |it| matches!(it, Kind::Healthcheck(_))));
    }
    [entrypoint.or(cmd), health].into_iter().flatten().collect()
}

fn last(facts: &Facts<'_>, stage: &Stage, wanted: impl Fn(&Kind) -> bool) -> Option<usize> {
    let is_it = |at: &usize| facts.instruction(*at).is_some_and(|it| wanted(&it.kind));
    stage.body.clone().rev().find(is_it)
}

impl<'f> Started<'f> {
    /// The program that is run; in shell form the first word, which may be one of the shell's own.
    pub(super) fn program(&self) -> Option<Program<'f>> {
        match self.command {
            Command::Exec(words) => {
                let (word, arguments) = words.split_first()?;
                Some(Program { word: Cow::Borrowed(word), arguments })
            }
            Command::Shell(text) => {
                let all = text.as_str();
                let rest = all.strip_prefix("exec ").unwrap_or(all).trim_start();
                let start = all.len() - rest.len();
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let word = Cow::Owned(text.slice(start..start + length));
                Some(Program { word, arguments: &[] })
            }
        }
    }

    /// True for `["a", "b"]`.
    pub(super) const fn is_exec(&self) -> bool {
        matches!(self.command, Command::Exec(_))
    }
}

impl Program<'_> {
    /// The name of the program as a whole.
    pub(super) fn name(&self) -> &str {
        self.word.as_str()
    }

    /// The script that is run: the word itself, or what a shell or a wrapper such as `tini` starts.
    pub(super) fn script(&self, endings: &[&str]) -> Option<&Text> {
        let is_script = |text: &Text| has_ending(text.as_str(), endings);
        if is_script(&self.word) {
            return Some(&self.word);
        }
        let starts_others = |name: &str| {
            is_posix_shell(name) || knowledge::has(&knowledge::linux().wrappers, file_name(name))
        };
        if !starts_others(self.name()) {
            return None;
        }
        let plain = self.arguments.iter().take_while(|it| it.as_str() != "-c");
        let mut plain = plain.filter(|it| !it.as_str().starts_with('-'));
        plain.find(|it| !starts_others(it.as_str())).filter(|it| is_script(it))
    }

    /// A shell with a script in its argument: `sh -c "…"`.
    pub(super) fn is_shell_with_script(&self) -> bool {
        let is_option = |it: &&Text| it.as_str().starts_with('-');
        let mut options = self.arguments.iter().take_while(is_option);
        let with_c = |it: &Text| {
            let option = it.as_str();
            !option.starts_with("--") && option.ends_with('c')
        };
        is_posix_shell(self.name()) && options.any(with_c)
    }
}

/// Where the programs of a distribution lie.
const FOLDERS: [&str; 6] =
    ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"];

/// True for a program of a distribution by its path.
pub(super) fn is_in_folder(program: &str) -> bool {
    FOLDERS.iter().any(|folder| program.starts_with(folder))
}

/// True if a file's name ends with one of these, in whatever case.
pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    let name = name.trim_matches(['"', '\'']).to_ascii_lowercase();
    endings.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending))
}

/// A word without quotes around it.
pub(super) fn bare(word: &Text) -> &str {
    word.as_str().trim_matches(['"', '\''])
}

/// `/bin/sh`, `bash` and the like; not a `bash.exe`.
pub(super) fn is_posix_shell(program: &str) -> bool {
    let name = program.rsplit('/').next().unwrap_or(program);
    knowledge::linux().shells.iter().any(|shell| shell == name)
}

/// `cmd` or `powershell`, with or without a folder of Windows and `.exe`. `pwsh` is for Linux too, and so was a
/// `/usr/bin/powershell` once.
pub(super) fn windows_shell(program: &str) -> Option<&'static str> {
    if program.starts_with('/') && !has_ending(program, &[".exe"]) {
        return None;
    }
    let name = file_name(program).to_ascii_lowercase();
    let name = name.strip_suffix(".exe").unwrap_or(&name);
    ["cmd", "powershell"].into_iter().find(|it| *it == name)
}

/// The most instructions of a file that is searched for each finding.
pub(super) const MANY: usize = 2000;

/// True if a stage that an instruction belongs to, or one below it, has a line of which something holds. So it may be
/// in a file of very many instructions.
pub(super) fn chain_has(
    facts: &Facts<'_>,
    index: usize,
    holds: impl Fn(&Instruction) -> bool,
) -> bool {
    let in_stage = |stage: &Stage| {
        let mut body = stage.body.clone();
        body.any(|at| facts.instruction(at).is_some_and(|it| holds(it.inner().unwrap_or(it))))
    };
    let is_long = facts.file.instructions.len() > MANY;
    is_long
        || facts.evaluations.iter().any(|it| {
            let stages = os::stages(facts, it, index);
            stages.into_iter().any(|stage| facts.chain(it, stage).any(in_stage))
        })
}

/// True if another `RUN` of the stage, or of one below it, names something.
pub(super) fn run_names(facts: &Facts<'_>, index: usize, name: &str) -> bool {
    let own = facts.instruction(index).map(|it| it.inner().unwrap_or(it).span);
    chain_has(facts, index, |it| {
        let is_other_run = matches!(it.kind, Kind::Run(_)) && Some(it.span) != own;
        is_other_run && it.span.slice(facts.text).contains(name)
    })
}

#[cfg(test)]
mod tests {
    use super::{Program, has_ending, is_posix_shell, windows_shell};
    use crate::{span::Span, syntax::ast::Text};
    use std::borrow::Cow;

    fn texts(words: &[&str]) -> Vec<Text> {
        words.iter().map(|word| Text::plain(word, Span::at(0, word.len()))).collect()
    }

    fn program(words: &[Text]) -> Program<'_> {
        let (word, arguments) = words.split_first().unwrap();
        Program { word: Cow::Borrowed(word), arguments }
    }

    #[test]
    fn shells_are_known() {
        assert_eq!(windows_shell("C:\\Windows\\System32\\cmd.exe"), Some("cmd"));
        assert_eq!(windows_shell("PowerShell"), Some("powershell"));
        assert_eq!(windows_shell("pwsh"), None);
        assert_eq!(windows_shell("/usr/bin/powershell"), None);
        assert!(is_posix_shell("/usr/bin/bash") && is_posix_shell("sh"));
        assert!(!is_posix_shell("C:/msys64/usr/bin/bash.exe"));
    }

    #[test]
    fn scripts_are_found_behind_shells_and_wrappers() {
        for words in [
            &["./run.sh"][..],
            &["/bin/bash", "-e", "/run.sh"],
            &["tini", "-g", "--", "/run.sh"],
            &["/usr/bin/env", "bash", "/run.sh"],
        ] {
            assert!(program(&texts(words)).script(&[".sh"]).is_some(), "{words:?}");
        }
        for words in [&["sh", "-c", "/run.sh"][..], &["python", "run.sh"], &["sh", "run"], &[".sh"]]
        {
            assert!(program(&texts(words)).script(&[".sh"]).is_none(), "{words:?}");
        }
        assert!(program(&texts(&["bash", "-ec", "x"])).is_shell_with_script());
        assert!(!program(&texts(&["bash", "x"])).is_shell_with_script());
        assert!(has_ending("RUN.CMD", &[".cmd"]));
    }
}
