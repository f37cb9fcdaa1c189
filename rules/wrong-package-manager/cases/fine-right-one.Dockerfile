ARG VARIANT=bookworm
FROM python:3.13-${VARIANT} AS build
RUN apt-get update && apt-get install -y gcc
FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4
RUN microdnf install -y tzdata && yum --version
COPY --from=build /usr/local /usr/local
