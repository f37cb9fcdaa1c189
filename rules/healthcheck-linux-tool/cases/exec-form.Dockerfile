FROM diamol/base
HEALTHCHECK CMD ["pgrep", "app"]
HEALTHCHECK CMD ["wget", "-q", "http://localhost/"]
