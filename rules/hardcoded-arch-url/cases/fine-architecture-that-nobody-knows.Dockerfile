FROM alpine:3.22
ARG ARCH
ENV FILE="tool-${ARCH}.tar.gz" NAMED="${ARCH:+tool-amd64}"
RUN wget https://example.com/${FILE} https://example.com/${NAMED}
RUN wget https://example.com/$(echo "$FILE" | sed s/x/amd64/)
ADD https://example.com/${FILE%-amd64.tar.gz} /tmp/
