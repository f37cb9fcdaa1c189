FROM rockylinux:9
COPY . /tmp/rpms
RUN rpm -ivh /tmp/rpms/*.rpm
