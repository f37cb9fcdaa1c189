FROM debian:13
COPY vendor/tool_1.0_amd64.deb vendor/lib-1.0.x86_64.rpm /tmp/
RUN dpkg-deb -x /tmp/tool_1.0_amd64.deb / && rpm2cpio /tmp/lib-1.0.x86_64.rpm | cpio -idm
