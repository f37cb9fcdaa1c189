//! The arguments as people type them.
//!
//! Not their meaning: a platform is still a text here, so that the message about a bad one can be ours.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Check that Dockerfiles build and run on every platform you need.
#[derive(Debug, Parser)]
#[command(name = "anyarch", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check Dockerfiles for every required platform
    Check(Box<CheckArguments>),
    /// Show the platforms of images
    Inspect(InspectArguments),
    /// Write down what the images of all Dockerfiles are now, for `check --locked`
    Lock(Box<LockArguments>),
    /// Show or clean up the folder where answers of registries are kept
    #[command(subcommand)]
    Cache(CacheCommand),
    /// Show the page of a rule
    Explain {
        /// The rule's name, as findings show it
        slug: String,
    },
    /// List all rules
    Rules,
}

#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) selection: SelectionArguments,
    /// The build context, for the files that `COPY` takes [default: the folder of each Dockerfile]
    #[arg(long, value_name = "FOLDER")]
    pub(super) context: Option<PathBuf>,
    #[command(flatten)]
    pub(super) network: NetworkArguments,
    #[command(flatten)]
    pub(super) resolution: ResolutionArguments,
    #[command(flatten)]
    pub(super) output: OutputArguments,
    /// Ask the preview rules too, which are new; `anyarch rules` marks them
    #[arg(long)]
    pub(super) preview: bool,
}

