//! What asking registries depends on, and who waits for it.
//!
//! Not where any of it comes from.

use crate::image::{
    access::Access, cache::Cache, certificates::Certificates, credentials::Credentials,
};
use std::{sync::Arc, time::Duration};

/// How registries are asked.
#[derive(Clone, Debug)]
pub struct Options {
    /// Ask over the network; else what was kept has to do.
    pub online: bool,
    /// How long an image may take.
    pub timeout: Duration,
    /// Where registries are asked, and which not.
    pub access: Arc<Access>,
    /// Who vouches for them.
    pub certificates: Certificates,
    /// What registries are shown.
    pub credentials: Arc<Credentials>,
    /// Where answers are kept.
    pub cache: Option<Cache>,
    /// For how long a tag means what it meant.
    pub max_age: Duration,
    /// Who is told how far it is.
    pub watch: Option<Arc<dyn Watch>>,
}

/// Somebody who waits.
pub trait Watch: std::fmt::Debug + Send + Sync {
    /// So many images are wanted.
    fn begin(&self, images: usize);
    /// A registry is asked.
    fn asks(&self, host: &str);
    /// It is asked once more.
    fn asks_again(&self, host: &str);
    /// One image less to wait for.
    fn resolved(&self);
    /// That was all.
    fn end(&self);
}
