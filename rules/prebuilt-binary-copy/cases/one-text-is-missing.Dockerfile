FROM alpine:3.22
ARG TARGETARCH
COPY conf/${TARGETARCH}.conf /etc/app.conf
CMD ["app"]
