FROM ubuntu:22.04
RUN curl -fsSLo /usr/share/keyrings/salt.gpg https://repo.example.com/py3/ubuntu/22.04/amd64/latest/archive-keyring.gpg
RUN curl -fsSL https://repo.example.com/apt/amd64/key.asc | apt-key add -
RUN rpm -i https://download.example.com/pub/rhel-7-x86_64/example-10-2.noarch.rpm
ADD https://repo.example.com/dists/amd64/example-release_1.2_all.deb /tmp/
