//! `anyarch lock` and `check --locked`: written once, the same everywhere, and nobody is asked.

use super::{Asked, Reply, Server, index};
use crate::{
    cli::process::{Run, anyarch},
    discover::Folder,
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A project with two images at a registry that loses one's platform when told to.
struct Project {
    folder: Folder,
    server: Server,
    has_moved: Arc<AtomicBool>,
}

impl Project {
    fn new() -> Self {
        let has_moved = Arc::new(AtomicBool::new(false));
        let moved = Arc::clone(&has_moved);
        let server = Server::new(move |asked: &Asked| {
            let is_moved = moved.load(Ordering::Relaxed) && asked.path.contains("/a/");
            let platforms: &[&str] =
                if is_moved { &["linux/amd64"] } else { &["linux/amd64", "linux/arm64"] };
            if asked.path.contains("none") {
                return Reply::status(404);
            }
            let index = index(platforms);
            Reply::json(&index).with("Docker-Content-Digest", &super::digest(&index))
        });
        let folder = Folder::new(&[]);
        for name in ["a", "b"] {
            let text = format!("FROM {}/{name}:1\n", server.host());
            folder.write(&format!("{name}/Dockerfile"), text.as_bytes());
        }
        Self { folder, server, has_moved }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        anyarch(&self.folder.path(""), arguments, b"")
    }

    fn lock(&self, more: &[&str]) -> Run {
        self.run(&[&["lock", "--online"], more].concat())
    }

    fn file(&self) -> String {
        std::fs::read_to_string(self.folder.path("anyarch.lock")).unwrap()
    }
}

#[test]
fn what_is_locked_holds_and_nobody_is_asked() {
    let project = Project::new();
    let host = project.server.host();
    let run = project.lock(&[]);
    let expected = format!("new      {host}/a:1\nnew      {host}/b:1\n");
    assert_eq!(run.out, format!("{expected}anyarch.lock: 2 images, written\n"));
    assert_eq!(run.code, 0, "{}", run.err);
    let text = project.file();
    assert!(text.contains("platforms = [\"linux/amd64\", \"linux/arm64\"]"), "{text}");
    project.has_moved.store(true, Ordering::Relaxed);
    let asked = project.server.log().len();
    let run = project.run(&["check", "--locked", "--require-resolution"]);
    assert!(run.out.contains("no findings in 2 files"), "{}", run.out);
    assert_eq!((run.code, project.server.log().len()), (0, asked));
    let run = project.run(&["check", "--online", "--refresh"]);
    assert!(run.out.contains("does not exist for linux/arm64"), "{}", run.out);
}

#[test]
fn what_has_changed_is_told_before_it_is_written() {
    let project = Project::new();
    project.lock(&[]);
    let before = project.file();
    assert_eq!(project.lock(&["--check"]).code, 0);
    project.has_moved.store(true, Ordering::Relaxed);
    let run = project.lock(&["--check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("moved    ") && run.out.contains(", without linux/arm64\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("2 images, to be written; `anyarch lock` does"), "{}", run.out);
    assert_eq!(project.file(), before);
    assert_eq!(project.lock(&[]).code, 0);
    assert_ne!(project.file(), before);
}

#[test]
fn entries_without_files_and_files_without_entries_are_told() {
    let project = Project::new();
    project.lock(&[]);
    let host = project.server.host();
    project.folder.write("b/Dockerfile", format!("FROM {host}/c:1\n").as_bytes());
    let run = project.run(&["check", "--locked"]);
    assert!(
        run.out.contains(&format!("`{host}/b:1` in anyarch.lock is used by no file")),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("not in anyarch.lock\n") && run.out.contains("`anyarch lock` asks"),
        "{}",
        run.out
    );
    assert_eq!(run.code, 0);
    assert_eq!(project.run(&["check", "--locked", "--require-resolution"]).code, 2);
    let run = project.lock(&[]);
    let lines = format!("new      {host}/c:1\nremoved  {host}/b:1\n");
    assert!(run.out.starts_with(&lines), "{}", run.out);
}

#[test]
fn a_part_of_a_project_leaves_the_rest_locked() {
    let project = Project::new();
    project.lock(&[]);
    let before = project.file();
    let run = project.lock(&["a"]);
    assert!(run.out.contains("2 images, up to date"), "{}", run.out);
    assert_eq!(project.file(), before);
}

#[test]
fn what_cannot_be_had_keeps_its_entry() {
    let project = Project::new();
    project.lock(&[]);
    let host = project.server.host();
    project
        .folder
        .write("b/Dockerfile", format!("FROM {host}/none:1 AS x\nFROM {host}/b:1\n").as_bytes());
    let run = project.lock(&["--target", "x"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(
        run.err.contains(&format!("anyarch: {host}/none:1: `{host}` does not have it")),
        "{}",
        run.err
    );
    assert!(
        project.file().contains("/a:1") && project.file().contains("/b:1"),
        "{}",
        project.file()
    );
}

#[test]
fn without_a_lock_file_the_way_out_is_shown() {
    let project = Project::new();
    let run = project.run(&["check", "--locked"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("anyarch.lock; `anyarch lock` writes it"), "{}", run.err);
    let run = project.run(&["lock"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains(
            "`anyarch lock` asks registries, which `--offline` or `ANYARCH_OFFLINE` forbids"
        ),
        "{}",
        run.err
    );
    project.folder.write("anyarch.lock", b"version = 9\n");
    let run = project.run(&["check", "--locked"]);
    assert!(run.err.contains("anyarch.lock: its version is 9"), "{}", run.err);
}

#[test]
fn images_that_are_not_known_fail_only_when_asked_to() {
    let server = Server::new(|_| Reply::status(500));
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/a:1\n", server.host()).as_bytes());
    let check = |more: &[&str]| {
        anyarch(&folder.path(""), &[&["check", "--online", "--timeout", "1"], more].concat(), b"")
    };
    assert_eq!(check(&[]).code, 0);
    let run = check(&["--require-resolution"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("1 image is not known, which `--require-resolution` forbids"),
        "{}",
        run.err
    );
}

#[test]
fn the_cache_is_shown_and_cleaned_up() {
    let project = Project::new();
    project.run(&["check", "--online"]);
    let folder = project.folder.path(".cache/anyarch");
    let run = project.run(&["cache", "path"]);
    assert_eq!(run.out.trim(), folder.display().to_string());
    assert_eq!(project.run(&["cache", "prune"]).out, "removed 0 files, 0 bytes\n");
    let run = project.run(&["cache", "prune", "--unused", "0"]);
    // One index that both tags name, and the tags.
    assert!(run.out.starts_with("removed 3 files, "), "{}", run.out);
    let run = project.run(&["cache", "prune", "--cache-dir", "elsewhere"]);
    assert_eq!(run.out, "removed 0 files, 0 bytes\n");
}

#[test]
fn a_broken_lock_file_is_written_anew() {
    let project = Project::new();
    project.folder.write("anyarch.lock", b"version = 1\n[[image]]\nreference = 7\n");
    let run = project.run(&["check", "--locked"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("`anyarch lock` writes it anew"), "{}", run.err);
    let run = project.lock(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("anyarch.lock: line 3"), "{}", run.err);
    assert!(project.file().contains("/a:1") && project.file().contains("/b:1"));
    assert_eq!(project.run(&["check", "--locked"]).code, 0);
}

#[test]
fn platforms_that_nobody_can_name_are_no_part_of_it() {
    let server = Server::new(|asked: &Asked| {
        let odd = index(&["linux/amd64/a/b/c", "li\\u007fnux/am\\u202ed64"]);
        Reply::json(
            if asked.path.contains("/odd/") { odd } else { index(&["linux/amd64"]) }.as_str(),
        )
    });
    let folder = Folder::new(&[]);
    let text = format!("FROM {0}/odd:1 AS a\nFROM {0}/fine:1\nCOPY --from=a / /\n", server.host());
    folder.write("Dockerfile", text.as_bytes());
    let run = anyarch(&folder.path(""), &["lock", "--online"], b"");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("/odd:1: none of its platforms can be named"), "{}", run.err);
    let text = std::fs::read_to_string(folder.path("anyarch.lock")).unwrap();
    assert!(text.contains("/fine:1") && !text.contains("/odd:1"), "{text}");
    let run = anyarch(&folder.path(""), &["lock", "--online", "--check"], b"");
    assert!(run.out.contains("up to date"), "{}{}", run.out, run.err);
}

#[test]
fn a_broken_lock_file_is_written_anew_also_without_images() {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", b"FROM scratch\nCOPY a /\n");
    for broken in [&b"version = 1\n[[image]]\nreference = 7\n"[..], b"\xff\xfe"] {
        folder.write("anyarch.lock", broken);
        let run = anyarch(&folder.path(""), &["lock", "--online", "--check"], b"");
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("`anyarch lock` writes it anew"), "{}", run.err);
        let run = anyarch(&folder.path(""), &["lock", "--online"], b"");
        assert!(run.out.contains("anyarch.lock: 0 images, written"), "{}{}", run.out, run.err);
        assert_eq!(anyarch(&folder.path(""), &["check", "--locked"], b"").code, 0);
    }
}

#[test]
fn nothing_is_written_where_no_image_can_be_had() {
    let server = Server::new(|_| Reply::status(404));
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/a:1\n", server.host()).as_bytes());
    let run = anyarch(&folder.path(""), &["lock", "--online"], b"");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("not written, since none of the images could be had"), "{}", run.err);
    assert!(!folder.path("anyarch.lock").exists());
}
