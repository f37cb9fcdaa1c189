FROM diamol/base
ARG TARGETOS
ADD https://dl.example.com/tool-${TARGETOS}-amd64.tar.gz /t.tgz
ADD https://dl.example.com/linux/rules-amd64.json /r.json
