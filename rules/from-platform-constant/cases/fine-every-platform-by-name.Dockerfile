FROM --platform=linux/amd64 alpine:3.22 AS grub-build-amd64
FROM --platform=linux/arm64 alpine:3.22 AS grub-build-arm64
FROM scratch
COPY --from=grub-build-amd64 /*.EFI /
COPY --from=grub-build-arm64 /*.EFI /
