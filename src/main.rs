//! The `anyarch` program; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    anyarch::cli::main()
}
