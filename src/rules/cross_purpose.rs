//! Whether a file or a stage compiles for other machines on purpose.
//!
//! Not a rule: `cross-compiler-hardcoded` asks here. Whoever installs a compiler for another machine means it, and so
//! does whoever names several, so that words anywhere in the file are enough.

use super::{
    cross_target::{self, uses_xx},
    cross_tool::machine,
    script::is_far,
    system_target::{CPU, processors},
};
use crate::{facts::Facts, knowledge};
use std::{cell::OnceCell, collections::HashSet, ops::Range};

/// Words of a line where compiling for other machines is the purpose.
const PURPOSE: &[&str] = &[
    "crossbuild-essential",
    "-cross",
    "crosstool",
    "add-architecture",
    "sysroot",
    "SYSROOT",
    "emcc",
    "emcmake",
    "emconfigure",
    "emmake",
];

/// What the file as a whole says of compiling for other machines.
#[derive(Default)]
pub(super) struct Known {
    purpose: OnceCell<Purpose>,
    is_alone: OnceCell<bool>,
    has_processor: OnceCell<bool>,
}

/// What the instructions say.
struct Purpose {
    /// That it is for that.
    is_said: bool,
    /// The architectures of compilers and machines, wherever they are named.
    machines: HashSet<&'static str>,
    /// Those of what tools are told to make programs for.
    targets: HashSet<&'static str>,
    /// Such targets are for other systems too.
    has_systems: bool,
}

impl Known {
    /// Compiling for another machine is the purpose of the file, or of the stage by its name.
    pub(super) fn is_meant(&self, facts: &Facts<'_>, (stage, architecture): (usize, &str)) -> bool {
        if is_far(facts, architecture) {
            return true;
        }
        let Some(stage) = facts.graph.stages.get(stage) else { return true };
        let name = stage.name.as_deref().unwrap_or_default();
        if name.contains("cross") || knowledge::names(name).next().is_some() {
            return true;
        }
        let purpose = self.purpose(facts);
        purpose.is_said || purpose.has_machine(architecture)
    }

    /// Other lines make programs for other architectures or systems.
    pub(super) fn makes_several(&self, facts: &Facts<'_>, architecture: &str) -> bool {
        let purpose = self.purpose(facts);
        purpose.has_systems || purpose.targets.iter().any(|it| *it != architecture)
    }

    /// GN is told a processor, as far as words say.
    pub(super) fn has_processor(&self, facts: &Facts<'_>) -> bool {
        *self.has_processor.get_or_init(|| facts.mentions(&CPU))
    }

    /// All that GN is told of processors is amd64.
    pub(super) fn is_alone(&self, facts: &Facts<'_>) -> bool {
        let is_amd64 = |(_, it): &(Range<usize>, &str)| *it == "amd64";
        *self.is_alone.get_or_init(|| processors(facts.text).iter().all(is_amd64))
    }

    /// The purpose, worked out when it is first asked for.
    fn purpose(&self, facts: &Facts<'_>) -> &Purpose {
        self.purpose.get_or_init(|| Purpose::of(facts))
    }
}

impl Purpose {
    fn of(facts: &Facts<'_>) -> Self {
        let texts = || facts.file.instructions.iter().map(|it| it.span.slice(facts.text));
        let is_part = |it: char| it.is_ascii_alphanumeric() || "-_".contains(it);
        let machines = texts().flat_map(|it| it.split(move |it| !is_part(it)));
        let targets = || texts().flat_map(|it| it.split([' ', '=', '\n', '\t', '"', '\'']));
        Self {
            is_said: texts().any(|it| {
                PURPOSE.iter().any(|word| it.contains(word)) || uses_xx(it) || installs(it)
            }),
            machines: machines.filter_map(machine).collect(),
            targets: targets().filter_map(cross_target::architecture).collect(),
            has_systems: targets().any(cross_target::is_for_other_system),
        }
    }

    /// Machines of other architectures are named too.
    fn has_machine(&self, architecture: &str) -> bool {
        self.machines.iter().any(|it| *it != architecture)
    }
}

/// `apt-get install gcc-aarch64-linux-gnu`
fn installs(text: &str) -> bool {
    ["gcc-", "g++-", "binutils-"].iter().any(|start| {
        let mut behind = text.split(start).skip(1);
        behind.any(|it| {
            machine(it.trim_start_matches("multilib-")).is_some() || it.starts_with("x86-64-linux")
        })
    })
}
