FROM golang:1.24
ENTRYPOINT ["/tini", "--", "/run.sh"]
