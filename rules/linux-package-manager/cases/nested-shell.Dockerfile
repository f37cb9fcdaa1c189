FROM diamol/base
RUN sh -c 'yum install -y git && yum clean all'
