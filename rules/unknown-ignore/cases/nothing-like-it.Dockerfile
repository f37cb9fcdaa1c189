# anyarch: ignore[DL3006] pinned elsewhere
FROM alpine:3.22
