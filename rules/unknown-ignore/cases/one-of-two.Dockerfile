# anyarch: ignore[base-image-missing-platform, form-platform-constant] the vendor ships amd64 only
FROM --platform=linux/amd64 mysql:5.7
