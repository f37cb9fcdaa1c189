//! Packages for one architecture: `apt-source-arch-pin`, `amd64-only-package`, `foreign-i386-arch`,
//! `arch-qualified-package`, `arch-suffixed-package` and `x86-only-language-package`.

use super::script::{Hit, Walk, are, hits, merged, written};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::{run::Call, value::Value},
    span::Span,
};

pub(super) static SOURCE: Rule = Rule {
    slug: "apt-source-arch-pin",
    summary: "A package source is pinned to one architecture.",
    page: include_str!("../../rules/apt-source-arch-pin/rule.md"),
    severity: Severity::Error,
    check: Check::File(sources),
};

pub(super) static ONLY: Rule = Rule {
    slug: "amd64-only-package",
    summary: "A package exists for amd64 only.",
    page: include_str!("../../rules/amd64-only-package/rule.md"),
    severity: Severity::Error,
    check: Check::File(only),
};

pub(super) static FOREIGN: Rule = Rule {
    slug: "foreign-i386-arch",
    summary: "Packages for i386 are asked for, which only amd64 can run.",
    page: include_str!("../../rules/foreign-i386-arch/rule.md"),
    severity: Severity::Error,
    check: Check::File(foreign),
};

pub(super) static QUALIFIED: Rule = Rule {
    slug: "arch-qualified-package",
    summary: "A package is asked for with the name of one architecture.",
    page: include_str!("../../rules/arch-qualified-package/rule.md"),
    severity: Severity::Warning,
    check: Check::File(qualified),
};

pub(super) static SUFFIXED: Rule = Rule {
    slug: "arch-suffixed-package",
    summary: "A package is for one architecture by its name.",
    page: include_str!("../../rules/arch-suffixed-package/rule.md"),
    severity: Severity::Error,
    check: Check::File(suffixed),
};

pub(super) static LANGUAGE: Rule = Rule {
    slug: "x86-only-language-package",
    summary: "A language's package exists for x86 only.",
    page: include_str!("../../rules/x86-only-language-package/rule.md"),
    severity: Severity::Error,
    check: Check::File(language),
};

