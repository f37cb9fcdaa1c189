FROM debian:12
ARG TARGETARCH
RUN ["tini", "--", "sh", "-c", "/x/$TARGETARCH/setup"]
