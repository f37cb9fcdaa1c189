FROM diamol/base
RUN md data
