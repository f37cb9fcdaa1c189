FROM debian:bookworm
ARG VERSION=11
ENV JAVA_HOME=/usr/lib/jvm/java-${VERSION}-openjdk-amd64 TZ=UTC
ENV JRE_HOME=/usr/lib/jvm/java-11-openjdk-amd64/jre
