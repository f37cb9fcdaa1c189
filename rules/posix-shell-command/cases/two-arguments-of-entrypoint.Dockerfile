FROM diamol/base
ENTRYPOINT ["tini", "--", "app"]
