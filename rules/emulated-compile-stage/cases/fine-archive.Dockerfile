FROM maven:3.9-eclipse-temurin-8 AS builder
RUN cd /usr/src && mvn package -DskipTests
FROM ubuntu:24.04
COPY --from=builder /usr/src/server/target/viewer-4.3.0.tar.gz /opt/viewer.tar.gz
