FROM debian:bookworm-slim
# What is served to others: the same files on every platform.
RUN curl -fLO https://example.com/agent-1.0.windows-amd64.exe \
    && curl -fLO https://example.com/agent/darwin/x86_64/agent.tgz
ADD https://master.example.com/windows/x86_64/docker.exe /srv/docker.exe
