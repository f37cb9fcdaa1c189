# ANYARCH: Ignore[Base-Image-Missing-Platform]
FROM mysql:5.7
