//! `anyarch` answers one question about a Dockerfile: will it build and run on every platform you need, and if not,
//! why not, and what is the fix?
//!
//! This page is the architecture document. Each module opens with what it is, what it is not, and one decision with
//! its reason.
//!
//! # One-way pipeline
//!
//! ```text
//! text ─► syntax ─► stage ───────────────► facts ─► rules ─► diagnostics ─► render
//!         (tree,    (graph, scopes,          ▲        ▲
//!          spans)    values per setting)     │        └─ knowledge: rules/knowledge/*.toml
//!                       │ references         │
//!                       ├─► image::Resolver ─┤   files given by the user │ image layouts │ registries │ embedded snapshot
//!                       ├─► shell ───────────┤   what scripts do
//!                       └─► context ─────────┘   files that are copied
//! ```
//!
//! # Invariants
//!
//! 1. **Parsing never fails.** [`syntax::parse`] gives a tree and a list of errors; all tokens of
//!    [`syntax::parse_with_tokens`] printed give the input back.
//! 2. **Rules are pure**: `fn(&Facts, &mut Findings)`. No I/O, clock or environment.
//! 3. **The host does not matter.** The machine's own operating system and architecture are never read.
//! 4. **Three-valued truth.** What is not known is `Unknown`, and never makes a finding. The report names what was
//!    not checked, and why.
//! 5. **One door.** Only `cli`, `context::disk`, `discover` and `image::{access, archive, cache, certificates,
//!    credentials, file, home, layout, registry}`
//!    touch files, processes or the environment, and only `image::registry` the network; `clippy.toml` holds the list
//!    of methods. Nothing outside of `image::registry` is asynchronous.
//! 6. **One engine** for the command line, the tests, and whatever comes.
//! 7. **Byte spans inside**; lines and columns only at the edge, in [`source`].
//! 8. **A fix is checked**: the changed text parses, the finding is gone, nothing new appears; otherwise the fix is
//!    not offered. See [`fix`].
//!
//! # Words
//!
//! *Target platform*, *build platform*, *image index*, *image manifest*, *reference*, *image layout*, *stage*, *base
//! image*, *instruction*, *build argument*, *automatic platform argument*, *parser directive*, *exec form*, *shell
//! form*, *heredoc* are used as Docker and the OCI specifications do. Two words are ours:
//!
//! - *setting*: one target platform with one build platform. A file is evaluated once for each, as BuildKit does.
//! - *variant set*: files that differ in the platform their path names (`Dockerfile.linux-amd64`, …).
//!
//! # Code map
//!
//! | module | what |
//! |---|---|
//! | [`span`], [`source`], [`needle`] | byte ranges; the one conversion to lines and columns; a text that is looked for |
//! | [`syntax`] | Dockerfile text to a lossless tree |
//! | [`platform`] | parse, normalise, match |
//! | [`stage`] | graph, scopes, values and reachability per setting |
//! | [`shell`] | scripts: their tree, what they do on one platform, their commands as written in sh, PowerShell and cmd |
//! | [`image`] | references, manifests, and what is known of images: files, layouts, registries and their cache, the snapshot |
//! | [`inspect`] | what a reference names, for a person |
//! | [`context`] | what `COPY` and `ADD` bring in |
//! | [`knowledge`] | typed view of `rules/knowledge` |
//! | [`facts`] | all that a rule may read |
//! | [`rule`], [`rules`] | what a rule is; the table and the rules |
//! | [`declared`], [`variant`] | platforms that paths name; sets of variants |
//! | [`diagnostic`], [`suggest`] | what a finding is; the word that was meant |
//! | [`engine`], `template` | the whole pipeline for one file; which files are none yet |
//! | [`fix`], [`suppress`], [`config`] | what happens to findings |
//! | [`report`], [`matrix`], [`render`] | what was found, and how it is shown |
//! | [`discover`], [`cli`] | the doors |
//!
//! A new rule is three places: `rules/<slug>/`, `src/rules/<slug>.rs`, and one line in `src/rules.rs`.

pub mod cli;
pub mod config;
pub mod context;
pub mod declared;
pub mod diagnostic;
pub mod discover;
pub mod engine;
pub mod facts;
pub mod fix;
pub mod image;
pub mod inspect;
pub mod knowledge;
pub mod matrix;
pub mod needle;
pub mod platform;
pub mod render;
pub mod report;
pub mod rule;
pub mod rules;
pub mod shell;
pub mod source;
pub mod span;
pub mod stage;
pub mod suggest;
pub mod suppress;
pub mod syntax;
mod template;
pub mod variant;
