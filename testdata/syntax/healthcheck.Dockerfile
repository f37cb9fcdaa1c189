FROM a
HEALTHCHECK --interval=5m --timeout=3s --start-period=1h2m3.5s --start-interval=0 --retries=3 CMD curl -f http://localhost || exit 1
HEALTHCHECK CMD ["curl", "x"]
healthcheck none
