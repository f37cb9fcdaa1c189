FROM diamol/base
RUN echo choco install git > README
