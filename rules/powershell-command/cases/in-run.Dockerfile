FROM diamol/base
RUN powershell -Command "Invoke-WebRequest https://example.com/a -OutFile a; choco install -y git"
