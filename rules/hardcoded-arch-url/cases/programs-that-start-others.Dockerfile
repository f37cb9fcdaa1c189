FROM debian:13-slim
RUN retry 3 curl -fO https://example.com/a-linux-amd64.tgz
RUN setarch x86_64 curl -fO https://example.com/b-linux-amd64.tgz
RUN sudo --user root curl -fO https://example.com/c-linux-amd64.tgz
RUN timeout --signal KILL 60 curl -fO https://example.com/d-linux-amd64.tgz
RUN stdbuf -o L curl -fO https://example.com/e-linux-amd64.tgz
RUN runuser -u app -- curl -fO https://example.com/f-linux-amd64.tgz
RUN setpriv --reuid 1000 --regid 1000 curl -fO https://example.com/g-linux-amd64.tgz
RUN \curl -fO https://example.com/h-linux-amd64.tgz
