//! Which file names are Dockerfiles.
//!
//! Not their platforms: that is `declared`.
//! A name that ends like source code or data (`dockerfile.go`, `Dockerfile.md`) is left out even though someone may
//! build from it: a parser fed with Go gives nonsense, and a named file is always taken.

/// The names in words, for messages.
pub const LOOKED_FOR: &str = "`Dockerfile`, `Dockerfile.*`, `Dockerfile-*`, `*.Dockerfile` and the same with `Containerfile`";

/// What a file name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Dockerfile.
    Dockerfile,
    /// Text that becomes a Dockerfile when it is filled in.
    Template,
    /// Anything else.
    Other,
}

/// Endings of files that are about Dockerfiles but are none.
const FOREIGN: [&str; 45] = [
    "dockerignore",
    "containerignore",
    "md",
    "markdown",
    "rst",
    "adoc",
    "html",
    "sh",
    "bash",
    "ps1",
    "bat",
    "cmd",
    "py",
    "go",
    "rs",
    "js",
    "mjs",
    "ts",
    "tsx",
    "lua",
    "vim",
    "el",
    "json",
    "jsonc",
    "yaml",
    "yml",
    "toml",
    "xml",
    "css",
    "csv",
    "lock",
    "log",
    "patch",
    "diff",
    "orig",
    "rej",
    "bak",
    "swp",
    "swo",
    "snap",
    "zip",
    "gz",
    "png",
    "svg",
    "pdf",
];

/// Endings of template languages.
const TEMPLATE: [&str; 14] = [
    "j2", "jinja", "jinja2", "tmpl", "tpl", "template", "templ", "in", "erb", "mustache", "hbs",
    "gotmpl", "gtpl", "mako",
];

/// What `name`, a path's last part, says; upper and lower case are the same.
#[must_use]
pub fn kind(name: &str) -> Kind {
    // Ten bytes are the shortest name; the check spares most names of a repository the lower-casing.
    if name.len() < "dockerfile".len() || name.ends_with('~') {
        return Kind::Other;
    }
    let name = name.to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match name.as_str() {
        _ if !has_stem(&name, ending) || FOREIGN.contains(&ending) => Kind::Other,
        _ if TEMPLATE.contains(&ending) => Kind::Template,
        _ => Kind::Dockerfile,
    }
}

fn has_stem(name: &str, ending: &str) -> bool {
    let stems = ["dockerfile", "containerfile"];
    let starts = |stem: &str| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
    };
    let inner = name.strip_suffix(ending).and_then(|name| name.strip_suffix('.')).unwrap_or(name);
    let ends = |stem: &str| {
        let named = if TEMPLATE.contains(&ending) { inner } else { name };
        named.strip_suffix(stem).is_some_and(|rest| rest.ends_with('.'))
    };
    stems.into_iter().any(|stem| starts(stem) || ends(stem))
}
