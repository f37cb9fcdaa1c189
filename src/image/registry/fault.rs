//! Why a registry gave no answer, in words for the person who waits for it.

use crate::image::access::Blocked;
use std::{fmt, time::Duration};

/// Why a registry gave no answer; displays as a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No connection.
    Unreachable {
        /// The registry.
        host: String,
        /// What went wrong.
        clause: String,
        /// It will go wrong again.
        lasting: bool,
    },
    /// Its answer breaks off, or cannot be read at all.
    Broken {
        /// The registry.
        host: String,
        /// What went wrong.
        clause: String,
        /// It had begun, and may go well for another image.
        is_image: bool,
    },
    /// Nobody who is trusted vouches for it.
    Certificate {
        /// The registry, or a server that it names.
        host: String,
        /// What is wrong with its certificate.
        clause: String,
        /// It is the registry's own.
        is_registry: bool,
    },
    /// A file of this machine or project says that it is not to be asked.
    Blocked {
        /// What the file blocks.
        prefix: String,
    },
    /// Nobody may ask, and nothing was kept.
    Offline {
        /// The registry.
        host: String,
    },
    /// It took too long.
    Slow {
        /// The registry.
        host: String,
        /// How long it had.
        timeout: Duration,
    },
    /// It wants a login, or another one. Many say so of images that do not exist.
    Denied {
        /// The registry.
        host: String,
        /// It says so itself, of a token that it takes; else something on the way may.
        is_sure: bool,
    },
    /// The login at hand is refused, or cannot be had.
    Login {
        /// The registry.
        host: String,
        /// Why.
        clause: String,
    },
    /// Too many requests.
    Limited {
        /// The registry.
        host: String,
        /// When it may be asked again, if it says so.
        wait: Option<Duration>,
    },
    /// Asking on would use up what is left of the limit.
    Reserved {
        /// The registry.
        host: String,
        /// The requests that are left.
        left: u64,
    },
    /// It fails.
    Status {
        /// The registry.
        host: String,
        /// The status of HTTP.
        code: u16,
    },
    /// It leads elsewhere, where it must not.
    Redirect {
        /// The registry.
        host: String,
        /// Why not.
        clause: String,
    },
    /// It says what cannot be.
    Odd {
        /// The registry.
        host: String,
        /// What.
        clause: String,
    },
}

impl Fault {
    /// It is about the registry, and not about one image of it.
    pub(super) const fn is_of_host(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::Certificate { .. }
                | Self::Broken { is_image: false, .. }
        )
    }

    /// It is no accident: somebody does not want this image to be had in this way.
    pub(super) const fn is_final(&self) -> bool {
        match self {
            Self::Denied { .. }
            | Self::Login { .. }
            | Self::Certificate { .. }
            | Self::Blocked { .. } => true,
            Self::Unreachable { .. }
            | Self::Offline { .. }
            | Self::Broken { .. }
            | Self::Slow { .. }
            | Self::Limited { .. }
            | Self::Reserved { .. }
            | Self::Status { .. }
            | Self::Redirect { .. }
            | Self::Odd { .. } => false,
        }
    }
}

impl From<Blocked> for Fault {
    fn from(blocked: Blocked) -> Self {
        Self::Blocked { prefix: blocked.prefix }
    }
}

/// In seconds.
const DAY: u64 = 24 * 60 * 60;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable { host, clause, .. } => {
                write!(f, "`{host}` cannot be reached: {clause}")
            }
            Self::Certificate { host, clause, is_registry } => {
                distrusted(f, (host, clause), *is_registry)
            }
            Self::Broken { host, clause, .. } => write!(f, "`{host}` breaks off: {clause}"),
            Self::Blocked { prefix } => {
                write!(f, "`{prefix}` is blocked in `anyarch.toml` or `registries.conf`")
            }
            Self::Offline { host } => {
                write!(f, "`{host}` is not asked offline, and nothing of it was kept")
            }
            Self::Slow { host, timeout } => {
                let seconds = timeout.as_secs_f64();
                write!(f, "`{host}` did not answer within {seconds} s; `--timeout` gives it more")
            }
            Self::Denied { host, is_sure } => denied(f, host, *is_sure),
            Self::Login { host, clause } => {
                write!(
                    f,
                    "the login for `{host}` is of no use: {clause}; `docker login {host}` renews it"
                )
            }
            // Nobody waits longer for a program, nor for no time at all.
            Self::Limited { host, wait: Some(wait) } if (1..=DAY).contains(&wait.as_secs()) => {
                let seconds = wait.as_secs();
                write!(
                    f,
                    "`{host}` takes no more requests for {seconds} s; a login has higher limits"
                )
            }
            Self::Limited { host, .. } => {
                write!(f, "`{host}` takes no more requests for now; a login has higher limits")
            }
            Self::Reserved { host, left: 1 } => {
                write!(f, "`{host}` has 1 pull left, which is not used up here")
            }
            Self::Reserved { host, left } => {
                write!(f, "`{host}` has {left} pulls left, which are not used up here")
            }
            Self::Status { host, code: code @ 500.. } => {
                write!(f, "`{host}` fails with status {code}; try again later")
            }
            Self::Status { host, code: code @ 400.. } => {
                write!(f, "`{host}` refuses it with status {code}")
            }
            Self::Status { host, code } => write!(f, "`{host}` answers with status {code}"),
            Self::Redirect { host, clause } => write!(f, "`{host}` leads elsewhere: {clause}"),
            Self::Odd { host, clause } => {
                write!(f, "`{host}` gives what cannot be used: {clause}")
            }
        }
    }
}

fn distrusted(
    f: &mut fmt::Formatter<'_>,
    (host, clause): (&str, &str),
    is_registry: bool,
) -> fmt::Result {
    if is_registry {
        write!(
            f,
            "`{host}` is not trusted: {clause}; `ca-files` in `anyarch.toml`, `SSL_CERT_FILE` or docker's `certs.d/{host}` name who vouches for it, and `insecure = true` does without"
        )
    } else {
        write!(
            f,
            "`{host}`, to which the registry leads, is not trusted: {clause}; `ca-files` in `anyarch.toml` or `SSL_CERT_FILE` name who vouches for it"
        )
    }
}

fn denied(f: &mut fmt::Formatter<'_>, host: &str, is_sure: bool) -> fmt::Result {
    if is_sure {
        write!(
            f,
            "`{host}` says that it does not exist, or that this login may not see it; `docker login {host}` helps with the latter"
        )
    } else {
        write!(
            f,
            "`{host}` refuses it: it does not exist, this login may not see it, or something on the way forbids it; `docker login {host}` helps with the second"
        )
    }
}
