# anyarch: ignore[targetarch-default-shadows] only for old builders
# the next one is for the flag
# anyarch: ignore[from-platform-constant] the vendor ships amd64 only
FROM --platform=linux/amd64 debian:bookworm-slim
ARG TARGETARCH=amd64
CMD ["/bin/sh"]
