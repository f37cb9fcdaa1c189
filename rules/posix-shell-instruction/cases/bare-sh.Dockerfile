FROM diamol/base
SHELL ["sh", "-exc"]
RUN echo ready
