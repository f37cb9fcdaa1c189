//! `anyarch cache`: where answers of registries are kept, and what of them goes.

use super::{
    End, Trouble,
    args::{CacheArguments, CacheCommand},
    network,
};
use crate::image::cache::Cache;
use std::{
    io::{self, Write},
    path::PathBuf,
    time::Duration,
};

pub(super) fn run(command: &CacheCommand) -> Result<End, Trouble> {
    let mut out = io::stdout().lock();
    match command {
        CacheCommand::Path(arguments) => writeln!(out, "{}", folder(arguments)?.display())?,
        CacheCommand::Prune { folder: arguments, unused } => {
            let folder = folder(arguments)?;
            let pruned = Cache::new(&folder).prune(Duration::from_hours(24 * u64::from(*unused)));
            let pruned = pruned.map_err(|error| {
                Trouble::Usage(format!("cannot clean up {}: {error}", folder.display()))
            })?;
            let files = if pruned.files == 1 { "file" } else { "files" };
            writeln!(out, "removed {} {files}, {} bytes", pruned.files, pruned.bytes)?;
        }
    }
    Ok(End::Clean)
}

fn folder(arguments: &CacheArguments) -> Result<PathBuf, Trouble> {
    let none =
        || Trouble::Usage("there is no folder of your own; name one with `--cache-dir`".to_owned());
    network::folder(arguments).ok_or_else(none)
}
