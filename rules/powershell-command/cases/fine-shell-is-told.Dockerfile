FROM diamol/base
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://example.com/a -OutFile a
