//! What all commands that ask registries share.
//!
//! Not the questions. The environment is read here: where a person keeps logins, and where programs keep what they can
//! fetch again.

use super::{Trouble, args::NetworkArguments};
use crate::image::{
    cache::Cache,
    credentials::Credentials,
    registry::{Options, Registry},
};
use etcetera::BaseStrategy;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// For how long a tag means what it meant, in hours.
const MAX_AGE: u16 = 24;

pub(super) fn registry(arguments: &NetworkArguments, online: bool) -> Result<Registry, Trouble> {
    let hours = if arguments.refresh { 0 } else { arguments.max_age.unwrap_or(MAX_AGE) };
    // Logins are for who asks.
    let credentials = if online { Credentials::of_user() } else { Credentials::default() };
    let options = Options {
        online,
        timeout: Duration::from_secs(arguments.timeout.into()),
        insecure: Vec::new(),
        credentials: Arc::new(credentials),
        cache: folder(arguments).map(|it| Cache::new(&it)),
        max_age: Duration::from_hours(hours.into()),
    };
    Registry::new(options).map_err(|error| Trouble::Usage(error.to_string()))
}

fn folder(arguments: &NetworkArguments) -> Option<PathBuf> {
    let own = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("anyarch"));
    arguments.cache_dir.clone().or_else(own)
}

/// The way out for images that are not known.
pub(super) const fn help(arguments: &NetworkArguments) -> &'static str {
    if arguments.online {
        "`--images FILE` tells the platforms of images that are not known"
    } else {
        "`--online` asks the registries of images that are not known, `--images FILE` tells their platforms"
    }
}
