FROM debian:bookworm-slim
RUN curl -o /usr/local/bin/gosu -SL "https://github.com/tianon/gosu/releases/download/1.7/gosu-$(if [ `arch` = 'x86_64' ]; then echo 'amd64'; else echo 'arm64'; fi)"
