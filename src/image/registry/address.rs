//! Addresses that only this machine, or only its own network, can mean.
//!
//! A registry on the Internet must not make this machine ask a server behind its firewall. Names are looked up by the
//! client itself, so that what was looked at is what is asked, and beside it, so that nobody waits for a look-up that
//! hangs.

use super::aside::aside;
use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

/// True for addresses that the Internet cannot mean.
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => is_private_4(address),
            None => is_private_6(address),
        },
    }
}

fn is_private_4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    // 100.64.0.0/10 is for the customers of a provider; clouds have their own servers there. 192.0.0.0/24 is for
    // protocols, 198.18.0.0/15 for measurements, and 240.0.0.0/4 for nobody.
    let shared = first == 100 && second & 0xc0 == 64
        || [first, second, third] == [192, 0, 0]
        || first == 198 && second & 0xfe == 18
        || first >= 240;
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || first == 0
        || shared
}

fn is_private_6(address: Ipv6Addr) -> bool {
    let [first, second, third, .., high, low] = address.segments();
    let four = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    // Two ways to write an address of version 4: 64:ff9b::/96 and 2002::/16.
    let inner = match (first, second) {
        (0x64, 0xff9b) => Some(four(high, low)),
        (0x2002, _) => Some(four(second, third)),
        _ => None,
    };
    // fec0::/10 was for one site.
    inner.is_some_and(is_private_4)
        || first & 0xffc0 == 0xfec0
        || address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
}

/// The address that stands where a name may stand.
pub(super) fn literal(url: &Url) -> Option<IpAddr> {
    url.host_str()?.trim_matches(['[', ']']).parse().ok()
}

/// Finds addresses.
pub(super) struct Names {
    /// None in a private network.
    pub(super) public: bool,
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let public = self.public;
        Box::pin(async move {
            let wanted = name.as_str().to_owned();
            let look_up = move || (&*wanted, 0).to_socket_addrs().map(Iterator::collect);
            let all: Vec<SocketAddr> = aside(look_up).await??;
            if public && all.iter().any(|it| is_private(it.ip())) {
                return Err(format!("`{}` is in a private network", name.as_str()).into());
            }
            Ok(Box::new(all.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for text in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.100.100.200",
            "0.0.0.0",
            "::1",
            "::",
            "fd00:ec2::254",
            "fe80::1",
            "::ffff:169.254.169.254",
            "192.0.0.170",
            "198.19.255.255",
            "255.255.255.255",
            "64:ff9b::a9fe:a9fe",
            "2002:a00:1::1",
            "fec0::1",
        ] {
            assert!(is_private(text.parse().unwrap()), "{text}");
        }
        for text in [
            "1.1.1.1",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "2606:4700::1111",
            "64:ff9b::101:101",
            "2002:101:101::1",
        ] {
            assert!(!is_private(text.parse().unwrap()), "{text}");
        }
    }
}
