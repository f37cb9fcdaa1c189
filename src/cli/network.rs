//! What all commands that ask registries share.
//!
//! Not the questions. The environment is read here: where a person keeps logins, and where programs keep what they can
//! fetch again.

#![expect(clippy::disallowed_methods, reason = "the door: the environment is read here")]

use super::{
    Trouble,
    args::{CacheArguments, CheckArguments, NetworkArguments},
    complain,
    progress::Progress,
    project::Project,
};
use crate::image::{
    Resolver,
    access::Access,
    cache::Cache,
    certificates::Certificates,
    credentials::{Credentials, Secret},
    registry::{Options, Registry, Stale},
};
use etcetera::BaseStrategy;
use std::{
    collections::BTreeSet,
    env,
    io::{self, Read},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

/// For how long a tag means what it meant, in hours.
const MAX_AGE: u16 = 24;

/// No password is longer, in bytes.
const MOST: u64 = 1 << 16;

/// Set to anything but nothing and `0`, it keeps every command from asking.
const OFFLINE: &str = "ANYARCH_OFFLINE";

/// Whether registries are asked: the command line decides, then the environment, then the project.
pub(super) fn is_online(
    arguments: &NetworkArguments,
    configured: Option<bool>,
    wanted: bool,
) -> bool {
    let is_off = env::var_os(OFFLINE).is_some_and(|it| !it.is_empty() && it != "0");
    match (arguments.online, arguments.offline) {
        (true, _) => true,
        (_, true) => false,
        (false, false) => !is_off && configured.unwrap_or(wanted),
    }
}

pub(super) fn registry(
    arguments: &NetworkArguments,
    project: &Project,
    (online, hosts): (bool, &BTreeSet<String>),
) -> Result<Registry, Trouble> {
    let hours = if arguments.refresh { 0 } else { arguments.max_age.unwrap_or(MAX_AGE) };
    let mut options = Options {
        online,
        timeout: Duration::from_secs(arguments.timeout.into()),
        access: Arc::new(Access::of_user(project.config.registries.clone())),
        certificates: Certificates::default(),
        credentials: Arc::default(),
        cache: folder(&arguments.cache).map(|it| Cache::new(&it)),
        max_age: Duration::from_hours(hours.into()),
        watch: None,
    };
    // Logins, mirrors and certificates are for who asks.
    if online {
        let files: Vec<PathBuf> =
            project.config.ca_files.iter().map(|it| project.root.join(it)).collect();
        options.certificates = Certificates::of_user(&files).map_err(Trouble::Usage)?;
        let mut credentials = Credentials::of_user();
        let problems = options.access.problems().iter().chain(credentials.problems());
        problems.for_each(|it| complain(&format!("anyarch: {it}")));
        if let Some(name) = &arguments.login.username {
            let host = login_host(arguments, hosts)?;
            credentials.give(host, name.clone(), password()?);
        }
        options.credentials = Arc::new(credentials);
        options.watch = Some(Arc::new(Progress::new()));
    }
    Registry::new(options).map_err(|error| Trouble::Usage(error.to_string()))
}

/// A password is for one registry, and nobody guesses which.
fn login_host<'a>(
    arguments: &'a NetworkArguments,
    hosts: &'a BTreeSet<String>,
) -> Result<&'a str, Trouble> {
    let mut all = hosts.iter();
    match (&arguments.login.registry, all.next(), all.next()) {
        (Some(host), _, _) | (None, Some(host), None) => Ok(host),
        (None, _, _) => Err(Trouble::Usage(
            "`--username` needs `--registry HOST`: several registries may be asked".to_owned(),
        )),
    }
}

fn password() -> Result<Secret, Trouble> {
    let mut text = String::new();
    let read = io::stdin().lock().take(MOST).read_to_string(&mut text);
    read.map_err(|error| Trouble::Usage(format!("the password cannot be read: {error}")))?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    if text.is_empty() {
        let message = "`--password-stdin` found no password on standard input";
        return Err(Trouble::Usage(message.to_owned()));
    }
    Ok(Secret::new(text.to_owned()))
}

/// Where answers of registries are kept; `None` where a person has no place for such things.
pub(super) fn folder(arguments: &CacheArguments) -> Option<PathBuf> {
    let own = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("anyarch"));
    arguments.cache_dir.clone().or_else(own)
}

/// What the reader should know of registries.
pub(super) fn notes(resolver: &Resolver) -> Vec<String> {
    let instead = resolver.instead().into_iter().map(|(why, date, count)| {
        let images = images_are(count);
        format!("{why}; {images} as of the built-in snapshot of {date} instead")
    });
    let stale = resolver.stale().into_iter().map(kept);
    let limits = resolver.limits().into_iter().map(|(host, left)| match left {
        1 => format!("`{host}` says that 1 pull is left of its limit"),
        left => format!("`{host}` says that {left} pulls are left of its limit"),
    });
    instead.chain(stale).chain(limits).chain(resolver.notes()).collect()
}

/// The same for a command that checks nothing.
pub(super) fn complain_of(registry: &Registry) {
    let all = registry.stale().into_iter().map(kept).chain(registry.notes());
    all.for_each(|it| complain(&format!("anyarch: {it}")));
}

fn kept(Stale { why, age, images }: Stale) -> String {
    format!("{why}; {} as kept {} instead", images_are(images), ago(age))
}

fn images_are(count: usize) -> String {
    if count == 1 { "1 image is".to_owned() } else { format!("{count} images are") }
}

/// "3 days ago".
fn ago(age: Duration) -> String {
    let hours = age.as_secs() / 3600;
    match (hours / 24, hours) {
        _ if age == Duration::MAX => "at a time to come".to_owned(),
        (2.., _) => format!("{} days ago", hours / 24),
        (_, 2..) => format!("{hours} hours ago"),
        (_, _) => format!("{} minutes ago", age.as_secs() / 60),
    }
}

/// The way out for images that are not known.
pub(super) const fn help(arguments: &CheckArguments, online: bool) -> &'static str {
    match (arguments.resolution.locked, online) {
        (true, _) => {
            "`anyarch lock` asks the registries of images that are not known, `--images FILE` tells their platforms"
        }
        (false, true) => "`--images FILE` tells the platforms of images that are not known",
        (false, false) => {
            "`--online` asks the registries of images that are not known, `--images FILE` tells their platforms"
        }
    }
}
