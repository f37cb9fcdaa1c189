//! Any text is checked for both systems without a panic, and every finding has a place in it.
//!
//! Not a test of what is found. The first byte chooses the platforms.

#![no_main]

use anyarch::{engine, image::Resolver, platform::Platform, source::Source, stage::Options};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;

const PLATFORMS: [&[&str]; 3] =
    [&["linux/amd64", "linux/arm64"], &["linux/amd64", "windows/amd64"], &["windows/amd64"]];

fuzz_target!(|data: &[u8]| {
    let Some((choice, text)) = data.split_first() else { return };
    let Ok(text) = str::from_utf8(text) else { return };
    let names = PLATFORMS[usize::from(*choice) % PLATFORMS.len()];
    let targets: Vec<Platform> = names.iter().map(|name| Platform::parse(name).unwrap()).collect();
    let job = engine::Job {
        source: Source::new("Dockerfile", text),
        options: options(targets),
        severities: BTreeMap::new(),
        declared: None,
        elsewhere: Vec::new(),
        is_general: false,
        context: None,
        partial: false,
        preview: true,
    };
    for finding in engine::check(job, &Resolver::new(Vec::new())).diagnostics {
        assert!(text.get(finding.span.start as usize..finding.span.end as usize).is_some());
    }
});

fn options(targets: Vec<Platform>) -> Options {
    let builders = vec![Platform::parse("linux/amd64").unwrap()];
    Options { targets, builders, target_stage: None, build_args: Vec::new() }
}
