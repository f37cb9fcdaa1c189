FROM debian:13-slim
COPY tool-amd64 tool-arm64-v2 /opt/
RUN if [ "$(arch)" = x86_64 ]; then cp /opt/tool-amd64 /usr/bin/tool; else apt-get install -y tool; fi
COPY helper-amd64 /opt/
RUN case "$(gcc -dumpmachine)" in x86_64-*) cp /opt/helper-amd64 /usr/bin/helper ;; esac
