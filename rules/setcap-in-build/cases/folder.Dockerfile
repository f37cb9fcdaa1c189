FROM alpine:3.22 AS build
COPY --chmod=755 . /out/
RUN apk add --no-cache libcap \
    && setcap 'cap_net_raw,cap_net_admin+eip' /out/bin/ping && setcap cap_setuid=ep /out/bin/newuidmap
FROM build AS files
FROM scratch
COPY --from=files /out/ /
