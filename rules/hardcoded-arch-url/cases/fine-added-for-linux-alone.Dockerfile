FROM diamol/base
ADD https://dl.example.com/tool-linux-amd64.tar.gz /t.tgz
ADD https://dl.example.com/linux-headers-6.1-amd64.deb /h.deb
