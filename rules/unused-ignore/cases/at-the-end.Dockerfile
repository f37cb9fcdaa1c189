FROM mysql:5.7
# anyarch: ignore[base-image-missing-platform] no arm64 yet
