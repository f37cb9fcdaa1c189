//! The rules of the house, held over the tree of sources and texts.
//!
//! Not style, which `rustfmt` and `clippy` know. Sources are read as `rustfmt` leaves them, line by line, without a
//! parser: what a parser would find more is not worth one.

use anyarch::rules;
use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// The doors to files and environment.
const DOORS: [&str; 15] = [
    "src/cli.rs",
    "src/cli/",
    "src/context/disk.rs",
    "src/discover.rs",
    "src/discover/",
    "src/image/access.rs",
    "src/image/archive.rs",
    "src/image/cache.rs",
    "src/image/certificates.rs",
    "src/image/credentials.rs",
    "src/image/file.rs",
    "src/image/home.rs",
    "src/image/layout.rs",
    "src/image/registry.rs",
    "src/image/registry/",
];

/// Those that know the network and the time.
const CLOCKS: [&str; 7] = [
    "src/cli/cache.rs",
    "src/cli/network.rs",
    "src/image/access.rs",
    "src/image/cache.rs",
    "src/image/credentials.rs",
    "src/image/registry.rs",
    "src/image/registry/",
];

/// What sees nothing but its arguments.
const PURE: [&str; 8] = [
    "src/facts.rs",
    "src/rule.rs",
    "src/rules.rs",
    "src/rules/",
    "src/stage.rs",
    "src/stage/",
    "src/syntax.rs",
    "src/syntax/",
];

const IMPURE_MODULES: [&str; 5] = ["fs", "env", "process", "time", "net"];

/// Methods of paths that look at the disk.
const IMPURE_METHODS: [&str; 5] =
    [".canonicalize(", ".exists(", ".is_file(", ".read_dir(", ".metadata("];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below `folder` whose names end so, with `/` between names, in order.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(name(&path));
            }
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The sources of the program: name, and text without the tests at its end.
fn sources() -> Vec<(String, String)> {
    let without_tests = |text: String| {
        text.split_once("#[cfg(test)]").map_or(text.clone(), |(code, _)| code.to_owned())
    };
    let all: Vec<_> = files("src", ".rs")
        .into_iter()
        .map(|name| (name.clone(), without_tests(read(&name))))
        .collect();
    assert!(all.len() > 50, "only {} sources found", all.len());
    all
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn is_of(name: &str, list: &[&str]) -> bool {
    list.iter().any(|item| name == *item || (item.ends_with('/') && name.starts_with(item)))
}

#[test]
fn every_source_says_what_it_is() {
    let mut wrong = Vec::new();
    for name in ["src", "tests", "benches"].iter().flat_map(|folder| files(folder, ".rs")) {
        if !read(&name).starts_with("//! ") {
            wrong.push(format!("{name} does not open with `//!`: what it is, and what it is not"));
        }
        if name.ends_with("/mod.rs") {
            wrong.push(format!("{name}: a module `a` is `a.rs` beside the folder `a`"));
        }
    }
    none(&wrong);
}

#[test]
fn files_and_functions_are_short() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{name} has {lines} lines; 400 are the most"));
        }
        wrong.extend(long_functions(&text).iter().map(|found| format!("{name}:{found}")));
    }
    none(&wrong);
}

/// `rustfmt` closes a function at the indentation where it begins.
fn long_functions(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| is_function(line));
    let long = starts.filter_map(|(start, line)| {
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = format!("{indent}}}");
        let length = lines[start..].iter().position(|line| *line == end)? + 1;
        let message = format!("{}: a function of {length} lines; 60 are the most", start + 1);
        (length > 60 && !line.ends_with('}')).then_some(message)
    });
    long.collect()
}

fn is_function(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let modifiers = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe"];
    words.find(|word| !modifiers.contains(word)) == Some("fn")
}

#[test]
fn long_functions_are_found() {
    let text = |lines: usize| format!("    pub(super) fn a() {{\n{}    }}\n", "x;\n".repeat(lines));
    assert!(long_functions(&text(58)).is_empty());
    assert_eq!(long_functions(&text(59)).len(), 1);
}

#[test]
fn only_doors_open_files_and_environment() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let forbidden: &[&str] = if is_of(&name, &PURE) {
            &IMPURE_MODULES
        } else if is_of(&name, &CLOCKS) {
            &[]
        } else if is_of(&name, &DOORS) {
            &["net", "time"]
        } else {
            &["fs", "env", "net", "time"]
        };
        let code = code(&text);
        let used = std_modules(&code);
        for module in forbidden.iter().filter(|module| used.contains(**module)) {
            wrong.push(format!("{name} uses `std::{module}`"));
        }
        if !is_of(&name, &DOORS) {
            let calls = IMPURE_METHODS.into_iter().chain(["print!(", "println!(", "dbg!("]);
            let found = calls.filter(|call| code.contains(call));
            wrong.extend(found.map(|call| format!("{name} calls `{call}…)`")));
        }
    }
    none(&wrong);
}

fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules of `std` that are named, alone or in a group.
fn std_modules(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for rest in text.split("std::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(first_word(rest));
            continue;
        };
        let (mut depth, mut start) = (1, 0);
        for (at, character) in group.char_indices() {
            depth += match character {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if depth == 0 || (depth == 1 && character == ',') {
                found.insert(first_word(group[start..at].trim_start()));
                start = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    found.remove("");
    found
}

fn first_word(text: &str) -> &str {
    let end = text.find(|next: char| next != '_' && !next.is_ascii_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn modules_are_found_in_groups() {
    let found = std_modules("use std::{\n    a::{b, c},\n    env,\n};\nstd::fs::read(x); std::e");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "e", "env", "fs"]);
}

#[test]
fn every_module_stands_in_the_code_map() {
    let text = read("src/lib.rs");
    let modules = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let missing = modules.filter(|module| !text.contains(&format!("[`{module}`]")));
    none(&missing.map(|it| format!("src/lib.rs: the code map has no `{it}`")).collect::<Vec<_>>());
}

#[test]
fn every_rule_has_its_folder_and_every_folder_its_rule() {
    let slugs: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.slug.to_owned()).collect();
    assert_eq!(slugs.len(), rules::ALL.len(), "a slug stands twice in src/rules.rs");
    let pages = files("rules", "/rule.md").into_iter();
    let folders: BTreeSet<String> =
        pages.map(|page| page.split('/').nth(1).unwrap().to_owned()).collect();
    let mut wrong: Vec<String> =
        slugs.difference(&folders).map(|slug| format!("rules/{slug}/rule.md is missing")).collect();
    let unknown = folders.difference(&slugs);
    wrong
        .extend(unknown.map(|it| format!("rules/{it} stands in no table: add it to src/rules.rs")));
    for rule in rules::ALL {
        let summary = rule.page.lines().nth(2).unwrap_or_default();
        if summary != rule.summary {
            wrong.push(format!("rules/{}/rule.md opens with another summary", rule.slug));
        }
    }
    none(&wrong);
}

/// `UPDATE_EXPECT=1` writes it anew.
#[test]
fn the_index_of_rules_is_whole() {
    const BEGIN: &str = "<!-- written by `UPDATE_EXPECT=1 cargo test tidy` -->\n";
    let text = read("rules/README.md");
    let (head, _) = text.split_once(BEGIN).expect("rules/README.md has the mark of the index");
    let mut sorted = rules::ALL.to_vec();
    sorted.sort_by_key(|rule| rule.slug);
    let mut index = format!("{head}{BEGIN}\n| rule | severity | what it finds |\n|---|---|---|\n");
    for rule in sorted {
        let severity = format!("{:?}", rule.severity).to_lowercase();
        let (slug, summary) = (rule.slug, rule.summary.replace('|', "\\|"));
        writeln!(index, "| [`{slug}`]({slug}/rule.md) | {severity} | {summary} |").unwrap();
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(root().join("rules/README.md"), index).unwrap();
    } else {
        assert!(text == index, "write rules/README.md anew: UPDATE_EXPECT=1 cargo test tidy");
    }
}

#[test]
fn every_dependency_earns_its_line() {
    let manifest = read("Cargo.toml").parse::<toml::Table>().unwrap();
    let names = |section: &str| -> BTreeSet<String> {
        manifest[section].as_table().unwrap().keys().cloned().collect()
    };
    let table = read("CONTRIBUTING.md");
    let table = table.split_once("| crate | for |").expect("the table of dependencies").1;
    let rows = table.lines().filter_map(|row| row.strip_prefix('|')?.split('|').next());
    let cells: Vec<&str> = rows.collect();
    let listed = |tests: bool| -> BTreeSet<String> {
        let cells = cells.iter().filter(|cell| cell.contains("(tests)") == tests);
        cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
    };
    assert_eq!(listed(false), names("dependencies"), "CONTRIBUTING.md and Cargo.toml");
    assert_eq!(listed(true), names("dev-dependencies"), "CONTRIBUTING.md and Cargo.toml");
}

/// All texts of the project that a person wrote.
fn texts() -> Vec<String> {
    let folders = ["src", "tests", "benches", "rules", "editors"];
    let endings = ["rs", "md", "toml", "json"];
    let mut all: Vec<String> = folders
        .iter()
        .flat_map(|folder| files(folder, ""))
        .filter(|name| has_ending(name, &endings))
        .collect();
    for entry in fs::read_dir(root()).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_file() && has_ending(&name(&path), &endings) {
            all.push(name(&path));
        }
    }
    all
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

#[test]
fn words_are_those_of_the_standards() {
    // In two parts, so that this file does not hold them.
    let words = [["multi-arch", " image"], ["multiarch", " image"], ["fat ", "manifest"]];
    let mut wrong = Vec::new();
    for name in texts() {
        let text = read(&name).to_lowercase();
        let found = words.iter().map(|word| word.concat()).filter(|word| text.contains(word));
        wrong.extend(found.map(|word| {
            format!("{name} says \"{word}\"; it is an image index, or an image for many platforms")
        }));
    }
    none(&wrong);
}

#[test]
fn links_between_texts_lead_somewhere() {
    let mut wrong = Vec::new();
    for name in texts().into_iter().filter(|name| has_ending(name, &["md"])) {
        let folder = root().join(&name).parent().unwrap().to_owned();
        for rest in read(&name).split("](").skip(1) {
            let target = rest.split([')', '#']).next().unwrap_or_default();
            let elsewhere = target.is_empty() || target.contains("://");
            if !elsewhere && !folder.join(target).exists() {
                wrong.push(format!("{name}: `{target}` does not exist"));
            }
        }
    }
    none(&wrong);
}
