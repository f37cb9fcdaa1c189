FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
ARG BUILDARCH
RUN wget -O /kubectl https://dl.k8s.io/release/v1.34.1/bin/linux/$BUILDARCH/kubectl && chmod +x /kubectl

FROM alpine:3.22
COPY --from=fetch /kubectl /usr/local/bin/kubectl
