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

// Stand-in until the full parser is here: enough to read and print plain platforms.
mod plain {
    use super::Platform;

    impl std::fmt::Display for Platform {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{}/{}", self.os, self.architecture)?;
            if self.variant.is_empty() { Ok(()) } else { write!(f, "/{}", self.variant) }
        }
    }

    impl Platform {
        /// The platform written as `os/architecture[/variant]`.
        ///
        /// # Errors
        /// A sentence about what is wrong.
        pub fn parse(text: &str) -> Result<Self, String> {
            let mut parts = text.split('/');
            let mut next = || parts.next().unwrap_or_default().to_lowercase();
            let (os, architecture, variant) = (next(), next(), next());
            let known = ["linux", "windows", "darwin", "freebsd"].contains(&os.as_str());
            if !known || architecture.is_empty() || parts.next().is_some() {
                return Err(format!("`{text}` is not a platform"));
            }
            let variant = match (architecture.as_str(), variant.as_str()) {
                ("arm", "") => "v7".to_owned(),
                ("arm64", "v8") => String::new(),
                _ => variant,
            };
            Ok(Self { os, architecture, variant, ..Self::default() })
        }
    }
}
