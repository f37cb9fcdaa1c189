# anyarch: ingore[base-image-missing-platform]
FROM mysql:5.7
