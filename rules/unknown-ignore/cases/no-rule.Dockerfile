# anyarch: ignore no arm64 image yet
FROM mysql:5.7
