//! Programs of machine code by their paths: `rules/knowledge/programs.toml`.
//!
//! Not a list of all: a program that is not here may be machine code too.

use super::table;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Programs {
    folders: Vec<String>,
    names: Vec<String>,
    paths: Vec<String>,
    system: Vec<String>,
}

static PROGRAMS: LazyLock<Option<Programs>> =
    LazyLock::new(|| table(include_str!("../../rules/knowledge/programs.toml")));

fn is_in(all: &[String], text: &str) -> bool {
    all.iter().any(|it| it == text)
}

/// True if packages and images have machine code at this path, which ends without `/`.
#[must_use]
pub fn is_machine_code(path: &str) -> bool {
    let Some(known) = &*PROGRAMS else { return false };
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let one = |it: &String| it.strip_suffix("/*").is_some_and(|it| it == folder);
    is_in(&known.folders, folder) && is_in(&known.names, name)
        || is_in(&known.paths, path)
        || known.paths.iter().any(one)
}

/// True for folders of every distribution that hold machine code.
#[must_use]
pub fn is_system_folder(path: &str) -> bool {
    PROGRAMS.as_ref().is_some_and(|known| is_in(&known.system, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_from_scripts() {
        for path in ["/usr/bin/jq", "/usr/local/bin/node", "/uv", "/usr/lib/jvm/java-21-openjdk"] {
            assert!(is_machine_code(path), "{path}");
        }
        for path in [
            "/usr/local/bin/npm",
            "/usr/share/jq",
            "/usr/lib/jvm/a/b",
            "/usr/local/go/lib/time/zoneinfo.zip",
            "/opt/app/node",
            "jq",
        ] {
            assert!(!is_machine_code(path), "{path}");
        }
        assert!(is_system_folder("/") && !is_system_folder("/usr/share"));
    }
}
