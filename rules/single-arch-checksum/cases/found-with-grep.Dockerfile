FROM alpine:3.22
RUN wget -qO /usr/local/bin/tool "https://dl.example.com/tool-$(uname -m)" \
 && sha256sum /usr/local/bin/tool | grep -q 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544
RUN wget -qO /usr/local/bin/other "https://dl.example.com/other-$(uname -m)" \
 && sha256sum /usr/local/bin/other | grep -q "^8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665500 "
