//! Folders in, Dockerfiles and clear problems out.

#![expect(clippy::disallowed_methods, reason = "the tests make the files that are found")]

use anyarch::{
    config::glob::Globs,
    discover::{self, Discovered, Exclude, Root, name},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// A folder that is removed at the end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(files: &[&str]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name =
            format!("discover-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        fs::create_dir_all(&folder.0).expect("a fresh folder");
        // Keeps ignore files above the folder out of the tests.
        fs::create_dir_all(folder.0.join(".git")).expect("a fresh folder");
        for file in files {
            folder.write(file, b"FROM scratch\n");
        }
        folder
    }

    pub(crate) fn write(&self, file: &str, content: &[u8]) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    fn discover(&self, paths: &[&str], exclude: &[&str]) -> Discovered {
        let paths: Vec<PathBuf> = paths
            .iter()
            .map(|path| if *path == "-" { path.into() } else { self.path(path) })
            .collect();
        discover::discover(&paths, &self.exclude(exclude))
    }

    fn exclude(&self, patterns: &[&str]) -> Exclude {
        let globs = Globs::new(patterns.iter().copied()).expect("patterns");
        Exclude { globs, root: Root::new(&self.0), named: false }
    }

    /// Paths without this folder's own.
    fn names(&self, paths: &[PathBuf]) -> Vec<String> {
        let name = |path: &PathBuf| discover::shown(path.strip_prefix(&self.0).unwrap_or(path));
        paths.iter().map(name).collect()
    }

    fn error(&self, file: &str) -> String {
        discover::read_any(&self.path(file)).expect_err("unreadable").message
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn names_decide() {
    use name::Kind::{Dockerfile, Other, Template};
    let cases = [
        (
            Dockerfile,
            "Dockerfile dockerfile DOCKERFILE Containerfile Dockerfile.windows Dockerfile-arm64",
        ),
        (Dockerfile, "Dockerfile_x dev.Dockerfile dev.dockerfile .Dockerfile a.b.Containerfile"),
        (Dockerfile, "Containerfile.aarch64 Dockerfile.alpine-3.20 Dockerfile.test.x Dockerfile."),
        (
            Template,
            "Dockerfile.j2 Dockerfile.tmpl Dockerfile-linux.template Dockerfile.in Dockerfile.erb",
        ),
        (Template, "Dockerfile.jinja2 Dockerfile.arm64.tpl dev.Dockerfile.j2"),
        (Other, "Dockerfile.dockerignore dev.Dockerfile.dockerignore .dockerignore Dockerfile.md"),
        (
            Other,
            "dockerfile.go dockerfile_test.go dockerfile.py Dockerfile.sh Dockerfile.swp Dockerfile~",
        ),
        (
            Other,
            "Dockerfile.orig Dockerfiles mydockerfile Dockerfile2 docker-compose.yml Makefile README",
        ),
        (Other, "dockerfile-parser.rs dockerfile.lock file.in x.j2 Dockerfilé éééééééééé"),
    ];
    for (kind, names) in cases {
        for each in names.split(' ') {
            assert_eq!(name::kind(each), kind, "{each}");
        }
    }
}

#[test]
fn folders_are_walked_and_sorted() {
    let folder = Folder::new(&[
        "b/Dockerfile",
        "a/Dockerfile",
        "a-b/Dockerfile",
        "Dockerfile",
        "README.md",
        ".devcontainer/Dockerfile",
        ".git/Dockerfile",
        "t/Dockerfile.j2",
        "ignored/Dockerfile",
    ]);
    folder.write(".gitignore", b"ignored/\n");
    let found = folder.discover(&[""], &[]);
    assert_eq!(
        folder.names(&found.files),
        [
            ".devcontainer/Dockerfile",
            "Dockerfile",
            "a/Dockerfile",
            "a-b/Dockerfile",
            "b/Dockerfile"
        ]
    );
    assert_eq!(folder.names(&found.templates), ["t/Dockerfile.j2"]);
    assert_eq!(found.problems, []);
}

#[test]
fn a_named_path_is_always_taken_and_only_once() {
    let folder = Folder::new(&["build.txt", "a/Dockerfile", "ignored/Dockerfile", "Dockerfile.j2"]);
    folder.write(".gitignore", b"ignored\n");
    let paths = [
        "build.txt",
        "a",
        "./a/Dockerfile",
        "a/../a/Dockerfile",
        "ignored/Dockerfile",
        "Dockerfile.j2",
        "-",
        "-",
    ];
    let found = folder.discover(&paths, &["**"]);
    assert_eq!(
        folder.names(&found.files),
        ["Dockerfile.j2", "a/Dockerfile", "build.txt", "ignored/Dockerfile", "-"]
    );
}

#[test]
fn excluded_paths_are_left_out() {
    let folder = Folder::new(&[
        "vendor/x/Dockerfile",
        "a/vendor/Dockerfile",
        "b/Dockerfile.old",
        "Dockerfile",
    ]);
    let found = folder.discover(&[""], &["vendor/**", "*.old"]);
    // `vendor/**` has a slash, so it holds at the top only.
    assert_eq!(folder.names(&found.files), ["Dockerfile", "a/vendor/Dockerfile"]);
}

#[test]
fn excluded_neighbours_are_left_out() {
    let folder = Folder::new(&[
        "app/Dockerfile.amd64",
        "app/Dockerfile.arm64",
        "app/Dockerfile.s390x",
        "app/Dockerfile.md",
        "app/Dockerfile.j2",
        "lib/amd64/Dockerfile",
        "lib/arm64/Dockerfile",
        "lib/ppc64le/Dockerfile",
        "lib/tools/Dockerfile",
    ]);
    let patterns = ["app/*.s390x", "lib/ppc64le"];
    let beside = |file: &str| folder.names(&folder.discover(&[file], &patterns).siblings);
    let app = ["app/Dockerfile.amd64", "app/Dockerfile.arm64"];
    assert_eq!(beside("app/Dockerfile.amd64"), ["app/Dockerfile.arm64"]);
    assert_eq!(folder.names(&folder.discover(&["app"], &patterns).files), app);
    assert_eq!(beside("lib/amd64/Dockerfile"), ["lib/amd64/Dockerfile", "lib/arm64/Dockerfile"]);
    // A named file is checked all the same.
    assert_eq!(beside("app/Dockerfile.s390x"), app);
    assert_eq!(beside("nowhere/Dockerfile"), [""; 0]);
}

#[test]
fn a_whole_listing_tells_what_is_not_there() {
    let folder = Folder::new(&["Dockerfile", "App"]);
    let lacks = |name: &str| {
        let found = folder.discover(&["Dockerfile"], &[]);
        found.folders.lacks(&folder.path(""), name)
    };
    assert!(lacks("other") && !lacks("App"));
    // On many disks these are one file.
    assert!(!lacks("app") && !lacks("ａpp"));
    (0..1_000).for_each(|number| folder.write(&number.to_string(), b""));
    assert!(!lacks("other"));
    assert!(!folder.discover(&[], &[]).folders.lacks(&folder.path(""), "other"));
}

#[test]
fn problems_are_named_and_hide_nothing() {
    let folder = Folder::new(&["Dockerfile", "empty/README.md", "t/Dockerfile.j2", "x/Dockerfile"]);
    let found = folder.discover(&["missing", "Dockerfile", "empty", "t", "x"], &["x/Dockerfile"]);
    assert_eq!(folder.names(&found.files), ["Dockerfile"]);
    let tails = [
        "does not exist",
        "with `Containerfile`",
        "templates skipped: 1",
        "excluded by the configuration: 1",
    ];
    assert_eq!(found.problems.len(), tails.len());
    for (problem, tail) in found.problems.iter().zip(tails) {
        assert!(problem.message.ends_with(tail), "{problem:?}");
    }
}

#[test]
fn only_text_is_read() {
    let folder = Folder::new(&["Dockerfile"]);
    assert_eq!(
        discover::read_any(&folder.path("Dockerfile")).expect("text").text(),
        "FROM scratch\n"
    );
    let cases: [(&[u8], &str); 9] = [
        (b"\xFF\xFEF\0R\0", "is UTF-16; save it as UTF-8"),
        (b"\xFE\xFF\0F\0R", "is UTF-16; save it as UTF-8"),
        (b"\xFF\xFE\0\0F\0\0\0", "is UTF-32; save it as UTF-8"),
        (b"F\0R\0", "looks like a binary file: a NUL byte at offset 1, line 1"),
        (b"\x7FELF\n\xE9\0", "looks like a binary file: a NUL byte at offset 6, line 2"),
        (b"FROM a\n# caf\xE9\n", "is not UTF-8: byte 0xE9 at offset 12, line 2; save it as UTF-8"),
        (b"\xE2\x82", "is not UTF-8: byte 0xE2 at offset 0, line 1; save it as UTF-8"),
        (b"\xFF", "is not UTF-8: byte 0xFF at offset 0, line 1; save it as UTF-8"),
        (b"a\xC0\xAF", "is not UTF-8: byte 0xC0 at offset 1, line 1; save it as UTF-8"),
    ];
    for (bytes, expected) in cases {
        folder.write("bad", bytes);
        assert_eq!(folder.error("bad"), expected);
    }
    folder.write("bom", "\u{feff}FROM é\r\n".as_bytes());
    assert_eq!(discover::read_any(&folder.path("bom")).expect("text").text(), "\u{feff}FROM é\r\n");
}

#[test]
fn limits_are_at_their_byte() {
    let folder = Folder::new(&[]);
    let limit = usize::try_from(discover::LIMIT).expect("small");
    folder.write("full", &vec![b' '; limit]);
    assert_eq!(discover::read_any(&folder.path("full")).expect("text").text().len(), limit);
    folder.write("over", &vec![b' '; limit + 1]);
    assert_eq!(folder.error("over"), "is 16777217 bytes; a Dockerfile is at most 16 MiB");
    let large = fs::File::create(folder.path("large")).expect("a file");
    large.set_len(100_000_000).expect("a sparse file");
    assert_eq!(folder.error("large"), "is 100 MB; a Dockerfile is at most 16 MiB");
    assert_eq!(folder.error(""), "is a folder; name a file in it");
    assert_eq!(folder.error("missing"), "does not exist");
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_links_do_no_harm() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&["real/Dockerfile"]);
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(folder.error("pipe"), "is not a regular file; `-` reads standard input");
    }
    let device = discover::read_any(Path::new("/dev/zero")).expect_err("a device");
    assert_eq!(device.message, "is not a regular file; `-` reads standard input");
    symlink(folder.path(""), folder.path("real/loop")).expect("a link");
    symlink(folder.path("real/Dockerfile"), folder.path("Dockerfile.link")).expect("a link");
    symlink(folder.path("real"), folder.path("Dockerfile.folder")).expect("a link");
    fs::create_dir(folder.path("links")).expect("a folder");
    symlink(folder.path("real/Dockerfile"), folder.path("links/Dockerfile")).expect("a link");
    let found = folder.discover(&[""], &[]);
    assert_eq!(folder.names(&found.files), ["real/Dockerfile"]);
    assert_eq!(folder.names(&found.links), ["Dockerfile.link", "links/Dockerfile"]);
    let only = folder.discover(&["links"], &[]).problems;
    let end = "; symbolic links skipped: 1";
    assert!(only.iter().any(|it| it.message.ends_with(end)), "{only:?}");
    // Named, a link is followed.
    assert!(discover::read_any(&folder.path("Dockerfile.link")).is_ok());
}

