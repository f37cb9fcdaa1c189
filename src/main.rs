//! The `anyarch` program; everything is in the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Scripts are read into many small pieces; asking for them and giving them back was a fifth of all work.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    anyarch::cli::main()
}
