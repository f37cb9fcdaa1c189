//! What shell text says, as far as rules ask.
//!
//! Not a shell: nothing is run, and so far only the names that a script uses and sets are read.

pub mod text;
