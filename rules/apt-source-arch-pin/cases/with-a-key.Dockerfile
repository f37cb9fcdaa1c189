FROM ubuntu:24.04
RUN add-apt-repository "deb [signed-by=/usr/share/keyrings/docker.gpg arch=amd64] https://download.docker.com/linux/ubuntu noble stable" && \
    echo 'deb [ arch=arm64 signed-by=/k.gpg ] https://example.com/apt stable main' | tee /etc/apt/sources.list.d/x.list
