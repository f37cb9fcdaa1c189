//! What shell text says, as far as rules ask.
//!
//! Not a shell: nothing is run. A script is read into a tree (`posix`), and the tree is walked for one platform at a
//! time (`run`), which gives the commands that the platform comes to, with their words as values that remember where
//! they were written.

pub mod fetch;
mod filter;
pub mod glob;
pub mod plain;
pub mod posix;
pub mod query;
mod regex;
pub mod run;
pub mod text;
pub mod tree;
pub mod value;
