# anyarch: ignore[base-image-missing-platform] no arm64 image yet
FROM mysql:5.7
