FROM diamol/base
RUN mkdir "/logs"
