FROM mysql:5.7
# anyarch: ignore-file[base-image-missing-platform] no arm64 yet
USER mysql
