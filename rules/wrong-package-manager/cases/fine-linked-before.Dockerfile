FROM example/unused:1 AS unused
FROM opensuse/leap:15.6
RUN zypper -n install microdnf && ln -s /usr/bin/microdnf /usr/local/bin/dnf && dnf install -y nano
