# anyarch: ignore[base-image-missing-platform] no arm64 yet

FROM mysql:5.7
