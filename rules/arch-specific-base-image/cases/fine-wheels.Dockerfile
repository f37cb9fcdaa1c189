ARG TARGETARCH
FROM quay.io/pypa/manylinux_2_28_x86_64 AS wheels-amd64
FROM quay.io/pypa/manylinux_2_28_aarch64 AS wheels-arm64
FROM wheels-${TARGETARCH} AS wheels
FROM quay.io/pypa/manylinux_2_34
COPY --from=wheels /opt/python /opt/python
