FROM ubuntu:20.04
RUN echo "deb http://us.archive.ubuntu.com/ubuntu/ focal universe" >> /etc/apt/sources.list
RUN printf 'deb-src http://archive.ubuntu.com/ubuntu bionic main\ndeb [trusted=yes] http://security.ubuntu.com/ubuntu bionic-security main\n' \
      > /etc/apt/sources.list.d/old.list
RUN add-apt-repository "deb http://archive.ubuntu.com/ubuntu xenial main"
COPY <<EOF /etc/apt/sources.list.d/focal.sources
Types: deb
URIs: http://archive.ubuntu.com/ubuntu/
Suites: focal focal-updates
Components: main
EOF
