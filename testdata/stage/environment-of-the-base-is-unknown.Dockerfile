FROM alpine:3.22
LABEL path=$PATH arch=$TARGETARCH default=${PATH:-x}
FROM scratch AS empty
LABEL path="<$PATH>"
FROM scratch
COPY --from=0 /a /a
COPY --from=empty /b /b
