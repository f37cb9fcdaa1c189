# What runs on the build machine alone may be for it.
FROM --platform=$BUILDPLATFORM debian:bookworm-slim AS site
WORKDIR /site
RUN curl -fL https://example.com/v1/hugo_linux-amd64.tar.gz | tar xz -C /usr/local/bin && hugo
FROM --platform=$BUILDPLATFORM debian:bookworm-slim AS pages
WORKDIR /docs
RUN curl -fL https://example.com/docs/mkdocs-linux-amd64.tar.gz | tar xz -C /opt && /opt/mkdocs
FROM --platform=$BUILDPLATFORM debian:bookworm-slim AS chosen
ARG TARGETARCH
RUN if [ "$TARGETARCH" = amd64 ]; then curl -fLo /tool https://example.com/v1/tool-linux-amd64; else curl -fLo /tool https://example.com/v1/tool-linux-$TARGETARCH; fi
FROM --platform=$BUILDPLATFORM debian:bookworm-slim AS names
RUN curl -fLo /protoc.zip https://example.com/v1/protoc-linux-x86_64.zip && unzip /protoc.zip -d /protoc && /protoc/bin/protoc --out /gen
FROM nginx:1.29
COPY --from=site /site/public /usr/share/nginx/html
COPY --from=pages /docs /docs
COPY --from=chosen /tool /usr/bin/tool
COPY --from=names /gen /gen
