//! Packages of languages with machine code: `rules/knowledge/natives.toml`.
//!
//! Not a list of all: a package that is not here may have machine code too.

use super::{Manager, table};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Natives {
    pip: Vec<String>,
    npm: Vec<String>,
    rebuilt: Vec<String>,
}

static NATIVES: LazyLock<Option<Natives>> =
    LazyLock::new(|| table(include_str!("../../rules/knowledge/natives.toml")));

/// True if a package, as it is written in a call of its manager, works only on machines like the one that installs it.
#[must_use]
pub fn is_native(manager: &Manager, written: &str, from_source: bool) -> bool {
    let Some(known) = &*NATIVES else { return false };
    let name = manager.bare(written);
    let is_in = |all: &[String], name: &str| all.iter().any(|it| it == name);
    match manager.name() {
        "pip" => is_in(&known.pip, &name.to_ascii_lowercase().replace(['_', '.'], "-")),
        "npm" => is_in(&known.npm, name) || from_source && is_in(&known.rebuilt, name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::manager;

    #[test]
    fn packages_with_machine_code_are_known() {
        let is = |of: &str, name: &str| is_native(manager(of).unwrap(), name, false);
        assert!(
            is("pip", "numpy==2.1.3") && is("pip3", "Psycopg2_binary") && is("npm", "sharp@0.34")
        );
        assert!(!is("pip", "pyyaml") && !is("npm", "bcrypt") && !is("pip", "requests[security]"));
        assert!(is_native(manager("npm").unwrap(), "bcrypt", true));
    }
}
