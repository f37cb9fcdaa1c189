FROM diamol/base
ADD https://dl.example.com/tool-linux-amd64.tar.gz /t.tgz
