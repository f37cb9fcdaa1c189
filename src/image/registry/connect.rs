//! Connections: whom they trust, how long they may take, and which addresses they may find.
//!
//! Not the questions that go over them. Nothing is set up before the first one: to read a machine's certificates takes
//! longer than to check a hundred files.

use super::{
    address::{Public, is_private, literal},
    host::is_local,
};
use crate::image::certificates::{Certificates, OfHost};
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Certificate, Client, ClientBuilder, Identity, Response, Url, redirect::Policy};
use std::{sync::OnceLock, time::Duration};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// All connections.
#[derive(Debug)]
pub(super) struct Connections {
    certificates: Certificates,
    common: OnceLock<Result<Client, String>>,
    outside: OnceLock<Result<Client, String>>,
    proxies: OnceLock<Matcher>,
}

impl Connections {
    pub(super) fn new(certificates: Certificates) -> Self {
        let (common, outside, proxies) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { certificates, common, outside, proxies }
    }

    /// Those to a registry.
    pub(super) fn of_host(&self, name: &str, insecure: bool) -> Result<Client, String> {
        let own = self.certificates.of_host(name)?;
        if insecure {
            return build(&own, |it| it.tls_danger_accept_invalid_certs(true));
        }
        if self.certificates.is_common(&own) { self.common() } else { build(&own, |it| it) }
    }

    /// Those to where a registry leads.
    pub(super) fn common(&self) -> Result<Client, String> {
        self.common.get_or_init(|| build(&self.certificates.of_all(), |it| it)).clone()
    }

    /// Those that find public addresses only. A proxy finds them itself, and mostly has a private one.
    pub(super) fn outside(&self, url: &Url) -> Result<Client, String> {
        if self.is_proxied(url) {
            return self.common();
        }
        let public = || build(&self.certificates.of_all(), |it| it.dns_resolver(Public));
        self.outside.get_or_init(public).clone()
    }

    /// Those to where a registry has its tokens, which find public addresses only.
    pub(super) fn outside_of(&self, name: &str, url: &Url) -> Result<Client, String> {
        let own = self.certificates.of_host(name)?;
        if self.certificates.is_common(&own) || self.is_proxied(url) {
            return self.outside(url);
        }
        build(&own, |it| it.dns_resolver(Public))
    }

    /// An answer came from the Internet. Behind a proxy that is so unless its address says otherwise.
    pub(super) fn is_from_outside(&self, url: &Url, response: &Response) -> bool {
        if self.is_proxied(url) {
            return !url
                .host_str()
                .is_some_and(|it| is_local(it) || literal(url).is_some_and(is_private));
        }
        response.remote_addr().is_some_and(|it| !is_private(it.ip()))
    }

    fn is_proxied(&self, url: &Url) -> bool {
        let proxies = self.proxies.get_or_init(Matcher::from_system);
        url.as_str().parse().is_ok_and(|it| proxies.intercept(&it).is_some())
    }
}

fn build(
    own: &OfHost,
    with: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<Client, String> {
    // A second start finds the first one's.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut roots = Vec::new();
    for pem in &own.roots {
        let bundle = Certificate::from_pem_bundle(pem);
        roots.extend(bundle.map_err(|_| "a certificate for it is not in PEM".to_owned())?);
    }
    let mut builder = Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT)
        .user_agent(concat!("anyarch/", env!("CARGO_PKG_VERSION")))
        .tls_certs_merge(roots);
    if let Some(pem) = &own.identity {
        let identity = Identity::from_pem(pem);
        let wrong = |_| "the certificate to show it, or its key, is not in PEM".to_owned();
        builder = builder.identity(identity.map_err(wrong)?);
    }
    with(builder).build().map_err(|error| innermost(&error).to_string())
}

/// The innermost reason says most: `Connection refused`, `invalid peer certificate`.
pub(super) fn innermost(error: &reqwest::Error) -> &dyn std::error::Error {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner
}
