FROM centos:7
RUN yum install -y powershell
CMD [ "/usr/bin/powershell" ]
