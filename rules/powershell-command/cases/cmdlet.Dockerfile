FROM diamol/base
RUN Invoke-WebRequest https://example.com/a -OutFile a
