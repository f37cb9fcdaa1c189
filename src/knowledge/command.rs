//! Which systems have a command, and with which meaning: `rules/knowledge/commands.toml`.
//!
//! Not a list of all commands: one that is unknown is never a finding.

use super::table;
use foldhash::{HashMap, HashMapExt};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// Where a command exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Systems {
    /// On Linux only.
    Linux,
    /// On Windows only.
    Windows,
    /// On both with the same meaning; a program may still have to be installed.
    Both,
    /// On both, but it does something else.
    Differ,
}

/// What a command is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Installs packages.
    PackageManager,
    /// Helps a package manager.
    Packaging,
    /// Part of the shell.
    Builtin,
    /// A shell.
    Shell,
    /// Works on files and folders.
    File,
    /// Works on text.
    Text,
    /// Checksums.
    Digest,
    /// Packs and unpacks.
    Archive,
    /// Downloads.
    Fetch,
    /// Asks or changes the system.
    System,
    /// Users and groups.
    Account,
    /// Runs as another user.
    Privilege,
    /// Starts and configures services.
    Service,
    /// Helps to build software for one system.
    Build,
    /// A script of an image.
    Image,
    /// Of Windows PowerShell.
    Cmdlet,
    /// A program that is made for both systems.
    Program,
    /// Compilers and their like, which both systems can have.
    Toolchain,
}

/// A known command.
#[derive(Debug)]
pub struct Command {
    /// As it is written.
    pub name: String,
    /// Where it exists.
    pub systems: Systems,
    /// What it is for; none when that differs.
    pub class: Option<Class>,
    /// How the meanings differ.
    pub difference: Option<String>,
    /// What to write where it is missing.
    pub instead: Option<String>,
    /// True if Windows PowerShell answers to the name too, with options of its own.
    pub powershell: bool,
    /// True if Nano Server lacks it although it is of Windows.
    pub nanoserver_lacks: bool,
}

type Lists = BTreeMap<Class, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Commands {
    linux: Lists,
    windows: Lists,
    both: Lists,
    differ: BTreeMap<String, String>,
    powershell: Names,
    cmdlets: Verbs,
    nanoserver: Lacks,
    brought: BTreeMap<String, Vec<String>>,
    shell: Shells,
    instead: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shells {
    powershell: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lacks {
    lacks: Vec<String>,
}

/// All commands by their name in lower case, and the verbs of cmdlets.
pub(super) struct Index {
    commands: HashMap<String, Command>,
    verbs: Vec<String>,
    brought: BTreeMap<String, Vec<String>>,
    powershell: Vec<String>,
}

pub(super) static COMMANDS: LazyLock<Option<Index>> = LazyLock::new(|| {
    table(include_str!("../../rules/knowledge/commands.toml")).map(|it| Index::new(&it))
});

impl Index {
    fn new(table: &Commands) -> Self {
        let systems = [
            (Systems::Linux, &table.linux),
            (Systems::Windows, &table.windows),
            (Systems::Both, &table.both),
        ];
        let mut commands = HashMap::new();
        for (systems, lists) in systems {
            for (class, names) in lists {
                for name in names {
                    let command = entry(table, name, systems, Some(*class));
                    commands.insert(name.to_ascii_lowercase(), command);
                }
            }
        }
        for name in table.differ.keys() {
            commands.insert(name.to_ascii_lowercase(), entry(table, name, Systems::Differ, None));
        }
        let (verbs, brought) = (table.cmdlets.verbs.clone(), table.brought.clone());
        Self { commands, verbs, brought, powershell: table.shell.powershell.clone() }
    }
}

fn entry(table: &Commands, name: &str, systems: Systems, class: Option<Class>) -> Command {
    Command {
        name: name.to_owned(),
        systems,
        class,
        difference: table.differ.get(name).cloned(),
        instead: table.instead.get(name).cloned(),
        powershell: table.powershell.names.iter().any(|it| it == name),
        nanoserver_lacks: table.nanoserver.lacks.iter().any(|it| it == name),
    }
}

/// All commands, in no order.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().flat_map(|all| all.commands.values())
}

/// A command by its name, as Linux looks it up. Folders are the caller's to cut off.
#[must_use]
pub fn command(name: &str) -> Option<&'static Command> {
    windows_command(name).filter(|it| it.name == name)
}

