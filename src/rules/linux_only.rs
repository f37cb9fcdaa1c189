//! `chown-chmod-flag`, `run-mount-windows`, `stopsignal-windows`, `posix-shell-instruction` and `posix-user`:
//! instructions that Windows does not take.
//!
//! Five rules in one file, because they differ only in the instruction they look at. Commands are `posix_command`'s.

use super::{
    os::{self, WINDOWS},
    posix_command, start,
};
use crate::{
    diagnostic::{Applicability, Fix, Severity},
    facts::Facts,
    knowledge,
    rule::{Check, Findings, Rule},
    rules::{join, list, without_flag},
    stage::target::StageAt,
    syntax::ast::{Command, Flag, Instruction, Kind},
};

pub(super) static CHOWN: Rule = Rule {
    slug: "chown-chmod-flag",
    summary: "`--chown` or `--chmod` in a stage that is built for Windows.",
    page: include_str!("../../rules/chown-chmod-flag/rule.md"),
    severity: Severity::Warning,
    check: Check::File(chown),
};

pub(super) static MOUNT: Rule = Rule {
    slug: "run-mount-windows",
    summary: "A mount of a type that Windows builds do not have.",
    page: include_str!("../../rules/run-mount-windows/rule.md"),
    severity: Severity::Error,
    check: Check::File(mount),
};

pub(super) static STOPSIGNAL: Rule = Rule {
    slug: "stopsignal-windows",
    summary: "`STOPSIGNAL` has no effect on Windows.",
    page: include_str!("../../rules/stopsignal-windows/rule.md"),
    severity: Severity::Info,
    check: Check::File(stopsignal),
};

pub(super) static SHELL: Rule = Rule {
    slug: "posix-shell-instruction",
    summary: "`SHELL` names a POSIX shell in a stage that is built for Windows.",
    page: include_str!("../../rules/posix-shell-instruction/rule.md"),
    severity: Severity::Error,
    check: Check::File(shell),
};

pub(super) static USER: Rule = Rule {
    slug: "posix-user",
    summary: "A user that exists on Linux only, in a stage that is built for Windows.",
    page: include_str!("../../rules/posix-user/rule.md"),
    severity: Severity::Error,
    check: Check::File(|facts, findings| {
        user(facts, findings);
        posix_command::accounts(facts, findings);
    }),
};

/// Each instruction, the one that an `ONBUILD` holds in its place.
fn all<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (usize, &'f Instruction)> {
    let all = facts.file.instructions.iter().enumerate();
    all.map(|(index, it)| (index, it.inner().unwrap_or(it)))
}

fn chown(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in all(facts) {
        if !matches!(instruction.kind, Kind::Copy(_) | Kind::Add(_)) {
            continue;
        }
        let is_it = |flag: &&Flag| matches!(flag.name.as_str(), "chown" | "chmod");
        let flags: Vec<&Flag> = instruction.flags.iter().filter(is_it).collect();
        let Some(first) = flags.first() else { continue };
        let hit = os::on(facts, index, WINDOWS);
        if hit.is_empty() {
            continue;
        }
        let names: Vec<String> = flags.iter().map(|it| format!("`--{}`", it.name)).collect();
        let does = if flags.len() == 1 { "does" } else { "do" };
        let message = format!("{} {does} not work for {}", join(&names), list(&hit));
        let finding = findings.add(first.span, message).platforms(hit);
        if os::on(facts, index, os::LINUX).is_empty() {
            finding.help("remove it; on Windows files get the rights of their folder").fix(Fix {
                title: format!("remove {}", join(&names)),
                edits: flags.iter().map(|flag| without_flag(facts, flag)).collect(),
                applicability: Applicability::Safe,
            });
        } else {
            finding.help("copy in a stage for each operating system, chosen with `FROM run-${TARGETOS}`, and set owner and mode in the one for Linux");
        }
    }
}

