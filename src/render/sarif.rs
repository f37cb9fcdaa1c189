//! Being written.
use super::Options;
use crate::report::Report;
use std::io::{self, Write};
/// Writes.
/// # Errors
/// Those of `out`.
pub fn render(_: &Report, _: &Options<'_>, _: &mut dyn Write) -> io::Result<()> {
    Ok(())
}
