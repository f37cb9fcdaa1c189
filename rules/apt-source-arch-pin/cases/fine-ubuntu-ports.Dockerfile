FROM ubuntu:20.04
RUN echo "deb http://archive.ubuntu.com/ubuntu focal main" > /etc/apt/sources.list
RUN if [ "$(uname -m)" != x86_64 ]; then \
      sed -i 's|archive.ubuntu.com/ubuntu|ports.ubuntu.com/ubuntu-ports|' /etc/apt/sources.list; \
    fi
