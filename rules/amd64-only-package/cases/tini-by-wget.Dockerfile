FROM rockylinux:9
ARG TINI_VERSION=v0.19.0
RUN curl -fsSL -o /usr/local/bin/tini "https://github.com/krallin/tini/releases/download/$TINI_VERSION/tini" \
 && curl -fsSL -o /tini.asc "https://github.com/krallin/tini/releases/download/$TINI_VERSION/tini.asc" \
 && chmod +x /usr/local/bin/tini
