FROM alpine:3.22
ARG BUILDARCH
COPY fetch.sh /
RUN BUILDARCH=$BUILDARCH sh /fetch.sh && rm /fetch.sh
