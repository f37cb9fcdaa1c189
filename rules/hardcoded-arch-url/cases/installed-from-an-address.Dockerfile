FROM fedora:43
RUN dnf install -y https://example.com/tool-1.2.3-1.x86_64.rpm
