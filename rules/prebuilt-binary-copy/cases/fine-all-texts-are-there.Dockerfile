FROM alpine:3.22
ARG TARGETARCH
COPY conf/${TARGETARCH}.conf /etc/app.conf
COPY more/${TARGETARCH}.conf /etc/more.conf
CMD ["app"]
