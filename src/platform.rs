//! Platforms: parse, normalise, match.

/// A platform, always normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Platform {
    /// `linux`, `windows`, …
    pub os: String,
    /// `amd64`, `arm64`, `arm`, …
    pub architecture: String,
    /// `v7` and the like; empty when there is none.
    pub variant: String,
    /// The Windows build, as `10.0.17763`; empty when not given.
    pub os_version: String,
    /// Sorted, without duplicates.
    pub os_features: Vec<String>,
}
