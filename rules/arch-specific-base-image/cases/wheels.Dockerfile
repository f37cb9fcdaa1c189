FROM quay.io/pypa/manylinux_2_28_x86_64 AS manylinux
RUN /opt/python/cp312-cp312/bin/python -m build
FROM ghcr.io/team/musllinux_1_2_aarch64:2026.01
COPY --from=manylinux /dist /dist
