FROM fedora:43
ARG VERSION=1.2.3
COPY *.rpm /tmp/
RUN yum localinstall -y "/tmp/agent-${VERSION}-1.x86_64.rpm" \
    && rpm -ivh --nodeps /tmp/plugin-1.0.aarch64.rpm
