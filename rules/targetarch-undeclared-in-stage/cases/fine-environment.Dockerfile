FROM alpine:3.22
ENV TARGETARCH=any
RUN wget -O /bin/tool https://dl.example.com/tool-$TARGETARCH