/// Debian packages that are built for amd64 and i386 alone, with what to do instead.
const AMD64_ONLY: &[(&str, &str)] = &[
    ("google-chrome-stable", "Debian's `chromium` exists for arm64 too"),
    ("google-chrome-beta", "Debian's `chromium` exists for arm64 too"),
    ("google-chrome-unstable", "Debian's `chromium` exists for arm64 too"),
    ("gcc-multilib", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("g++-multilib", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("libc6-dev-i386", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("libc6-i386", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("lib32gcc-s1", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("lib32gcc1", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("lib32stdc++6", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("lib32z1", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("wine32", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("grub-pc", "choose the boot loader by platform: `grub-efi-arm64` for arm64"),
    ("grub-pc-bin", "choose the boot loader by platform: `grub-efi-arm64-bin` for arm64"),
    ("intel-microcode", "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`"),
    ("intel-mkl", "use `libopenblas-dev`, which exists for every architecture"),
    (
        "intel-media-va-driver",
        "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`",
    ),
    (
        "intel-media-va-driver-non-free",
        "install it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`",
    ),
];

/// Subcommands that install.
const INSTALL: &[&str] = &["install", "add", "-S", "reinstall", "groupinstall", "localinstall"];

/// Package managers of the Debian family.
const DEBIAN: &[&str] = &["apt-get", "apt", "aptitude", "apt-fast"];

/// Package managers of the RPM family.
const RPM: &[&str] = &["yum", "dnf", "microdnf", "tdnf", "zypper"];

/// The packages that a command installs.
fn packages<'c>(call: &'c Call, managers: &[&str]) -> Vec<&'c Value> {
    if !managers.contains(&call.name().as_str()) {
        return Vec::new();
    }
    let mut words = call.words.iter().skip(1);
    if !words.any(|word| INSTALL.contains(&word.shown().as_str())) {
        return Vec::new();
    }
    words.filter(|word| !word.shown().starts_with('-')).collect()
}

fn sources(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for call in &walk.trace.calls {
            for text in call.words.iter().chain(&call.reads) {
                pin(text, walk.on, note);
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message =
            format!("the package source is pinned to {what}, and {} required", are(&targets));
        findings.add(span, message).platforms(targets).help(
            "write `[arch=$(dpkg --print-architecture)]` in double quotes, or leave `arch=` out",
        );
    }
}

/// `[arch=amd64 …]` of a `deb` line, or `Architectures: amd64`.
fn pin(text: &Value, on: &Platform, note: &mut dyn FnMut(Span, String)) {
    let shown = text.shown();
    for (mark, ends) in [("[arch=", "] "), (" arch=", "] "), ("Architectures: ", "\n")] {
        let Some(at) = shown.find(mark).map(|at| at + mark.len()) else { continue };
        let is_source =
            shown.contains("deb ") || shown.contains("deb-src") || mark.starts_with('A');
        let rest = shown.get(at..).unwrap_or_default();
        let end = rest.find(|it| ends.contains(it)).unwrap_or(rest.len());
        let names = rest.get(..end).unwrap_or_default();
        let known = |name: &str| knowledge::architecture(name);
        let all: Vec<_> = names.split([',', ' ']).map(known).collect();
        let [Some(name)] = all.as_slice() else { continue };
        if let Some(span) =
            written(text, at, at + end).filter(|_| is_source && on.architecture != *name)
        {
            note(span, names.to_owned());
            return;
        }
    }
}

fn only(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, (String, &'static str))| {
        for package in walk.trace.calls.iter().flat_map(|call| packages(call, DEBIAN)) {
            let shown = package.shown();
            let name = shown.split(['=', ':', '/']).next().unwrap_or_default();
            let known = AMD64_ONLY.iter().find(|(known, _)| *known == name);
            let Some((_, way_out)) = known.filter(|_| on_other(walk.on)) else { continue };
            if let Some(span) = written(package, 0, name.len()) {
                note(span, (name.to_owned(), way_out));
            }
        }
    };
    for Hit { span, what, targets } in merged(facts, hits(facts, look)) {
        let (names, mut ways): (Vec<String>, Vec<&str>) = what.into_iter().unzip();
        let verb = if names.len() == 1 { "exists" } else { "exist" };
        let message = format!(
            "{} {verb} for amd64 only, and {} required",
            super::quoted(names),
            are(&targets)
        );
        let mut finding = findings.add(span, message).platforms(targets);
        ways.dedup();
        for way in ways {
            finding = finding.help(way);
        }
    }
}

fn on_other(on: &Platform) -> bool {
    !matches!(on.architecture.as_ref(), "amd64" | "386")
}

fn foreign(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, ())| {
        if !on_other(walk.on) {
            return;
        }
        for call in walk.trace.calls.iter().filter(|call| call.name() == "dpkg") {
            let adds = call.words.iter().any(|word| word.shown() == "--add-architecture");
            let mut words = call.words.iter();
            let i386 = words.find(|word| word.shown() == "i386").filter(|_| adds);
            if let Some(span) = i386.and_then(|word| written(word, 0, 4)) {
                note(span, ());
            }
        }
    };
    let added = hits(facts, look);
    for Hit { span, targets, .. } in added {
        let message =
            format!("packages for i386 run on amd64 only, and {} required", are(&targets));
        findings.add(span, message).platforms(targets).help(
            "ask for them on amd64 only: `if [ \"$(dpkg --print-architecture)\" = amd64 ]; then …`",
        );
    }
}

fn qualified(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, (String, String))| {
        // Whoever adds an architecture wants packages of it.
        let adds = |call: &Call| call.words.iter().any(|it| it.shown() == "--add-architecture");
        if walk.trace.calls.iter().any(adds) {
            return;
        }
        for (managers, sign) in [(DEBIAN, ':'), (RPM, '.')] {
            for package in walk.trace.calls.iter().flat_map(|call| packages(call, managers)) {
                let shown = package.shown();
                let Some((name, suffix)) = shown.rsplit_once(sign) else { continue };
                let named = knowledge::architecture(suffix);
                let is_package = !name.is_empty() && !shown.contains('/');
                let at = name.len()..shown.len();
                // amd64 runs programs for i386, and RPM distributions have them in their sources.
                let runs = |it: &str| {
                    walk.on.architecture == it || it == "386" && walk.on.architecture == "amd64"
                };
                if named.is_some_and(|it| is_package && !runs(it))
                    && let Some(span) = written(package, at.start, at.end)
                {
                    note(span, (shown.clone(), name.to_owned()));
                }
            }
        }
    };
    for Hit { span, what, targets } in merged(facts, hits(facts, look)) {
        let (full, plain): (Vec<String>, Vec<String>) = what.into_iter().unzip();
        let verb = if full.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} {verb} for one architecture, and {} required",
            super::quoted(full),
            are(&targets)
        );
        findings
            .add(span, message)
            .platforms(targets)
            .help(format!("write {}", super::quoted(plain)));
    }
}

fn suffixed(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    const KERNEL: [&str; 3] = ["linux-headers-", "linux-image-", "linux-kbuild-"];
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for package in walk.trace.calls.iter().flat_map(|call| packages(call, DEBIAN)) {
            let shown = package.shown();
            let is_kernel = KERNEL.iter().any(|start| shown.starts_with(start));
            let Some((_, suffix)) = shown.rsplit_once('-').filter(|_| is_kernel) else { continue };
            let at = shown.len() - suffix.len()..shown.len();
            let named = knowledge::architecture(suffix);
            if named.is_some_and(|it| walk.on.architecture != it)
                && let Some(span) = written(package, at.start, at.end)
            {
                note(span, shown.clone());
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message = format!("`{what}` is for one architecture, and {} required", are(&targets));
        let start = what.rsplit_once('-').map_or("", |(start, _)| start);
        let help = format!("write `{start}-$(dpkg --print-architecture)`");
        findings.add(span, message).platforms(targets).help(help);
    }
}

/// Python packages that have wheels for x86 alone, and no source that builds elsewhere.
const X86_WHEELS: &[&str] = &[
    "mkl",
    "mkl-fft",
    "mkl-random",
    "mkl-service",
    "mkl-devel",
    "mkl-include",
    "mkl-static",
    "intel-openmp",
    "intel-numpy",
    "intel-scipy",
    "intel-tensorflow",
    "intel-extension-for-pytorch",
    "intel-cmplr-lib-rt",
    "intel-cmplr-lib-ur",
    "tbb4py",
    "daal4py",
    "scikit-learn-intelex",
    "tensorflow-intel",
    "onnxruntime-openvino",
];

fn language(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for call in walk.trace.calls.iter().filter(|_| on_other(walk.on)) {
            wheels(call, note);
            modules(call, walk.on, note);
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message = format!("`{what}` is for x86 only, and {} required", are(&targets));
        findings.add(span, message).platforms(targets).help(
            "leave it out, or ask for it on amd64 only: `if [ \"$(uname -m)\" = x86_64 ]; then …`",
        );
    }
}

fn wheels(call: &Call, note: &mut dyn FnMut(Span, String)) {
    let words: Vec<String> = call.words.iter().map(Value::shown).collect();
    let is_pip = matches!(call.name().as_str(), "pip" | "pip3" | "uv" | "pipx")
        || words.windows(2).any(|pair| pair == ["-m", "pip"]);
    let Some(install) = words.iter().position(|it| it == "install").filter(|_| is_pip) else {
        return;
    };
    for (word, shown) in call.words.iter().zip(&words).skip(install + 1) {
        // `mkl; platform_machine == "x86_64"`: pip chooses.
        if shown.contains(';') {
            continue;
        }
        let end = shown.find(['=', '<', '>', '~', '!', '[', '@']).unwrap_or(shown.len());
        let name = shown.get(..end).unwrap_or_default();
        let plain = name.to_ascii_lowercase().replace('_', "-");
        if X86_WHEELS.contains(&plain.as_str())
            && let Some(span) = written(word, 0, name.len())
        {
            note(span, name.to_owned());
        }
    }
}

/// `--cpu=x64` and `@scope/name-linux-x64`.
fn modules(call: &Call, on: &Platform, note: &mut dyn FnMut(Span, String)) {
    if !matches!(call.name().as_str(), "npm" | "pnpm" | "yarn") {
        return;
    }
    for word in call.words.iter().skip(1) {
        let shown = word.shown();
        let bare = shown
            .rsplit_once('@')
            .filter(|(name, _)| !name.is_empty())
            .map_or(shown.as_str(), |it| it.0);
        let architecture = bare
            .strip_prefix("--cpu=")
            .or_else(|| Some(bare.strip_prefix('@')?.split_once("linux-")?.1));
        let named = architecture.and_then(|it| knowledge::architecture(it.split('-').next()?));
        if named.is_some_and(|it| on.architecture != it)
            && let Some(span) = written(word, 0, bare.len())
        {
            note(span, bare.to_owned());
        }
    }
}
