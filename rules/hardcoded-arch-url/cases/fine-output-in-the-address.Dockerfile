FROM debian:trixie-slim
ENV GOSU_VERSION 1.19
RUN set -eux; \
	wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$(dpkg --print-architecture | awk -F- '{ print $NF }')"; \
	curl -fLO "https://example.com/gosu_`dpkg --print-architecture`.deb"; \
	curl -fLO https://example.com/gosu-$(uname -s)-$(uname -m)
