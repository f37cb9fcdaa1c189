FROM photon:5.0 AS a
RUN yum install -y git
FROM mcr.microsoft.com/azurelinux/base/core:3.0
COPY --from=a /usr/bin/git /opt/git
RUN dnf install -y git
