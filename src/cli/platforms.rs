//! Platforms as people type them.
//!
//! Not what each is worth: `platform` reads them.

use super::Trouble;
use crate::platform::Platform;

/// The most platforms of a run; each is a whole evaluation of every file.
const MOST: usize = 64;

pub(super) fn platforms(names: &[String]) -> Result<Vec<Platform>, Trouble> {
    let mut platforms: Vec<Platform> = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let platform =
            Platform::parse_known(name).map_err(|error| Trouble::Usage(error.to_string()))?;
        if !platforms.contains(&platform) {
            platforms.push(platform);
        }
    }
    match platforms.len() {
        0..=MOST => Ok(platforms),
        many => Err(Trouble::Usage(format!("{many} platforms are too many; {MOST} are the most"))),
    }
}
