//! Words and endings in the names of files.
//!
//! Not spellings of platforms, which `platform` has.

/// Files with these endings are read by programs and are none, nor scripts for a shell.
pub(super) const TEXTS: [&str; 58] = [
    "json",
    "json5",
    "md",
    "rst",
    "txt",
    "yaml",
    "yml",
    "toml",
    "lock",
    "mod",
    "sum",
    "conf",
    "cfg",
    "cnf",
    "ini",
    "xml",
    "html",
    "htm",
    "css",
    "scss",
    "less",
    "ts",
    "tsx",
    "jsx",
    "mjs",
    "cjs",
    "vue",
    "go",
    "rs",
    "java",
    "kt",
    "c",
    "h",
    "cc",
    "cpp",
    "hpp",
    "cs",
    "csproj",
    "sln",
    "sql",
    "properties",
    "gradle",
    "list",
    "asc",
    "gpg",
    "pem",
    "crt",
    "key",
    "png",
    "jpg",
    "svg",
    "ico",
    "csv",
    "j2",
    "tmpl",
    "tf",
    "proto",
    "patch",
];

/// Files without an ending that are texts.
pub(super) const PLAIN: [&str; 12] = [
    "dockerfile",
    "containerfile",
    "makefile",
    "license",
    "licence",
    "readme",
    "notice",
    "gemfile",
    "procfile",
    "pipfile",
    "changelog",
    "authors",
];

/// Other names of texts. A folder may have them too, so they count only for a file that names a platform.
pub(super) const LISTS: [&str; 10] = [
    "config",
    "defconfig",
    "packages",
    "pkglist",
    "requirements",
    "checksums",
    "md5sums",
    "sha256sums",
    "sha512sums",
    "sbom",
];

/// Endings of scripts and signatures.
pub(super) const SCRIPTS: [&str; 8] = ["sh", "py", "rb", "pl", "ps1", "js", "sig", "sha256"];

/// Endings of programs, of archives, and of packages.
pub(super) const BINARIES: [&str; 25] = [
    "exe", "dll", "so", "bin", "run", "node", "deb", "rpm", "apk", "ipk", "tar", "gz", "tgz", "xz",
    "txz", "bz2", "zst", "zip", "7z", "msi", "appimage", "whl", "lz", "lzma", "tbz2",
];

/// Words of archives without programs.
pub(super) const NO_PROGRAMS: [&str; 6] = ["doc", "docs", "src", "source", "sources", "headers"];

/// Words of what is run on another machine than it is for, or not run at all.
pub(super) const FOREIGN: [&str; 18] = [
    "qemu",
    "binfmt",
    "cross",
    "sysroot",
    "toolchain",
    "linker",
    "kernel",
    "vmlinuz",
    "vmlinux",
    "bzimage",
    "initrd",
    "initramfs",
    "firmware",
    "efi",
    "uefi",
    "grub",
    "seccomp",
    "apparmor",
];

/// Folders that programs are in.
pub(super) const PROGRAM_FOLDERS: [&str; 11] = [
    "bin",
    "sbin",
    "lib",
    "dist",
    "build",
    "release",
    "releases",
    "out",
    "output",
    "target",
    "artifacts",
];
