FROM ubuntu:22.04
ARG RELEASE=focal
RUN echo "deb http://archive.ubuntu.com/ubuntu jammy universe" >> /etc/apt/sources.list
RUN echo "deb http://archive.ubuntu.com/ubuntu resolute main" > /etc/apt/sources.list.d/next.list
RUN echo "deb http://old-releases.ubuntu.com/ubuntu groovy main" > /etc/apt/sources.list.d/old.list
RUN echo "deb http://deb.debian.org/debian bookworm main" > /etc/apt/sources.list.d/debian.list
RUN echo "deb [arch=amd64,arm64] http://archive.ubuntu.com/ubuntu focal main" > /etc/apt/sources.list.d/a.list \
 || echo "deb-src http://archive.ubuntu.com/ubuntu focal main" > /etc/apt/sources.list.d/b.list
RUN sed -i 's|http://archive.ubuntu.com/ubuntu|http://mirror.example.com/ubuntu|g' /etc/apt/sources.list
RUN if [ "$(dpkg --print-architecture)" = amd64 ]; then \
      echo "deb http://archive.ubuntu.com/ubuntu focal main" > /etc/apt/sources.list.d/c.list; \
    fi
RUN echo "see http://archive.ubuntu.com/ubuntu focal" && curl -fsSL http://archive.ubuntu.com/ubuntu/dists/focal/Release
