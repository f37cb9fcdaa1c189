# anyarch: ignore[base-image-missing-platfrom] no arm64 image yet
FROM mysql:5.7