/// What is checked, and for what.
#[derive(Args, Debug)]
pub(super) struct SelectionArguments {
    /// Files and folders; `-` reads standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Required platforms [default: linux/amd64,linux/arm64]
    #[arg(long, short, value_name = "OS/ARCH,…", value_delimiter = ',', value_parser = platform)]
    pub(super) platform: Vec<String>,
    /// Platforms of the machines that build [default: linux/amd64]
    #[arg(long, value_name = "OS/ARCH,…", value_delimiter = ',', value_parser = platform)]
    pub(super) build_platform: Vec<String>,
    /// The stage to build [default: the last]
    #[arg(long, value_name = "STAGE")]
    pub(super) target: Option<String>,
    /// A build argument; without a value it is taken from the environment
    #[arg(long, value_name = "NAME[=VALUE]")]
    pub(super) build_arg: Vec<String>,
    /// Images and their platforms: a JSON file, or `oci:FOLDER` for an image layout
    #[arg(long, value_name = "FILE")]
    pub(super) images: Vec<String>,
    /// Leave out excluded files also when they are named
    #[arg(long)]
    pub(super) force_exclude: bool,
    /// The configuration [default: the nearest anyarch.toml above the current folder]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

/// How sure images have to be known.
#[derive(Args, Debug)]
pub(super) struct ResolutionArguments {
    /// Take images from `anyarch.lock` alone, and ask nobody
    #[arg(long, conflicts_with_all = ["online", "refresh", "username"])]
    pub(super) locked: bool,
    /// Compare what an index says of its images with what they say themselves; takes two requests an image
    #[arg(long, conflicts_with_all = ["locked", "offline"])]
    pub(super) deep: bool,
    /// Fail with exit code 2 if an image is not known
    #[arg(long)]
    pub(super) require_resolution: bool,
}

/// How findings are told.
#[derive(Args, Debug)]
pub(super) struct OutputArguments {
    /// The lowest severity that makes the exit code 1 [default: warning]
    #[arg(long, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub(super) format: FormatName,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Show the platform matrix of every file, not only of those with findings
    #[arg(long)]
    pub(super) matrix: bool,
}

#[derive(Args, Debug)]
pub(super) struct LockArguments {
    #[command(flatten)]
    pub(super) selection: SelectionArguments,
    /// Write nothing; the exit code is 1 if the file would change
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) network: NetworkArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum CacheCommand {
    /// Show the folder
    Path(CacheArguments),
    /// Remove what was not used for a time
    Prune {
        #[command(flatten)]
        folder: CacheArguments,
        /// For how many days [default: 30]
        #[arg(long, value_name = "DAYS", default_value = "30", hide_default_value = true)]
        unused: u16,
    },
}

#[derive(Args, Clone, Debug)]
pub(super) struct CacheArguments {
    /// Where answers of registries are kept [default: a folder of your own]
    #[arg(long, value_name = "FOLDER")]
    pub(super) cache_dir: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct InspectArguments {
    /// Images, such as `alpine:3.22`, `ghcr.io/owner/name@sha256:…`, `oci:FOLDER[:NAME]`, `oci-archive:FILE[:NAME]` or
    /// `docker-archive:FILE[:NAME]`
    #[arg(value_name = "IMAGE", required_unless_present = "tags", conflicts_with = "tags")]
    pub(super) references: Vec<String>,
    /// Show the tags of a repository with their platforms
    #[arg(long, value_name = "REPOSITORY", conflicts_with_all = ["raw", "config", "platform"])]
    pub(super) tags: Option<String>,
    /// How many tags to show; 0 for all
    #[arg(long, value_name = "NUMBER", default_value = "100", requires = "tags")]
    pub(super) limit: usize,
    /// Say what a client of this platform would take; the exit code is 1 if there is nothing for it
    #[arg(long, short, value_name = "OS/ARCH,…", value_delimiter = ',', value_parser = platform)]
    pub(super) platform: Vec<String>,
    /// Write the index or manifest as it is stored, byte by byte
    #[arg(long, conflicts_with_all = ["config", "format"])]
    pub(super) raw: bool,
    /// Write the image's configuration
    #[arg(long, conflicts_with = "format")]
    pub(super) config: bool,
    /// How images are shown
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: InspectFormat,
    #[command(flatten)]
    pub(super) network: NetworkArguments,
}

/// How registries are asked.
#[derive(Args, Clone, Debug)]
pub(super) struct NetworkArguments {
    /// Ask registries, whatever environment and configuration say
    #[arg(long, overrides_with = "offline")]
    pub(super) online: bool,
    /// Ask nobody: what was kept and what is built in have to do
    #[arg(long, overrides_with = "online")]
    pub(super) offline: bool,
    /// For how many hours a tag means what it meant, before its registry is asked again [default: 24]
    #[arg(long, value_name = "HOURS", conflicts_with = "refresh")]
    pub(super) max_age: Option<u16>,
    /// Ask registries for all tags again
    #[arg(long)]
    pub(super) refresh: bool,
    #[command(flatten)]
    pub(super) cache: CacheArguments,
    #[command(flatten)]
    pub(super) login: LoginArguments,
    /// How many seconds a registry may take for an image
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u16).range(1..=3600))]
    pub(super) timeout: u16,
}

impl NetworkArguments {
    /// The same, with every tag asked for again.
    pub(super) fn anew(&self) -> Self {
        Self { refresh: true, ..self.clone() }
    }
}

/// A login for one run.
#[derive(Args, Clone, Debug)]
pub(super) struct LoginArguments {
    /// A name for a registry, before all logins that are kept; its password is read from standard input
    #[arg(long, value_name = "NAME", requires = "password_stdin")]
    pub(super) username: Option<String>,
    /// Read the password for `--username` from standard input
    #[arg(long, requires = "username")]
    pub(super) password_stdin: bool,
    /// The registry that `--username` is for [default: that of the images, where they name one only]
    #[arg(long, value_name = "HOST", requires = "username")]
    pub(super) registry: Option<String>,
}

/// An empty platform is refused here: it comes from a variable that is not set, and would leave the default in
/// force without a word.
fn platform(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("names no platform; write one such as `linux/amd64`"),
        name => Ok(name.to_owned()),
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    /// Findings never change the exit code
    Never,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatName {
    Full,
    Concise,
    Json,
    Github,
    Sarif,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum InspectFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}
