//! Connections: whom they trust, how long they may take, and which addresses they may find.
//!
//! Not the questions that go over them. Nothing is set up before the first one: to read a machine's certificates takes
//! longer than to check a hundred files.

use super::{
    address::{Names, is_private, literal},
    host::is_local,
};
use crate::image::certificates::{Certificates, OfHost};
use foldhash::HashMap;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Certificate, Client, ClientBuilder, Identity, Response, Url, redirect::Policy};
use std::{
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// All connections.
#[derive(Debug)]
pub(super) struct Connections {
    certificates: Certificates,
    clients: Mutex<HashMap<Way, Result<Client, String>>>,
    proxies: OnceLock<Matcher>,
}

/// Whom a connection trusts, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Trust {
    /// Everybody whom the machine and the project trust.
    Common,
    /// Also who vouches for a registry, which names this server. What the registry wants to see is not shown.
    NamedBy(String),
    /// It is this registry; true if nobody need vouch for it.
    Registry(String, bool),
}

/// How connections differ.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Way {
    trust: Trust,
    /// They find public addresses only.
    public: bool,
    /// No proxy stands between.
    direct: bool,
}

impl Connections {
    pub(super) fn new(certificates: Certificates) -> Self {
        Self { certificates, clients: Mutex::default(), proxies: OnceLock::new() }
    }

    /// One to a server; `public` if it must not be in a private network. A proxy finds addresses itself, and mostly has
    /// a private one.
    pub(super) fn to(&self, url: &Url, trust: Trust, public: bool) -> Result<Client, String> {
        let public = public && !self.is_proxied(url);
        let way = Way { trust, public, direct: is_here(url) };
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(&way) {
            return client.clone();
        }
        let client = self.set_up(&way, &mut clients);
        clients.insert(way, client.clone());
        client
    }

    /// Registries that want nothing of their own share one.
    fn set_up(
        &self,
        way: &Way,
        clients: &mut HashMap<Way, Result<Client, String>>,
    ) -> Result<Client, String> {
        let own = match &way.trust {
            Trust::Common => self.certificates.of_all(),
            Trust::NamedBy(name) => OfHost { identity: None, ..self.certificates.of_host(name)? },
            Trust::Registry(name, _) => self.certificates.of_host(name)?,
        };
        if way.trust == Trust::Common || way.trust.is_lax() || !self.certificates.is_common(&own) {
            return build(&own, way);
        }
        let common = Way { trust: Trust::Common, ..*way };
        clients.entry(common).or_insert_with_key(|way| build(&own, way)).clone()
    }

    /// An answer came from the Internet. Behind a proxy that is so unless its address says otherwise.
    pub(super) fn is_from_outside(&self, url: &Url, response: &Response) -> bool {
        if self.is_proxied(url) {
            return !literal(url).is_some_and(is_private);
        }
        response.remote_addr().is_some_and(|it| !is_private(it.ip()))
    }

    /// What is meant for this machine is nobody else's to read.
    fn is_proxied(&self, url: &Url) -> bool {
        let proxies = || self.proxies.get_or_init(Matcher::from_system);
        !is_here(url) && url.as_str().parse().is_ok_and(|it| proxies().intercept(&it).is_some())
    }
}

impl Trust {
    const fn is_lax(&self) -> bool {
        matches!(self, Self::Registry(_, true))
    }
}

/// A server of this machine.
fn is_here(url: &Url) -> bool {
    url.host_str().is_some_and(is_local)
}

fn build(own: &OfHost, way: &Way) -> Result<Client, String> {
    // A second start finds the first one's.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut roots = Vec::new();
    for pem in &own.roots {
        let bundle = Certificate::from_pem_bundle(pem);
        roots.extend(bundle.map_err(|_| "a certificate for it is not in PEM".to_owned())?);
    }
    let identity = own.identity.as_deref().map(Identity::from_pem).transpose();
    let identity =
        identity.map_err(|_| "the certificate to show it, or its key, is not in PEM".to_owned())?;
    let with = |trust: &dyn Fn(ClientBuilder) -> ClientBuilder| {
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .dns_resolver(Names { public: way.public })
            .user_agent(concat!("anyarch/", env!("CARGO_PKG_VERSION")));
        if let Some(identity) = identity.clone() {
            builder = builder.identity(identity);
        }
        if way.trust.is_lax() {
            builder = builder.tls_danger_accept_invalid_certs(true);
        }
        if way.direct {
            builder = builder.no_proxy();
        }
        trust(builder).build()
    };
    let client = with(&|it| it.tls_certs_merge(roots.clone()));
    // A machine without certificates can talk to itself.
    let client = if way.direct {
        client.or_else(|_| with(&|it| it.tls_certs_only(roots.clone())))
    } else {
        client
    };
    client.map_err(|error| innermost(&error).to_string())
}

/// The innermost reason says most: `Connection refused`, `invalid peer certificate`.
pub(super) fn innermost(error: &reqwest::Error) -> &dyn std::error::Error {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner
}
