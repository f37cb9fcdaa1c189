//! The command line: the door through which a person or a build server comes in.
//!
//! Not the engine. Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 when something could not be done:
//! usage, configuration, or a file that could not be read.

mod args;
mod batch;
mod cache;
mod check;
mod explain;
mod family;
mod inspect;
mod lock;
mod network;
mod platforms;
mod progress;
mod project;
mod run;
mod subject;

use crate::render::escape::escape;
use args::{Arguments, Command};
use clap::Parser;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// How a command ends.
pub(crate) enum End {
    /// Nothing to complain about.
    Clean,
    /// Findings at or above the threshold.
    Findings,
    /// Something could not be done; the reason is already printed or in the report.
    Failed,
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    let end = match &arguments.command {
        Command::Check(options) => check::run(options),
        Command::Inspect(options) => inspect::run(options),
        Command::Lock(options) => lock::run(options),
        Command::Cache(command) => cache::run(command),
        Command::Explain { slug } => explain::page(slug),
        Command::Rules => explain::table(),
    };
    match end {
        Ok(End::Clean) => ExitCode::SUCCESS,
        Ok(End::Findings) => ExitCode::from(1),
        Ok(End::Failed) => ExitCode::from(2),
        // A reader that closes the pipe has seen enough.
        Err(Trouble::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            complain(&format!("anyarch: {trouble}"));
            ExitCode::from(2)
        }
    }
}

/// Help and version were asked for; everything else is a mistake in the arguments.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A reader that closes the pipe has seen enough.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    error.to_string().lines().for_each(complain);
    ExitCode::from(2)
}

/// Writes a line to standard error; it may quote what a terminal would obey.
fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{}", escape(line));
}

/// Why a command cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// What the user asked for makes no sense, or a file it needs cannot be used.
    #[error("{0}")]
    Usage(String),
    /// Standard output is gone.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}
