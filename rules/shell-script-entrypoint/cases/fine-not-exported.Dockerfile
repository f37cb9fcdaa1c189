FROM golang:1.24 AS tools
ENTRYPOINT ["/run.sh"]
FROM diamol/base
COPY --from=tools /a /a
