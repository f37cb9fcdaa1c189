FROM debian:13-slim
ARG VERSION=1.2
ARG FILE=tool-$VERSION-linux-amd64.tgz
ENV LABELFILE=tool-$VERSION-linux-amd64.tgz
RUN curl -fLO https://example.com/$FILE && echo $LABELLED
