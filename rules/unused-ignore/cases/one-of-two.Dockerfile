# anyarch: ignore[from-platform-constant, base-image-missing-platform] the vendor ships amd64 only
FROM mysql:5.7
