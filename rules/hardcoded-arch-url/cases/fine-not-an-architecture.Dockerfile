FROM alpine:3.22
RUN wget https://example.com/x64dbg.zip https://www.arm.com/armadillo.tgz https://example.com/amd64x/ramd64.tgz; \
    wget https://example.com/linux-386sx-howto.html; \
    wget -O /tmp/x86_64.txt https://example.com/notes.txt