fn mount(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in all(facts) {
        for flag in instruction.flags.iter().filter(|it| it.name == "mount") {
            let Some(text) = &flag.value else { continue };
            let missing = |at: &StageAt| mount_type(&os::value(at, text)).is_some();
            let hit = os::on_where(facts, index, WINDOWS, missing);
            let Some(kind) = mount_type(text.as_str()).filter(|_| !hit.is_empty()) else {
                continue;
            };
            let message =
                format!("Windows builds have no `{kind}` mounts: this fails for {}", list(&hit));
            findings.add(flag.span, message).platforms(hit).help(format!(
                "use the `{kind}` mount in a stage that runs on Linux, such as one on `$BUILDPLATFORM`, and copy its result"
            ));
        }
    }
}

/// The type of a mount that Windows lacks; `bind` and `cache` it has.
fn mount_type(mount: &str) -> Option<&'static str> {
    let field = mount.split(',').find_map(|field| {
        let (key, value) = field.trim_matches('"').split_once('=')?;
        key.eq_ignore_ascii_case("type").then_some(value)
    })?;
    ["secret", "ssh", "tmpfs"].into_iter().find(|it| field.eq_ignore_ascii_case(it))
}

fn stopsignal(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in all(facts) {
        let Kind::Stopsignal(_) = &instruction.kind else { continue };
        let hit = os::on(facts, index, WINDOWS);
        if !hit.is_empty() {
            let message = format!("`STOPSIGNAL` has no effect on {}", list(&hit));
            findings.add(instruction.span, message).platforms(hit).help(
                "on Windows a container is stopped by a CTRL_SHUTDOWN event; let the program handle both",
            );
        }
    }
}

fn shell(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in all(facts) {
        let Kind::Shell(Command::Exec(words)) = &instruction.kind else { continue };
        let Some(program) = words.first() else { continue };
        let name = program.as_str();
        let is_shell = start::is_posix_shell(name);
        // A bare `bash` can be Git's own on Windows, if the stage is not for Linux too.
        let is_meant = name.starts_with('/') || !os::on(facts, index, os::LINUX).is_empty();
        let hit = os::on(facts, index, WINDOWS);
        if is_shell && is_meant && !hit.is_empty() {
            let message = format!(
                "`{name}` does not exist on {}: no `RUN` behind this works there",
                list(&hit)
            );
            findings.add(program.span(), message).platforms(hit).help(
                "remove `SHELL` where the default will do, or give each operating system a stage and choose it with `FROM run-${TARGETOS}`",
            );
        }
    }
}

fn user(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in all(facts) {
        let Kind::User(text) = &instruction.kind else { continue };
        let hit = os::on_where(facts, index, WINDOWS, |at| is_posix_user(&os::value(at, text)));
        if hit.is_empty() {
            continue;
        }
        let user = os::shown(facts, index, text);
        let then = os::without_user(facts, index);
        let message = format!("Windows has no user `{user}`: {then} on {}", list(&hit));
        findings.add(text.span(), message).platforms(hit).help(
            "give each operating system a stage, `USER ContainerUser` in the one for Windows, and choose it with `FROM run-${TARGETOS}`",
        );
    }
}

/// A number, `user:group`, or an account of Linux images.
fn is_posix_user(user: &str) -> bool {
    let (name, group) = user.split_once(':').unwrap_or((user, ""));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_account = |text: &str| knowledge::linux().accounts.iter().any(|it| it == text);
    is_number(name) || is_number(group) || is_account(name) || is_account(group)
}

#[cfg(test)]
mod tests {
    use super::{is_posix_user, mount_type};

    #[test]
    fn users_of_posix_systems_are_known() {
        for user in ["0", "1000", "1000:1000", "root", "app:0", "www-data:www-data"] {
            assert!(is_posix_user(user), "{user}");
        }
        for user in ["", "app", "ContainerUser", "app:app", "NT AUTHORITY\\NetworkService", "u1000"]
        {
            assert!(!is_posix_user(user), "{user}");
        }
    }

    #[test]
    fn mounts_that_windows_lacks_are_known() {
        assert_eq!(mount_type("type=Secret,id=a"), Some("secret"));
        assert_eq!(mount_type("target=/a,type=tmpfs"), Some("tmpfs"));
        assert_eq!(mount_type("type=cache,target=/a"), None);
        assert_eq!(mount_type("target=/a"), None);
    }
}
