FROM diamol/base
SHELL ["cmd", "/S", "/C"]
RUN echo ready
