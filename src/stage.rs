//! What a Dockerfile means for one target platform: its stages, their bases, and the value of every word.
//!
//! Not whether an image exists: `facts` asks the resolver for the references found here.
//! Evaluation happens once per *setting* (a target platform with a build platform), because that is how BuildKit
//! works: a file for five platforms is five builds, and a stage that one of them skips cannot be at fault there.

mod body;
pub mod cycle;
pub mod graph;
pub mod refusal;
pub mod scope;
pub mod source;
pub mod target;
pub mod value;
pub(crate) mod words;

use crate::platform::Platform;

/// The input of an evaluation besides the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The required platforms.
    pub targets: Vec<Platform>,
    /// The platforms of the machines that build.
    pub builders: Vec<Platform>,
    /// `--target`: a stage's name or number; the last stage without it.
    pub target_stage: Option<String>,
    /// `--build-arg NAME=value`, as docker takes them.
    pub build_args: Vec<(String, String)>,
}

/// One build: for a platform, on a platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What the image is for (`TARGETPLATFORM`).
    pub target: Platform,
    /// What the build runs on (`BUILDPLATFORM`).
    pub builder: Platform,
}

impl Options {
    /// True if the build is given a value for an argument.
    #[must_use]
    pub fn passes(&self, argument: &str) -> bool {
        self.build_args.iter().any(|(name, _)| name == argument)
    }

    /// All builds: every target on every builder, targets first.
    #[must_use]
    pub fn settings(&self) -> Vec<Setting> {
        let pair = |target: &Platform, builder: &Platform| Setting {
            target: target.clone(),
            builder: builder.clone(),
        };
        self.targets
            .iter()
            .flat_map(|target| self.builders.iter().map(move |builder| pair(target, builder)))
            .collect()
    }
}
