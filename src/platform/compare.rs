//! Which image serves a required platform: containerd's rules, as ranks.
//!
//! Not a list of candidates: containerd writes out every platform that would do, in order; here the
//! place in that list is computed, because a check compares the same few platforms very often.
//! Windows builds follow its LTSC rule and, among equals, the order of the index.

use super::Platform;

/// How well an image's platform serves a required one. Ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is the same platform.
    Exact,
    /// An older variant or a compatible architecture; it is used, perhaps not as wished.
    Fallback,
    /// It does not run there.
    Missing,
}

/// How `image` serves `required`.
#[must_use]
pub fn matches(required: &Platform, image: &Platform) -> Verdict {
    rank(required, image).map_or(Verdict::Missing, verdict)
}

/// The image that containerd would take: the index of the best one, and how well it serves.
/// Equals are decided by the number of `os.features`, then by order.
#[must_use]
pub fn select(required: &Platform, images: &[Platform]) -> Option<(usize, Verdict)> {
    let candidates = images.iter().enumerate();
    let ranked = candidates.filter_map(|(at, image)| {
        let rank = rank(required, image)?;
        Some((rank, usize::MAX - image.os_features.len(), at))
    });
    ranked.min().map(|(rank, _, at)| (at, verdict(rank)))
}

fn verdict(rank: u32) -> Verdict {
    if rank == 0 { Verdict::Exact } else { Verdict::Fallback }
}

/// The place of `image` in the order of preference, from 0.
fn rank(required: &Platform, image: &Platform) -> Option<u32> {
    let rank = architecture_rank(required, image)?;
    let serves =
        required.os == image.os && has_features(required, image) && has_build(required, image);
    serves.then_some(rank)
}

/// Ranks of another architecture, behind all variants of the wanted one.
const FOREIGN: u32 = 1000;

fn architecture_rank(required: &Platform, image: &Platform) -> Option<u32> {
    let (wanted, found) = (&*required.variant, &*image.variant);
    match (&*required.architecture, &*image.architecture) {
        (a, b) if a == b && wanted == found => Some(0),
        ("amd64", "amd64") => amd64(wanted)?.checked_sub(amd64(found)?),
        ("amd64", "386") if found.is_empty() => Some(u32::MAX),
        ("arm", "arm") => arm(wanted)?.checked_sub(arm(found).filter(|&v| v >= 5)?),
        ("arm64", "arm64") => arm64(arm64_version(wanted)?, arm64_version(found)?),
        ("arm64", "arm") => {
            arm64_version(wanted)?;
            8_u32.checked_sub(arm(found).filter(|&v| v >= 5)?).map(|behind| FOREIGN + behind)
        }
        _ => None,
    }
}

/// The level of an amd64 variant, from 1.
fn amd64(variant: &str) -> Option<u32> {
    if variant.is_empty() { Some(1) } else { number(variant.strip_prefix('v')?).filter(|&v| v > 1) }
}

fn arm(variant: &str) -> Option<u32> {
    number(variant.strip_prefix('v')?)
}

fn number(text: &str) -> Option<u32> {
    if text.starts_with(['+', '0']) { None } else { text.parse().ok() }
}

/// Major and minor version of a known arm64 variant: v8 to v8.9 and v9 to v9.7.
fn arm64_version(variant: &str) -> Option<(u32, u32)> {
    if variant.is_empty() {
        return Some((8, 0));
    }
    let (major, minor) = variant.strip_prefix('v')?.split_once('.').unwrap_or((variant, "0"));
    let version = (major.trim_start_matches('v').parse().ok()?, minor.parse().ok()?);
    let highest = match version.0 {
        8 => 9,
        9 => 7,
        _ => return None,
    };
    (version.1 <= highest).then_some(version)
}

/// v9.m includes v8.(m+5), as far as there is one.
fn arm64(wanted: (u32, u32), found: (u32, u32)) -> Option<u32> {
    if wanted.0 == found.0 {
        return wanted.1.checked_sub(found.1);
    }
    let below = (wanted.1 + 5).min(9).checked_sub(found.1)?;
    (wanted.0 == 9).then_some(wanted.1 + 1 + below)
}

/// Every feature of the image is one the platform has; Windows hosts are taken to have `win32k`.
fn has_features(required: &Platform, image: &Platform) -> bool {
    let given = |feature: &String| {
        required.os_features.contains(feature) || (required.os == "windows" && feature == "win32k")
    };
    image.os_features.iter().all(given)
}

/// The Windows host build can run the image's build.
fn has_build(required: &Platform, image: &Platform) -> bool {
    if required.os != "windows" || image.os_version.is_empty() {
        return true;
    }
    let Some(host) = Build::read(&required.os_version) else { return true };
    Build::read(&image.os_version).is_some_and(|image| host.runs(image))
}

/// The parts of a Windows `os.version` that decide.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Build {
    version: (u8, u8),
    number: u16,
}

/// Windows Server 2022, the first release whose kernel runs images of older builds.
const LTSC2022: u16 = 20348;
/// Windows Server 2025.
const LTSC2025: u16 = 26100;

impl Build {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let version = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { version, number: parts.next()?.parse().ok()? })
    }

    /// From Server 2022 on a host runs what is at least as new as the LTSC release before it.
    fn runs(self, image: Self) -> bool {
        let oldest = match self.number {
            host if host < LTSC2022 => host,
            host if host > LTSC2025 => LTSC2025,
            _ => LTSC2022,
        };
        self.version == image.version && (oldest..=self.number).contains(&image.number)
    }
}