#[test]
fn the_configuration_is_looked_for_up_to_the_repository() {
    let folder = Folder::new(&["repo/a/b/Dockerfile"]);
    folder.write("anyarch.toml", b"");
    folder.write("repo/a/anyarch.toml", b"");
    let found = discover::find_config(&folder.path("repo/a/b")).expect("a configuration");
    assert!(found.ends_with("repo/a/anyarch.toml"));
    let found = discover::find_config(&folder.path("repo")).expect("a configuration");
    assert_eq!(found, folder.path("anyarch.toml"));
    fs::create_dir(folder.path("repo/.git")).expect("a folder");
    assert_eq!(discover::find_config(&folder.path("repo")), None);
}

#[test]
fn paths_count_from_the_project() {
    let root = Root::new(Path::new("/p/q"));
    let cases = [
        ("/p/q/a/Dockerfile", "a/Dockerfile"),
        ("/p/q/./a/../b/Dockerfile", "b/Dockerfile"),
        ("/other/Dockerfile", "other/Dockerfile"),
        ("/p/q", ""),
        ("/../p/q/x", "x"),
    ];
    for (path, expected) in cases {
        assert_eq!(root.relative(Path::new(path)), expected);
    }
    assert_eq!(Root::new(Path::new(".")).relative(Path::new("./a/Dockerfile")), "a/Dockerfile");
    assert_eq!(Root::new(Path::new("tests")).relative(Path::new("tests/it/x")), "it/x");
}
