FROM ubuntu:24.04
RUN if [ "$(dpkg --print-architecture)" = amd64 ]; then \
      dpkg --add-architecture i386 \
      && echo 'deb [arch=i386] https://dl.example.com/wine stable main' > /etc/apt/sources.list.d/wine.list; \
    fi