/// A command by its name, as Windows looks it up: in any case, with `.exe` or without.
#[must_use]
pub fn windows_command(name: &str) -> Option<&'static Command> {
    let lower = name.to_ascii_lowercase();
    COMMANDS.as_ref()?.commands.get(lower.strip_suffix(".exe").unwrap_or(&lower))
}

/// True if an image for Windows brings a command of Linux. The image is a name without a tag.
#[must_use]
pub fn is_brought(image: &str, name: &str) -> bool {
    let all = COMMANDS.as_ref().and_then(|all| all.brought.get(image));
    all.is_some_and(|all| all.iter().any(|it| it == name))
}

/// True if an image for Windows names Windows PowerShell as the shell of what builds on it. The image is a name with a
/// tag; the one for Nano Server has cmd.
#[must_use]
pub fn names_powershell(image: &str) -> bool {
    let name = super::familiar(image);
    let (name, tag) = name.split_once([':', '@']).unwrap_or((name, ""));
    let known = |all: &Index| all.powershell.iter().any(|it| it == name);
    !tag.contains("nanoserver") && COMMANDS.as_ref().is_some_and(known)
}

/// True for the name of a cmdlet of PowerShell on any system: `Remove-Item`.
#[must_use]
pub fn is_cmdlet(name: &str) -> bool {
    let Some((verb, noun)) = name.split_once('-') else { return false };
    let known = |all: &Index| all.verbs.iter().any(|it| it.eq_ignore_ascii_case(verb));
    noun.starts_with(|first: char| first.is_ascii_alphabetic())
        && noun.chars().all(|it| it.is_ascii_alphanumeric())
        && (verb.starts_with(|first: char| first.is_ascii_uppercase()))
        && COMMANDS.as_ref().is_some_and(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn read() -> Commands {
        toml::from_str(include_str!("../../rules/knowledge/commands.toml")).unwrap()
    }

    #[test]
    fn a_command_stands_in_one_list() {
        let table = read();
        let mut seen = BTreeSet::new();
        let lists = [&table.linux, &table.windows, &table.both];
        let listed = lists.into_iter().flat_map(|lists| lists.values().flatten());
        for name in listed.chain(table.differ.keys()) {
            assert!(seen.insert(name.to_ascii_lowercase()), "`{name}` stands twice");
        }
    }

    #[test]
    fn what_is_said_of_a_command_is_said_of_a_known_one() {
        let table = read();
        let also = table.powershell.names.iter().chain(&table.nanoserver.lacks);
        for name in also.chain(table.instead.keys()) {
            assert!(command(name).is_some(), "`{name}` is in no list");
        }
        for name in table.brought.values().flatten() {
            assert_eq!(command(name).unwrap().systems, Systems::Linux);
        }
        for name in &table.nanoserver.lacks {
            assert_eq!(command(name).unwrap().systems, Systems::Windows);
        }
    }

    #[test]
    fn systems_are_those_of_the_lists() {
        let systems = |name| command(name).map(|it| it.systems);
        assert_eq!(systems("apt-get"), Some(Systems::Linux));
        assert_eq!(systems("setx"), Some(Systems::Windows));
        assert_eq!(systems("curl"), Some(Systems::Both));
        assert_eq!(systems("find"), Some(Systems::Differ));
        assert_eq!(systems("our-own-script"), None);
        assert_eq!(command("apt-get").unwrap().class, Some(Class::PackageManager));
        assert!(command("rm").unwrap().powershell);
    }

    #[test]
    fn windows_ignores_case_and_exe() {
        assert_eq!(windows_command("MsiExec.EXE").unwrap().name, "msiexec");
        assert!(command("MsiExec").is_none());
        assert!(windows_command("msiexec.dll").is_none());
    }

    #[test]
    fn cmdlets_are_known_by_their_verb() {
        assert!(is_cmdlet("Remove-Item") && is_cmdlet("Invoke-WebRequest"));
        assert!(!is_cmdlet("apt-get") && !is_cmdlet("test-runner") && !is_cmdlet("Foo-Bar"));
        assert!(!is_cmdlet("Get-") && !is_cmdlet("Remove"));
        for name in read().windows.get(&Class::Cmdlet).unwrap() {
            assert!(is_cmdlet(name), "{name}");
        }
    }
}
