FROM alpine:3.22
ARG TARGETARCH
ENV MODE=slow
RUN ["make", "OUT=/out/${TARGETARCH}"]
RUN ["/build.sh", "/out/$TARGETARCH"]
RUN ["wget", "-O", "/usr/bin/tool", "https://dl.example.com/tool-${MODE}"]
RUN ["wget", "--header", "Arch: $TARGETARCH", "https://dl.example.com/tool"]
RUN wget -O /usr/bin/tool [ "https://dl.example.com/tool-${TARGETARCH}" ]
RUN ["sh", "-c", "wget -O /usr/bin/tool https://dl.example.com/tool-${TARGETARCH}"]
CMD ["/start.sh", "/app-${TARGETARCH}"]
