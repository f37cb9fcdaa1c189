FROM debian:bookworm-slim
RUN sh -c 'curl -fsSL https://example.com/x-linux-x86_64.tgz | tar -xz -C /opt'
RUN bash -exc "curl -fsSLO https://example.com/y_linux_amd64.deb && dpkg -i y_linux_amd64.deb"
