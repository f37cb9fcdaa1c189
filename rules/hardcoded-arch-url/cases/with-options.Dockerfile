FROM debian:bookworm-slim
RUN wget -q --header="Accept: application/x-amd64" -O /tmp/amd64.tgz https://example.com/linux-x64.tgz \
 && curl -H 'X-Arch: amd64' -fsSLo amd64.zip https://example.com/data.zip \
 && sudo -u nobody env FOO=1 timeout 60 curl -fO "https://example.com/win64/$(date +%s)/linux64.zip"
