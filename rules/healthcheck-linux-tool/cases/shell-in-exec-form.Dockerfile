FROM diamol/base
HEALTHCHECK CMD ["sh", "-c", "wget -q localhost || exit 1"]
