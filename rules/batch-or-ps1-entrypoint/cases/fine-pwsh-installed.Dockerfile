FROM ubuntu:24.04
RUN install-tool pwsh
ENTRYPOINT ["/run.ps1"]
