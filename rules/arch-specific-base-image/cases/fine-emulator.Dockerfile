FROM multiarch/qemu-user-static:x86_64-aarch64 AS qemu
FROM alpine:3.22
COPY --from=qemu /usr/bin/qemu-aarch64-static /usr/bin/
