FROM diamol/base AS run-linux
ADD https://dl.example.com/tool-linux-amd64.tar.gz /t.tgz
FROM diamol/base AS run-windows
ADD https://dl.example.com/tool-windows-amd64.zip /t.zip
FROM run-${TARGETOS}
