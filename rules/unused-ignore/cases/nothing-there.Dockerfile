# anyarch: ignore[base-image-missing-platform] no arm64 yet
FROM alpine:3.22
CMD ["/bin/sh"]
