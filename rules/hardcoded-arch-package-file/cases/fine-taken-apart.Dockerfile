FROM debian:13
COPY vendor/ /tmp/
RUN dpkg-deb --build /pkg /tmp/made_1.0_amd64.deb && dpkg-deb -x /tmp/tool_1.0_$(dpkg --print-architecture).deb /
RUN if [ "$(uname -m)" = x86_64 ]; then rpm2cpio /tmp/lib-1.0.x86_64.rpm | cpio -idm; else rpm2cpio /tmp/lib-1.0.aarch64.rpm | cpio -idm; fi
RUN dpkg-deb -I /tmp/other_1.0_amd64.deb
