FROM alpine:3.22
RUN wget -qO /tmp/tool "https://dl.example.com/tool-$(uname -m)" \
 && wget -qO /tmp/data https://dl.example.com/data \
 && sha256sum /tmp/data | grep -q 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544
RUN wget -qO /tmp/tool "https://dl.example.com/tool-$(uname -m)" \
 && sha256sum /tmp/tool | grep -q 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 || echo "not the usual one"
RUN wget -qO /tmp/tool "https://dl.example.com/tool-$(uname -m)" \
 && wget -qO /tmp/sums https://dl.example.com/sums && grep -q 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 /tmp/sums
RUN wget -qO /tmp/sums "https://dl.example.com/sums-$(uname -m)" \
 && sha256sum -c /tmp/sums | grep -v 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544
