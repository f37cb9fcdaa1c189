FROM alpine:3.22
RUN printf 'ADD tool-$TARGETARCH\n' > /template # $TARGETARCH
RUN echo \$TARGETARCH
COPY app /app
