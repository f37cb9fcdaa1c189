# anyarch: ignore[base-image-missing-platform] no arm64 yet
FROM registry.example.com/team/service:2024.1
