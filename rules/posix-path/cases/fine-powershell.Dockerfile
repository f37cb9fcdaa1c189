FROM diamol/base
SHELL ["pwsh", "-Command"]
RUN mkdir /logs
