FROM diamol/base
COPY svc /svc
ENTRYPOINT ["/svc"]
